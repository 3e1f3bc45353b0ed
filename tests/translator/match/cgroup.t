%ip filter OUTPUT
-m cgroup --cgroup 1048577 -j X
    save: -m cgroup --cgroup 1048577 -j X
    nft: filter/OUTPUT meta cgroup 1048577 socket mark >= 0x0 counter jump filter/X
-m cgroup ! --cgroup 1 -j X
    save: -m cgroup ! --cgroup 1 -j X
    nft: filter/OUTPUT meta cgroup != 1 socket mark >= 0x0 counter jump filter/X
-m cgroup --path user.slice -j X
    error no-native-form: -m cgroup --path: nf_tables compares the number a control group has while it lives, not its path
    hint: test the owner, or a mark that the program sets on its sockets; or let it through nft_compat with --allow-xt
-m cgroup ! --path / -j X
    error no-native-form: -m cgroup --path: nf_tables compares the number a control group has while it lives, not its path
    hint: test the owner, or a mark that the program sets on its sockets; or let it through nft_compat with --allow-xt
-m cgroup --cgroup x -j X
    error bad-argument: --cgroup: 'x' is not a number from 0 to 4294967295
-m cgroup --cgroup 1 --path / -j X
    error conflicting-options: --path and --cgroup exclude each other
-m cgroup -j X
    error missing-option: -m cgroup needs one of --path, --cgroup
%ip filter FORWARD
-m cgroup --cgroup 1 -j X
    error wrong-hook: -m cgroup cannot be reached from FORWARD
    hint: the kernel refuses the rule
%ip6 filter INPUT
-m cgroup --cgroup 1 -j X
    save: -m cgroup --cgroup 1 -j X
    nft: filter/INPUT meta cgroup 1 socket mark >= 0x0 counter jump filter/X
%ip mangle POSTROUTING
-m cgroup --cgroup 1 -j X
    error approximation: -m cgroup --cgroup in POSTROUTING: answers to connection requests count as the listener's there
    hint: test it in OUTPUT and mark the packet; or accept it with --accept-approximation cgroup-requests; or let it through nft_compat with --allow-xt
%options cgroup-requests allow-xt
-m cgroup ! --cgroup 1 -j X
    warning approximated: --cgroup in POSTROUTING: answers to connection requests count as the listener's there; the nearest native form is used, as --accept-approximation cgroup-requests says
    save: -m cgroup ! --cgroup 1 -j X
    nft: mangle/POSTROUTING meta cgroup != 1 counter jump mangle/X
-m cgroup --path / -j X
    warning uses-xtables: -m cgroup: nf_tables compares the number a control group has while it lives, not its path; the rule goes through nft_compat
    save: -m cgroup --path "/" -j X
    nft: mangle/POSTROUTING [xt match cgroup revision 2 010000002f00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000] counter jump mangle/X
-m cgroup ! --path / -j X
    warning uses-xtables: -m cgroup: nf_tables compares the number a control group has while it lives, not its path; the rule goes through nft_compat
    save: -m cgroup ! --path "/" -j X
    nft: mangle/POSTROUTING [xt match cgroup revision 2 010001002f00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000] counter jump mangle/X
