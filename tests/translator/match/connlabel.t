%ip filter INPUT
-m connlabel --label 1 -j X
    save: -m connlabel --label "1" -j X
-m connlabel ! --label 127 -j X
    save: -m connlabel ! --label "127" -j X
-m connlabel --label 40 --set -j X
    save: -m connlabel --label "40" --set -j X
-m connlabel ! --label 40 --set -j X
    save: -m connlabel ! --label "40" --set -j X
-m connlabel --label 128 -j X
    error bad-argument: --label: '128' is not a number from 0 to 127
    hint: names of connlabel.conf are not looked up: write the number
-m connlabel --label customer -j X
    error bad-argument: --label: 'customer' is not a number from 0 to 127
    hint: names of connlabel.conf are not looked up: write the number
-m connlabel --set -j X
    error missing-option: -m connlabel needs --label
