%ip filter FORWARD
-p tcp -m tcp --tcp-flags SYN,RST SYN -m tcpmss --mss 1400:1536 -j X
    save: -p tcp -m tcp --tcp-flags SYN,RST SYN -m tcpmss --mss 1400:1536 -j X
    nft: filter/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp tcp flags & (syn | rst) == syn @th,136,24 >= 0x0 ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp tcp flags & (syn | rst) == syn @th,136,24 >= 0x0 @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/FORWARD meta l4proto tcp tcp flags & (syn | rst) == syn @th,136,24 >= 0x0 @th,136,24 >= 0x0 tcp option maxseg size 1400-1536 tcp option @2,8,8 0x4 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
-p tcp -m tcpmss ! --mss 536 -j X
    save: -p tcp -m tcpmss ! --mss 536 -j X
    nft: filter/FORWARD meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 jump filter/FORWARD..2ce8fdb6
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
    nft: filter/FORWARD..2ce8fdb6 tcp option maxseg size 536 tcp option @2,8,8 0x4 return
    nft: filter/FORWARD..2ce8fdb6 counter jump filter/X
-p tcp -m tcpmss ! --mss 536:1460 -j MARK --set-mark 1
    save: -p tcp -m tcpmss ! --mss 536:1460 -j MARK --set-xmark 0x1/0xffffffff
    nft: filter/FORWARD meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 jump filter/FORWARD..08f16ed6
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
    nft: filter/FORWARD..08f16ed6 tcp option maxseg size 536-1460 tcp option @2,8,8 0x4 return
    nft: filter/FORWARD..08f16ed6 counter meta mark set 0x1
-p tcp -m tcpmss --mss : -j X
    save: -p tcp -m tcpmss --mss 0:65535 -j X
    nft: filter/FORWARD meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 tcp option maxseg size >= 0 tcp option @2,8,8 0x4 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
-p tcp -m tcpmss --mss 5:1 -j X
    error bad-argument: --mss: '5:1' is not a size or a range of sizes
-p tcp -m tcpmss --mss 70000 -j X
    error bad-argument: --mss: '70000' is not a size or a range of sizes
-p tcp -m tcpmss -j X
    error missing-option: -m tcpmss needs --mss
-m tcpmss --mss 1:5 -j X
    error needs-protocol: -m tcpmss needs -p tcp
    hint: the kernel refuses the rule without it
%ip6 filter FORWARD
-p tcp -m tcpmss --mss 1220 -j X
    save: -p tcp -m tcpmss --mss 1220 -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD meta l4proto tcp jump filter/..short-20
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/FORWARD meta l4proto tcp @th,136,24 >= 0x0 tcp option maxseg size 1220 tcp option @2,8,8 0x4 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-20 frag frag-off != 0 return
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
