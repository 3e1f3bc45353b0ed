%ip6 filter INPUT
-m ipv6header --header hop,dst,frag --soft -j X
    error approximation: -m ipv6header --header: xtables reads the payload of later fragments as extension headers, nf_tables does not
    hint: test for one header with -m frag, rt, hbh, dst or ah; or accept it with --accept-approximation ipv6header; or let it through nft_compat with --allow-xt
-m ipv6header --header tcp -j X
    error bad-argument: --header: 'tcp' is not an extension header
-m ipv6header --header nosuch -j X
    error bad-argument: --header: 'nosuch' is not an extension header
-m ipv6header -j X
    error missing-option: -m ipv6header needs --header
%options ipv6header
-m ipv6header --header hop,dst,frag --soft -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-frag --soft -j X
    nft: filter/INPUT jump filter/INPUT..a62632e6
    nft: filter/INPUT..a62632e6 meta l4proto >= 0 meta l4proto != esp exthdr hbh exists exthdr dst exists exthdr frag exists goto filter/INPUT..a62632e6.1
    nft: filter/INPUT..a62632e6 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr hbh exists exthdr dst exists exthdr frag exists goto filter/INPUT..a62632e6.1
    nft: filter/INPUT..a62632e6.1 counter jump filter/X
-m ipv6header ! --header ipv6-frag --soft -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header ! --header ipv6-frag --soft -j X
    nft: filter/INPUT jump filter/INPUT..53deb424
    nft: filter/INPUT..53deb424 meta l4proto >= 0 meta l4proto != esp exthdr frag != exists goto filter/INPUT..53deb424.1
    nft: filter/INPUT..53deb424 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr frag != exists goto filter/INPUT..53deb424.1
    nft: filter/INPUT..53deb424.1 counter jump filter/X
-m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route -j X
    nft: filter/INPUT # matches nothing
-m ipv6header ! --header 0,60,43,44,51,59 -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header ! --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,ipv6-nonxt -j X
    nft: filter/INPUT jump filter/INPUT..2743502c
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp exthdr hbh != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp exthdr dst != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp exthdr rt != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp exthdr frag != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp [exthdr 51 at 0 length 1] != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != esp meta l4proto != 59 goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 @th,8,8 >= 0x0 exthdr hbh != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 @th,8,8 >= 0x0 exthdr dst != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 @th,8,8 >= 0x0 exthdr rt != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 @th,8,8 >= 0x0 exthdr frag != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 @th,8,8 >= 0x0 [exthdr 51 at 0 length 1] != exists goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto esp @th,8,8 >= 0x0 goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != 59 @th,8,8 >= 0x0 goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c meta l4proto >= 0 meta l4proto != 59 meta l4proto != esp @th,8,8 >= 0x0 goto filter/INPUT..2743502c.1
    nft: filter/INPUT..2743502c.1 counter jump filter/X
-m ipv6header --header auth,none,prot -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header --header ah,ipv6-nonxt,protocol -j X
    nft: filter/INPUT # matches nothing
-m ipv6header --header esp -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header --header esp -j X
    nft: filter/INPUT meta l4proto >= 0 meta l4proto esp meta l4proto != 59 @th,8,8 >= 0x0 exthdr hbh != exists exthdr dst != exists exthdr rt != exists exthdr frag != exists [exthdr 51 at 0 length 1] != exists counter jump filter/X
-m ipv6header ! --header esp -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header ! --header esp -j X
    nft: filter/INPUT jump filter/INPUT..06d2a5f8
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp exthdr hbh exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp exthdr dst exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp exthdr rt exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp exthdr frag exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp [exthdr 51 at 0 length 1] exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp meta l4proto 59 goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp meta l4proto != 59 goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr hbh exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr dst exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr rt exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 @th,8,8 >= 0x0 exthdr frag exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 @th,8,8 >= 0x0 [exthdr 51 at 0 length 1] exists goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != esp @th,8,8 >= 0x0 goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto 59 @th,8,8 >= 0x0 goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8 meta l4proto >= 0 meta l4proto != 59 meta l4proto != esp @th,8,8 >= 0x0 goto filter/INPUT..06d2a5f8.1
    nft: filter/INPUT..06d2a5f8.1 counter jump filter/X
-m ipv6header --header 255 -j X
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header --header protocol -j X
    nft: filter/INPUT meta l4proto >= 0 meta l4proto != esp meta l4proto != 59 exthdr hbh != exists exthdr dst != exists exthdr rt != exists exthdr frag != exists [exthdr 51 at 0 length 1] != exists counter jump filter/X
-m ipv6header ! --header prot -j ACCEPT
    warning approximated: --header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the nearest native form is used, as --accept-approximation ipv6header says
    save: -m ipv6header ! --header protocol -j ACCEPT
    nft: filter/INPUT jump filter/INPUT..03b2d90a
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp exthdr hbh exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp exthdr dst exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp exthdr rt exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp exthdr frag exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp [exthdr 51 at 0 length 1] exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto != esp meta l4proto 59 goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 @th,8,8 >= 0x0 exthdr hbh exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 @th,8,8 >= 0x0 exthdr dst exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 @th,8,8 >= 0x0 exthdr rt exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 @th,8,8 >= 0x0 exthdr frag exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 @th,8,8 >= 0x0 [exthdr 51 at 0 length 1] exists goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto esp @th,8,8 >= 0x0 goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a meta l4proto >= 0 meta l4proto 59 @th,8,8 >= 0x0 goto filter/INPUT..03b2d90a.1
    nft: filter/INPUT..03b2d90a.1 counter accept
%options allow-xt
-m ipv6header ! --header frag,prot --soft -j X
    warning uses-xtables: -m ipv6header: xtables reads the payload of later fragments as extension headers, nf_tables does not; the rule goes through nft_compat
    save: -m ipv6header ! --header ipv6-frag,protocol --soft -j X
    nft: filter/INPUT [xt match ipv6header revision 0 11ffff0000000000] counter jump filter/X
