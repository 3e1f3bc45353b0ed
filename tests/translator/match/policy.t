%ip filter FORWARD
-m policy --dir in --pol ipsec -j ACCEPT
    save: -m policy --dir in --pol ipsec -j ACCEPT
    nft: filter/FORWARD meta ipsec exists counter accept
-m policy --dir in --pol none -j DROP
    save: -m policy --dir in --pol none -j DROP
    nft: filter/FORWARD meta ipsec missing counter drop
-m policy --dir out --pol ipsec -j ACCEPT
    save: -m policy --dir out --pol ipsec -j ACCEPT
    nft: filter/FORWARD rt ipsec exists counter accept
-m policy --dir out --pol none -j DROP
    save: -m policy --dir out --pol none -j DROP
    nft: filter/FORWARD rt ipsec missing counter drop
-m policy --pol ipsec --dir in -j X
    save: -m policy --dir in --pol ipsec -j X
    nft: filter/FORWARD meta ipsec exists counter jump filter/X
-m policy --dir in -j X
    save: -m policy --dir in --pol ipsec -j X
    nft: filter/FORWARD meta ipsec exists counter jump filter/X
-m policy --dir in --pol ipsec --reqid 1 -j X
    save: -m policy --dir in --pol ipsec --reqid 1 -j X
    nft: filter/FORWARD jump filter/FORWARD..3c9a17a9
    nft: filter/FORWARD..3c9a17a9 ipsec in reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9 ipsec in spnum 1 reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9 ipsec in spnum 2 reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9 ipsec in spnum 3 reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9 ipsec in spnum 4 reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9 ipsec in spnum 5 reqid 1 goto filter/FORWARD..3c9a17a9.1
    nft: filter/FORWARD..3c9a17a9.1 counter jump filter/X
-m policy --dir out --pol ipsec ! --reqid 7 -j X
    save: -m policy --dir out --pol ipsec ! --reqid 7 -j X
    nft: filter/FORWARD jump filter/FORWARD..af316a83
    nft: filter/FORWARD..af316a83 ipsec out reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83 ipsec out spnum 1 reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83 ipsec out spnum 2 reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83 ipsec out spnum 3 reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83 ipsec out spnum 4 reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83 ipsec out spnum 5 reqid != 7 goto filter/FORWARD..af316a83.1
    nft: filter/FORWARD..af316a83.1 counter jump filter/X
-m policy --dir in --pol ipsec --spi 0x1000 -j X
    save: -m policy --dir in --pol ipsec --spi 0x1000 -j X
    nft: filter/FORWARD jump filter/FORWARD..03e271d2
    nft: filter/FORWARD..03e271d2 ipsec in spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2 ipsec in spnum 1 spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2 ipsec in spnum 2 spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2 ipsec in spnum 3 spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2 ipsec in spnum 4 spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2 ipsec in spnum 5 spi 1048576 goto filter/FORWARD..03e271d2.1
    nft: filter/FORWARD..03e271d2.1 counter jump filter/X
-m policy --dir in --pol ipsec ! --spi 4096 -j X
    save: -m policy --dir in --pol ipsec ! --spi 0x1000 -j X
    nft: filter/FORWARD jump filter/FORWARD..2cb6974d
    nft: filter/FORWARD..2cb6974d ipsec in spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d ipsec in spnum 1 spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d ipsec in spnum 2 spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d ipsec in spnum 3 spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d ipsec in spnum 4 spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d ipsec in spnum 5 spi != 1048576 goto filter/FORWARD..2cb6974d.1
    nft: filter/FORWARD..2cb6974d.1 counter jump filter/X
-m policy --dir in --pol ipsec --reqid 1 --spi 2 -j X
    save: -m policy --dir in --pol ipsec --reqid 1 --spi 0x2 -j X
    nft: filter/FORWARD jump filter/FORWARD..717d5193
    nft: filter/FORWARD..717d5193 ipsec in reqid 1 ipsec in spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193 ipsec in spnum 1 reqid 1 ipsec in spnum 1 spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193 ipsec in spnum 2 reqid 1 ipsec in spnum 2 spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193 ipsec in spnum 3 reqid 1 ipsec in spnum 3 spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193 ipsec in spnum 4 reqid 1 ipsec in spnum 4 spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193 ipsec in spnum 5 reqid 1 ipsec in spnum 5 spi 33554432 goto filter/FORWARD..717d5193.1
    nft: filter/FORWARD..717d5193.1 counter jump filter/X
-m policy --dir in --pol ipsec --proto esp -j X
    error no-native-form: -m policy --proto: nf_tables does not see whether a transformation is ESP, AH or IPComp
    hint: tell the transformations apart by --reqid; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec ! --proto 51 -j X
    error no-native-form: -m policy --proto: nf_tables does not see whether a transformation is ESP, AH or IPComp
    hint: tell the transformations apart by --reqid; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec --mode tunnel -j X
    error no-native-form: -m policy --mode: nf_tables does not see the mode of a transformation
    hint: tell the transformations apart by --reqid; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec ! --mode transport -j X
    error no-native-form: -m policy --mode: nf_tables does not see the mode of a transformation
    hint: tell the transformations apart by --reqid; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec --mode tunnel --tunnel-src 10.0.0.0/8 -j X
    error approximation: -m policy --tunnel-src and --tunnel-dst: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family
    hint: tell the transformations apart by --reqid; or accept it with --accept-approximation policy-tunnel; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec --mode tunnel ! --tunnel-dst 10.0.0.1 -j X
    error approximation: -m policy --tunnel-src and --tunnel-dst: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family
    hint: tell the transformations apart by --reqid; or accept it with --accept-approximation policy-tunnel; or let it through nft_compat with --allow-xt
-m policy --dir in --pol ipsec --strict --reqid 1 --next --proto ipcomp -j X
    error no-native-form: -m policy --strict: nf_tables does not see how many transformations there are
    hint: leave --strict out, which asks for a transformation at any place; or let it through nft_compat with --allow-xt
-m policy --pol ipsec -j X
    error missing-option: -m policy needs --dir
-m policy --dir both -j X
    error bad-argument: --dir: 'both' is none of in, out
-m policy --dir in --pol some -j X
    error bad-argument: --pol: 'some' is none of none, ipsec
-m policy --dir in --pol none --strict -j X
    error conflicting-options: --pol none and --strict exclude each other
-m policy --dir in --pol ipsec --strict -j X
    error missing-option: -m policy --strict: an element says nothing
    hint: give each one of --reqid, --spi, --proto, --mode, --tunnel-src, --tunnel-dst
-m policy --dir in --pol ipsec --reqid 1 --next --reqid 2 -j X
    error missing-option: --next needs --strict
-m policy --dir in --pol ipsec --reqid 1 --reqid 2 -j X
    error conflicting-options: --reqid twice for one element
-m policy --dir in --pol ipsec --reqid one -j X
    error bad-argument: --reqid: 'one' is not a number from 0 to 4294967295
-m policy --dir in --pol ipsec --spi one -j X
    error bad-argument: --spi: 'one' is not a number from 0 to 4294967295
-m policy --dir in --pol ipsec --proto tcp -j X
    error bad-argument: --proto: 'tcp' is not ah, esp or ipcomp
-m policy --dir in --pol ipsec --mode beet -j X
    error bad-argument: --mode: 'beet' is none of transport, tunnel
-m policy --dir in --pol ipsec --mode transport --tunnel-src 10.0.0.1 -j X
    error conflicting-options: --tunnel-src and --tunnel-dst need --mode tunnel
-m policy --dir in --pol ipsec --tunnel-src fe80::1 -j X
    error bad-argument: --tunnel-src: 'fe80::1' is not an IPv4 address or network
    hint: this rule stands among those of the other family
-m policy --dir in --pol ipsec --tunnel-dst nobody -j X
    error bad-argument: --tunnel-dst: 'nobody' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-m policy --dir in --pol ipsec --strict --reqid 1 --next --reqid 2 --next --reqid 3 --next --reqid 4 --next --reqid 5 -j X
    error bad-argument: more than 4 elements
%ip filter INPUT
-m policy --dir out --pol ipsec -j X
    error wrong-hook: --dir out cannot be reached from PREROUTING or INPUT
    hint: the kernel refuses the rule
%ip filter OUTPUT
-m policy --dir in --pol ipsec -j X
    error wrong-hook: --dir in cannot be reached from OUTPUT or POSTROUTING
    hint: the kernel refuses the rule
%ip6 filter FORWARD
-m policy --dir in --pol ipsec -j ACCEPT
    save: -m policy --dir in --pol ipsec -j ACCEPT
    nft: filter/FORWARD meta ipsec exists counter accept
-m policy --dir out --pol none -j ACCEPT
    save: -m policy --dir out --pol none -j ACCEPT
    nft: filter/FORWARD rt ipsec missing counter accept
-m policy --dir in --pol ipsec --reqid 1 -j ACCEPT
    save: -m policy --dir in --pol ipsec --reqid 1 -j ACCEPT
    nft: filter/FORWARD jump filter/FORWARD..86bc7b6f
    nft: filter/FORWARD..86bc7b6f ipsec in reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f ipsec in spnum 1 reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f ipsec in spnum 2 reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f ipsec in spnum 3 reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f ipsec in spnum 4 reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f ipsec in spnum 5 reqid 1 goto filter/FORWARD..86bc7b6f.1
    nft: filter/FORWARD..86bc7b6f.1 counter accept
%ip filter FORWARD
-m policy --dir in --pol ipsec --tunnel-src 10.0.0.1 -j X
    error conflicting-options: --tunnel-src and --tunnel-dst need --mode tunnel
%options policy-tunnel
%ip filter FORWARD
-m policy --dir in --pol ipsec --mode tunnel --tunnel-src 10.0.0.0/8 -j X
    warning approximated: --tunnel-src and --tunnel-dst: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the nearest native form is used, as --accept-approximation policy-tunnel says
    save: -m policy --dir in --pol ipsec --mode tunnel --tunnel-src 10.0.0.0/8 -j X
    nft: filter/FORWARD jump filter/FORWARD..08e07159
    nft: filter/FORWARD..08e07159 ipsec in ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159 ipsec in spnum 1 ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159 ipsec in spnum 2 ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159 ipsec in spnum 3 ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159 ipsec in spnum 4 ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159 ipsec in spnum 5 ip saddr & 255.0.0.0 == 10.0.0.0 goto filter/FORWARD..08e07159.1
    nft: filter/FORWARD..08e07159.1 counter jump filter/X
-m policy --dir out --pol ipsec --mode tunnel ! --tunnel-dst 10.0.0.1 -j X
    warning approximated: --tunnel-src and --tunnel-dst: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the nearest native form is used, as --accept-approximation policy-tunnel says
    save: -m policy --dir out --pol ipsec --mode tunnel ! --tunnel-dst 10.0.0.1 -j X
    nft: filter/FORWARD jump filter/FORWARD..5a078dfc
    nft: filter/FORWARD..5a078dfc ipsec out ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc ipsec out spnum 1 ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc ipsec out spnum 2 ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc ipsec out spnum 3 ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc ipsec out spnum 4 ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc ipsec out spnum 5 ip daddr != 10.0.0.1 goto filter/FORWARD..5a078dfc.1
    nft: filter/FORWARD..5a078dfc.1 counter jump filter/X
%ip6 filter FORWARD
-m policy --dir in --pol ipsec --mode tunnel --tunnel-src fd00::/8 -j X
    warning approximated: --tunnel-src and --tunnel-dst: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the nearest native form is used, as --accept-approximation policy-tunnel says
    save: -m policy --dir in --pol ipsec --mode tunnel --tunnel-src fd00::/8 -j X
    nft: filter/FORWARD jump filter/FORWARD..413c09b2
    nft: filter/FORWARD..413c09b2 ipsec in ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2 ipsec in spnum 1 ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2 ipsec in spnum 2 ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2 ipsec in spnum 3 ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2 ipsec in spnum 4 ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2 ipsec in spnum 5 ip6 saddr & ff00:: == fd00:: goto filter/FORWARD..413c09b2.1
    nft: filter/FORWARD..413c09b2.1 counter jump filter/X
%options allow-xt
%ip filter FORWARD
-m policy --dir in --pol ipsec --proto esp -j X
    warning uses-xtables: -m policy: nf_tables does not see whether a transformation is ESP, AH or IPComp; the rule goes through nft_compat
    save: -m policy --dir in --pol ipsec --proto esp -j X
    nft: filter/FORWARD [xt match policy revision 0 000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000320004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000100010000000000] counter jump filter/X
-m policy --dir in --pol ipsec --mode tunnel --tunnel-src 10.0.0.0/8 ! --tunnel-dst 10.0.0.1 -j X
    warning uses-xtables: -m policy: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the rule goes through nft_compat
    save: -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-dst 10.0.0.1 --tunnel-src 10.0.0.0/8 -j X
    nft: filter/FORWARD [xt match policy revision 0 0a000000000000000000000000000000ff0000000000000000000000000000000a000001000000000000000000000000ffffffff000000000000000000000000000000000000000000010b020000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000100010000000000] counter jump filter/X
-m policy --dir out --pol ipsec --strict --reqid 1 --spi 5 --next ! --proto ipcomp ! --mode tunnel -j X
    warning uses-xtables: -m policy: nf_tables does not see how many transformations there are; the rule goes through nft_compat
    save: -m policy --dir out --pol ipsec --strict --reqid 1 --spi 0x5 --next ! --proto ipcomp ! --mode tunnel -j X
    nft: filter/FORWARD [xt match policy revision 0 000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000500000001000000000030000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000006c010c0c00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000a00020000000000] counter jump filter/X
%ip6 filter FORWARD
-m policy --dir in --pol ipsec --mode tunnel --tunnel-src fd00::/8 -j X
    warning uses-xtables: -m policy: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the rule goes through nft_compat
    save: -m policy --dir in --pol ipsec --mode tunnel --tunnel-src fd00::/8 -j X
    nft: filter/FORWARD [xt match policy revision 0 fd000000000000000000000000000000ff00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000109000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000100010000000000] counter jump filter/X

-m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src fd00::/8 -j X
    warning uses-xtables: -m policy: nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the other family; the rule goes through nft_compat
    save: -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src fd00::/8 -j X
    nft: filter/FORWARD [xt match policy revision 0 fd000000000000000000000000000000ff00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000109010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000100010000000000] counter jump filter/X
