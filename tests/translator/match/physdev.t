%ip nat PREROUTING
-m physdev --physdev-is-in -j X
    save: -m physdev --physdev-is-in -j X
    nft: nat/PREROUTING meta iifkind "bridge" counter jump nat/X
-m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT
    save: -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT
    nft: nat/PREROUTING fib saddr type != local jump nat/PREROUTING..17e6da16
    nft: nat/PREROUTING..17e6da16 meta iifkind "bridge" return
    nft: nat/PREROUTING..17e6da16 counter accept
-m physdev --physdev-is-out -j X
    save: -m physdev --physdev-is-out -j X
    nft: nat/PREROUTING # matches nothing
-m physdev ! --physdev-is-out -j X
    save: -m physdev ! --physdev-is-out -j X
    nft: nat/PREROUTING counter jump nat/X
-m physdev --physdev-is-bridged -j X
    save: -m physdev --physdev-is-bridged -j X
    nft: nat/PREROUTING # matches nothing
-m physdev ! --physdev-is-bridged -j X
    save: -m physdev ! --physdev-is-bridged -j X
    nft: nat/PREROUTING counter jump nat/X
-m physdev --physdev-out lo -j X
    save: -m physdev --physdev-out lo -j X
    nft: nat/PREROUTING # matches nothing
-m physdev ! --physdev-out lo -j X
    save: -m physdev ! --physdev-out lo -j X
    nft: nat/PREROUTING jump nat/PREROUTING..3bc08053
    nft: nat/PREROUTING..3bc08053 meta iifkind "bridge" return
    nft: nat/PREROUTING..3bc08053 counter jump nat/X
-m physdev --physdev-in + -j X
    save: -m physdev --physdev-in + -j X
    nft: nat/PREROUTING meta iifkind "bridge" counter jump nat/X
-m physdev ! --physdev-in + -j X
    save: -m physdev ! --physdev-in + -j X
    nft: nat/PREROUTING jump nat/PREROUTING..45643ee2
    nft: nat/PREROUTING..45643ee2 meta iifkind "bridge" return
    nft: nat/PREROUTING..45643ee2 counter jump nat/X
-m physdev --physdev-in eth0 -j X
    error no-native-form: -m physdev --physdev-in: nf_tables does not see bridge ports, only whether the packet came through a bridge
    hint: let it through nft_compat with --allow-xt
-m physdev ! --physdev-in lxc+ -j X
    error no-native-form: -m physdev --physdev-in: nf_tables does not see bridge ports, only whether the packet came through a bridge
    hint: let it through nft_compat with --allow-xt
-m physdev ! --physdev-is-in --physdev-in eth0 -j X
    save: -m physdev ! --physdev-is-in --physdev-in eth0 -j X
    nft: nat/PREROUTING # matches nothing
-m physdev ! --physdev-is-in ! --physdev-is-bridged -j X
    save: -m physdev ! --physdev-is-in ! --physdev-is-bridged -j X
    nft: nat/PREROUTING jump nat/PREROUTING..00ef58cd
    nft: nat/PREROUTING..00ef58cd meta iifkind "bridge" return
    nft: nat/PREROUTING..00ef58cd counter jump nat/X
-m physdev --physdev-is-in --physdev-is-in -j X
    error repeated-option: --physdev-is-in is given twice
-m physdev --physdev-in averyveryverylongname -j X
    error bad-argument: --physdev-in: 'averyveryverylongname' is longer than an interface name can be (15 bytes)
-m physdev -j X
    error missing-option: -m physdev needs one of --physdev-is-in, --physdev-in, --physdev-is-out, --physdev-out, --physdev-is-bridged

%ip filter FORWARD
-m physdev --physdev-is-in -j X
    save: -m physdev --physdev-is-in -j X
    nft: filter/FORWARD meta iifkind "bridge" counter jump filter/X
-m physdev --physdev-is-bridged -j ACCEPT
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt
-m physdev ! --physdev-is-bridged -j ACCEPT
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt
-m physdev --physdev-is-out -j X
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt
-m physdev --physdev-out eth0 --physdev-is-bridged -j X
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt
-m physdev ! --physdev-is-in --physdev-out eth0 -j X
    save: -m physdev ! --physdev-is-in --physdev-out eth0 -j X
    nft: filter/FORWARD # matches nothing

%ip filter OUTPUT
-m physdev --physdev-is-in -j X
    save: -m physdev --physdev-is-in -j X
    nft: filter/OUTPUT # matches nothing
-m physdev ! --physdev-is-in -j X
    save: -m physdev ! --physdev-is-in -j X
    nft: filter/OUTPUT counter jump filter/X
-m physdev ! --physdev-in eth0 -j X
    save: -m physdev ! --physdev-in eth0 -j X
    nft: filter/OUTPUT counter jump filter/X
-m physdev --physdev-is-bridged --physdev-out eth0 -j X
    save: -m physdev --physdev-out eth0 --physdev-is-bridged -j X
    nft: filter/OUTPUT # matches nothing
-m physdev --physdev-out eth0 -j X
    error wrong-hook: --physdev-out without --physdev-is-bridged cannot be reached from OUTPUT
    hint: the kernel refuses the rule
-m physdev ! --physdev-is-out -j X
    error wrong-hook: --physdev-is-out without --physdev-is-bridged cannot be reached from OUTPUT
    hint: the kernel refuses the rule

%ip mangle POSTROUTING
-m physdev --physdev-is-in -j X
    error no-native-form: -m physdev in POSTROUTING: packets that stay on a bridge have no incoming interface there: nf_tables cannot tell them from the host's own
    hint: test it in FORWARD, and mark the packet; or let it through nft_compat with --allow-xt
-m physdev --physdev-is-out ! --physdev-is-bridged -j X
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt

%ip6 filter INPUT
-m physdev --physdev-is-in -j X
    save: -m physdev --physdev-is-in -j X
    nft: filter/INPUT meta iifkind "bridge" counter jump filter/X
-m physdev ! --physdev-is-in -j X
    save: -m physdev ! --physdev-is-in -j X
    nft: filter/INPUT jump filter/INPUT..08dcf196
    nft: filter/INPUT..08dcf196 meta iifkind "bridge" return
    nft: filter/INPUT..08dcf196 counter jump filter/X
