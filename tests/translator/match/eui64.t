%ip6 filter INPUT
-m eui64 -j X
    error no-native-form: -m eui64: nf_tables cannot compare the source address with the Ethernet address of the packet
    hint: list the addresses of the stations with -m mac; or let it through nft_compat with --allow-xt
%ip6 filter OUTPUT
-m eui64 -j X
    error wrong-hook: -m eui64 cannot be reached from OUTPUT
    hint: the kernel refuses the rule
    error no-native-form: -m eui64: nf_tables cannot compare the source address with the Ethernet address of the packet
    hint: list the addresses of the stations with -m mac; or let it through nft_compat with --allow-xt
%options allow-xt
%ip6 filter INPUT
-m eui64 -j X
    warning uses-xtables: -m eui64: nf_tables cannot compare the source address with the Ethernet address of the packet; the rule goes through nft_compat
    save: -m eui64 -j X
    nft: filter/INPUT [xt match eui64 revision 0 0000000000000000] counter jump filter/X
