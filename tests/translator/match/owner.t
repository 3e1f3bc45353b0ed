%ip filter OUTPUT
-m owner --uid-owner 1337 -j X
    save: -m owner --uid-owner 1337 -j X
    nft: filter/OUTPUT meta skuid 1337 counter jump filter/X
-m owner ! --uid-owner 1337 -j X
    save: -m owner ! --uid-owner 1337 -j X
    nft: filter/OUTPUT jump filter/OUTPUT..7119a5fc
    nft: filter/OUTPUT..7119a5fc meta skuid 1337 return
    nft: filter/OUTPUT..7119a5fc counter jump filter/X
-m owner --uid-owner root -j X
    save: -m owner --uid-owner 0 -j X
    nft: filter/OUTPUT meta skuid 0 counter jump filter/X
-m owner --uid-owner 1000-1999 --gid-owner 5:9 -j X
    save: -m owner --uid-owner 1000-1999 --gid-owner 5-9 -j X
    nft: filter/OUTPUT meta skuid 1000-1999 meta skgid 5-9 counter jump filter/X
-m owner ! --uid-owner 1000 --gid-owner 1000 -j X
    save: -m owner ! --uid-owner 1000 --gid-owner 1000 -j X
    nft: filter/OUTPUT meta skgid 1000 jump filter/OUTPUT..7accbdfe
    nft: filter/OUTPUT..7accbdfe meta skuid 1000 return
    nft: filter/OUTPUT..7accbdfe counter jump filter/X
-m owner ! --gid-owner 0-4294967294 -j ACCEPT
    save: -m owner ! --gid-owner 0-4294967294 -j ACCEPT
    nft: filter/OUTPUT jump filter/OUTPUT..c63d3dd7
    nft: filter/OUTPUT..c63d3dd7 meta skgid <= 4294967294 return
    nft: filter/OUTPUT..c63d3dd7 counter accept
-m owner --socket-exists -j X
    error no-native-form: -m owner --socket-exists: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections
    hint: let it through nft_compat with --allow-xt
-m owner ! --socket-exists -j X
    error no-native-form: -m owner --socket-exists: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections
    hint: let it through nft_compat with --allow-xt
-m owner --gid-owner 7 --suppl-groups -j X
    error no-native-form: -m owner --suppl-groups: nf_tables does not see the supplementary groups of a process
    hint: test --gid-owner alone, or run the process under that group; or let it through nft_compat with --allow-xt
-m owner --suppl-groups -j X
    error missing-option: --suppl-groups needs --gid-owner
-m owner --uid-owner istio-proxy -j X
    error bad-argument: --uid-owner: 'istio-proxy' is not a number or a range low-high
    hint: names of users and groups are not looked up: write the number
-m owner --uid-owner 4294967295 -j X
    error bad-argument: --uid-owner: '4294967295' is not a number or a range low-high
    hint: names of users and groups are not looked up: write the number
-m owner --uid-owner 9-5 -j X
    error bad-argument: --uid-owner: '9-5' ends before it begins
%ip filter INPUT
-m owner --uid-owner 0 -j X
    error wrong-hook: -m owner cannot be reached from INPUT
    hint: the kernel refuses the rule
%ip6 mangle POSTROUTING
-m owner ! --uid-owner 1337 -j ACCEPT
    save: -m owner ! --uid-owner 1337 -j ACCEPT
    nft: mangle/POSTROUTING jump mangle/POSTROUTING..d491e4e4
    nft: mangle/POSTROUTING..d491e4e4 meta skuid 1337 return
    nft: mangle/POSTROUTING..d491e4e4 counter accept
%options allow-xt
-m owner --socket-exists -j X
    warning uses-xtables: -m owner: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections; the rule goes through nft_compat
    save: -m owner --socket-exists -j X
    nft: mangle/POSTROUTING [xt match owner revision 1 000000000000000000000000000000000400000000000000] counter jump mangle/X
-m owner --uid-owner 5 --gid-owner 7-9 --suppl-groups -j X
    warning uses-xtables: -m owner: nf_tables does not see the supplementary groups of a process; the rule goes through nft_compat
    save: -m owner --uid-owner 5 --gid-owner 7-9 --suppl-groups -j X
    nft: mangle/POSTROUTING [xt match owner revision 1 050000000500000007000000090000000b00000000000000] counter jump mangle/X
-m owner ! --socket-exists -j X
    warning uses-xtables: -m owner: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections; the rule goes through nft_compat
    save: -m owner ! --socket-exists -j X
    nft: mangle/POSTROUTING [xt match owner revision 1 000000000000000000000000000000000404000000000000] counter jump mangle/X
