%ip filter INPUT
-p tcp -m osf --genre Linux -j X
    error no-native-form: -m osf: it depends on fingerprints loaded into the kernel, and nf_tables compares the name of the first fingerprint that fits where xtables tries all of the name
    hint: do not decide by a guess: match addresses or ports
-p tcp -m osf ! --genre Linux --ttl 0 --log 1 -j X
    error no-native-form: -m osf: it depends on fingerprints loaded into the kernel, and nf_tables compares the name of the first fingerprint that fits where xtables tries all of the name
    hint: do not decide by a guess: match addresses or ports
-p tcp -m osf --genre a-name-that-is-longer-than-32-bytes -j X
    error bad-argument: --genre: is longer than 31 bytes
-p tcp -m osf --genre Linux --ttl 3 -j X
    error bad-argument: --ttl: '3' is not a number from 0 to 2
-p tcp -m osf --genre Linux --log 3 -j X
    error bad-argument: --log: '3' is not a number from 0 to 2
-p tcp -m osf -j X
    error missing-option: -m osf needs --genre
-m osf --genre Linux -j X
    error needs-protocol: -m osf needs -p tcp
    hint: the kernel refuses the rule without it
%ip6 filter INPUT
-p tcp -m osf --genre Linux -j X
    error wrong-family: -m osf exists for IPv4 only
