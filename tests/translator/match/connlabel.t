%ip filter INPUT
-m connlabel --label 1 -j X
    save: -m connlabel --label "1" -j X
    nft: filter/INPUT [ct proto-dst] & 0x2 != 0x0 counter jump filter/X
-m connlabel ! --label 127 -j X
    save: -m connlabel ! --label "127" -j X
    nft: filter/INPUT jump filter/INPUT..cd9a3413
    nft: filter/INPUT..cd9a3413 ct state invalid,untracked goto filter/INPUT..cd9a3413.1
    nft: filter/INPUT..cd9a3413 [ct proto-dst] & 0x80000000000000000000000000000000 == 0x0 goto filter/INPUT..cd9a3413.1
    nft: filter/INPUT..cd9a3413.1 counter jump filter/X
-m connlabel --label 40 --set -j X
    save: -m connlabel --label "40" --set -j X
    nft: filter/INPUT jump filter/INPUT..ba87a0b2
    nft: filter/INPUT..ba87a0b2 [ct proto-dst] set 0x10000000000
    nft: filter/INPUT..ba87a0b2 [ct proto-dst] & 0x10000000000 != 0x0 counter jump filter/X
-m connlabel ! --label 40 --set -j X
    save: -m connlabel ! --label "40" --set -j X
    nft: filter/INPUT jump filter/INPUT..48ec4785
    nft: filter/INPUT..48ec4785 [ct proto-dst] set 0x10000000000
    nft: filter/INPUT..48ec4785 jump filter/INPUT..48ec4785.1
    nft: filter/INPUT..48ec4785.1 ct state invalid,untracked goto filter/INPUT..48ec4785.2
    nft: filter/INPUT..48ec4785.1 [ct proto-dst] & 0x10000000000 == 0x0 goto filter/INPUT..48ec4785.2
    nft: filter/INPUT..48ec4785.2 counter jump filter/X
-m connlabel --label 128 -j X
    error bad-argument: --label: '128' is not a number from 0 to 127
    hint: names of connlabel.conf are not looked up: write the number
-m connlabel --label customer -j X
    error bad-argument: --label: 'customer' is not a number from 0 to 127
    hint: names of connlabel.conf are not looked up: write the number
-m connlabel --set -j X
    error missing-option: -m connlabel needs --label
