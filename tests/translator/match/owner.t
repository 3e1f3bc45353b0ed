%ip filter OUTPUT
-m owner --uid-owner 1337 -j X
    save: -m owner --uid-owner 1337 -j X
-m owner ! --uid-owner 1337 -j X
    save: -m owner ! --uid-owner 1337 -j X
-m owner --uid-owner root -j X
    save: -m owner --uid-owner 0 -j X
-m owner --uid-owner 1000-1999 --gid-owner 5:9 -j X
    save: -m owner --uid-owner 1000-1999 --gid-owner 5-9 -j X
-m owner ! --uid-owner 1000 --gid-owner 1000 -j X
    save: -m owner ! --uid-owner 1000 --gid-owner 1000 -j X
-m owner ! --gid-owner 0-4294967294 -j ACCEPT
    save: -m owner ! --gid-owner 0-4294967294 -j ACCEPT
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
%options allow-xt
-m owner --socket-exists -j X
    warning uses-xtables: -m owner: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections; the rule goes through nft_compat
    save: -m owner --socket-exists -j X
-m owner --uid-owner 5 --gid-owner 7-9 --suppl-groups -j X
    warning uses-xtables: -m owner: nf_tables does not see the supplementary groups of a process; the rule goes through nft_compat
    save: -m owner --uid-owner 5 --gid-owner 7-9 --suppl-groups -j X
