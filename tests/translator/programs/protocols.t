# Rules on protocols and ports.
%ip filter INPUT
-p tcp --syn -j DROP
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp ! --syn -j DROP
    save: -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) != syn @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp --tcp-flags ALL NONE -j DROP
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | psh | ack | urg) == 0 @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp --tcp-flags ALL ALL -j DROP
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG FIN,SYN,RST,PSH,ACK,URG -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | psh | ack | urg) == (fin | syn | rst | psh | ack | urg) @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp ! --tcp-flags SYN,ACK SYN -j DROP
    save: -p tcp -m tcp ! --tcp-flags SYN,ACK SYN -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (syn | ack) != syn @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp --tcp-option 2 -j DROP
    save: -p tcp -m tcp --tcp-option 2 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 tcp option maxseg exists counter drop
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
-p tcp ! --tcp-option 2 -j DROP
    save: -p tcp -m tcp ! --tcp-option 2 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 tcp option maxseg missing counter drop
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
-p tcp --sport 1024:65535 --dport 80:443 -j DROP
    save: -p tcp -m tcp --sport 1024:65535 --dport 80:443 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp sport >= 1024 tcp dport 80-443 @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp ! --dport 80:443 -j DROP
    save: -p tcp -m tcp ! --dport 80:443 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport != 80-443 @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp --dport 0:65535 -j DROP
    save: -p tcp -m tcp -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p udp ! --sport 53 -j DROP
    save: -p udp -m udp ! --sport 53 -j DROP
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp sport != 53 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p tcp -m multiport --ports 80,100:200 -j DROP
    save: -p tcp -m multiport --ports 80,100:200 -j DROP
    nft: set ports..7a9bb3db { type inet_service size 4 flags interval elements = { 80, 100-200 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport @ports..7a9bb3db counter drop
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..7a9bb3db counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --ports 80 -j DROP
    save: -p tcp -m multiport ! --ports 80 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp tcp sport != 80 [tcp dport != 80] @th,8,24 >= 0x0 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --ports 80,443 -j DROP
    save: -p tcp -m multiport --ports 80,443 -j DROP
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport @ports..a8f80574 counter drop
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..a8f80574 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p udp -m multiport --dports 53 -j DROP
    save: -p udp -m multiport --dports 53 -j DROP
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udp udp dport 53 @th,8,24 >= 0x0 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --dports 1:100,80,443 -j DROP
    save: -p tcp -m multiport --dports 1:100,80,443 -j DROP
    nft: set ports..aa9b51aa { type inet_service size 4 flags interval elements = { 1-100, 443 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..aa9b51aa counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p sctp --chunk-types any DATA,INIT -j DROP
    save: -p sctp -m sctp --chunk-types any DATA,INIT -j DROP
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data exists counter drop
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk init exists counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp --chunk-types all DATA,INIT -j DROP
    save: -p sctp -m sctp --chunk-types all DATA,INIT -j DROP
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data exists sctp chunk init exists counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp ! --chunk-types all DATA,INIT -j DROP
    save: -p sctp -m sctp ! --chunk-types all DATA,INIT -j DROP
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data != exists counter drop
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk init != exists counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p dccp --dccp-types REQUEST -j DROP
    save: -p dccp -m dccp --dccp-types REQUEST -j DROP
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e == 0x0 @th,72,24 >= 0x0 counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p icmp --icmp-type any -j DROP
    save: -p icmp -m icmp --icmp-type any -j DROP
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type 255/255 -j DROP
    save: -p icmp -m icmp --icmp-type any -j DROP
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type 40/0 -j DROP
    save: -p icmp -m icmp --icmp-type 40/0 -j DROP
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 40 icmp code 0 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp ! --icmp-type echo-request -j DROP
    save: -p icmp -m icmp ! --icmp-type 8 -j DROP
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type != 8 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type fragmentation-needed -j ACCEPT
    save: -p icmp -m icmp --icmp-type 3/4 -j ACCEPT
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 3 icmp code 4 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip6 filter INPUT
-p icmpv6 ! --icmpv6-type 1/0 -j DROP
    save: -p ipv6-icmp -m icmp6 ! --icmpv6-type 1/0 -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type != 1 @th,40,24 >= 0x0 counter drop
    nft: filter/INPUT meta l4proto 58 icmpv6 code != 0 @th,40,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmpv6 --icmpv6-type 200 -j DROP
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 200 -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 200 @th,40,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
