%ip filter INPUT
-p tcp --syn -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --sack-perm --timestamp --wscale 7 --mss 1460
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-p tcp -j SYNPROXY
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-p tcp -j SYNPROXY --ecn
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-p tcp -j SYNPROXY --wscale 15
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-p tcp -j SYNPROXY --wscale 0 --mss 0
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-j SYNPROXY
    error needs-protocol: -j SYNPROXY needs -p tcp
    hint: the kernel refuses the rule without it
%ip filter OUTPUT
-p tcp -j SYNPROXY
    error wrong-hook: -j SYNPROXY cannot be reached from OUTPUT
    hint: the kernel refuses the rule
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
%ip mangle INPUT
-p tcp -j SYNPROXY
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
%ip filter INPUT
-p tcp -j SYNPROXY --wscale 16
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-p tcp -j SYNPROXY --mss 65536
    error bad-argument: --mss: '65536' is not a number from 0 to 65535
-p tcp -j SYNPROXY --timestamp --sack-perm --mss 5 --ecn
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
