# Rules on options of protocols.
%ipset create xset6 hash:net family inet6
%ipset add xset6 fd00:1::/64
%ip filter INPUT
-p tcp -m tcp -j ACCEPT
    save: -p tcp -m tcp -j ACCEPT
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p udp -m comment --comment "x" -m udp -j ACCEPT
    save: -p udp -m comment --comment x -m udp -j ACCEPT
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp @th,40,24 >= 0x0 counter accept comment "x"
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p dccp -m dccp -j DROP
    save: -p dccp -m dccp -j DROP
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp @th,72,24 >= 0x0 counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p esp -m esp -j DROP
    save: -p esp -m esp -j DROP
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ah -m ah -j DROP
    save: -p ah -m ah -j DROP
    nft: filter/INPUT meta l4proto ah ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto ah @th,72,24 >= 0x0 counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p sctp -m sctp -j DROP
    save: -p sctp -m sctp -j DROP
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p tcp -m tcp -m multiport --dports 80,443 -j ACCEPT
    save: -p tcp -m tcp -m multiport --dports 80,443 -j ACCEPT
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 @th,8,24 >= 0x0 tcp dport @ports..a8f80574 counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --dports 80:90 -j DROP
    save: -p tcp -m multiport ! --dports 80:90 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp tcp dport != 80-90 @th,8,24 >= 0x0 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --sports 80,443 -j DROP
    save: -p tcp -m multiport ! --sports 80,443 -j DROP
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport != @ports..a8f80574 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p udp -m multiport --ports 53,4789 -j DROP
    save: -p udp -m multiport --ports 53,4789 -j DROP
    nft: set ports..f3abb646 { type inet_service size 2 elements = { 53, 4789 } }
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udp @th,8,24 >= 0x0 udp sport @ports..f3abb646 counter drop
    nft: filter/INPUT meta l4proto udp @th,8,24 >= 0x0 udp dport @ports..f3abb646 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-m mark ! --mark 0x0/0xf00 -j DROP
    save: -m mark ! --mark 0x0/0xf00 -j DROP
    nft: filter/INPUT meta mark & 0xf00 != 0x0 counter drop
-m connmark --mark 0x0 -j DROP
    save: -m connmark --mark 0x0 -j DROP
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct mark 0x0 counter drop
-m conntrack ! --ctstate INVALID,DNAT -j DROP
    save: -m conntrack ! --ctstate INVALID,DNAT -j DROP
    nft: filter/INPUT ct state untracked counter drop
    nft: filter/INPUT ct status & dnat == 0 counter drop
-m conntrack --ctstate NEW,SNAT -j DROP
    save: -m conntrack --ctstate NEW,SNAT -j DROP
    nft: filter/INPUT ct state new counter drop
    nft: filter/INPUT ct status snat counter drop
-m conntrack --ctstate DNAT --ctstatus SEEN_REPLY -j ACCEPT
    save: -m conntrack --ctstate DNAT --ctstatus SEEN_REPLY -j ACCEPT
    nft: filter/INPUT ct status dnat ct status seen-reply counter accept
-m conntrack --ctstate DNAT --ctstatus ASSURED -j ACCEPT
    save: -m conntrack --ctstate DNAT --ctstatus ASSURED -j ACCEPT
    nft: filter/INPUT ct status dnat ct status assured counter accept
-m conntrack ! --ctdir ORIGINAL -j ACCEPT
    error not-negatable: --ctdir cannot be negated
-m conntrack ! --ctproto tcp -j DROP
    save: -m conntrack ! --ctproto 6 -j DROP
    nft: filter/INPUT ct protocol != tcp counter drop
-m conntrack --ctorigsrcport 1:1000 -j DROP
    save: -m conntrack --ctorigsrcport 1:1000 -j DROP
    nft: filter/INPUT [ct original proto-src] 1-1000 ct state & (invalid | untracked) == 0 counter drop
-m addrtype ! --src-type UNICAST -j DROP
    save: -m addrtype ! --src-type UNICAST -j DROP
    nft: filter/INPUT fib saddr type != unicast counter drop
-m addrtype --src-type UNSPEC -j DROP
    save: -m addrtype --src-type UNSPEC -j DROP
    nft: filter/INPUT fib saddr type unspec counter drop
-m ttl ! --ttl-eq 64 -j DROP
    save: -m ttl ! --ttl-eq 64 -j DROP
    nft: filter/INPUT ip ttl != 64 counter drop
-m pkttype --pkt-type broadcast -j DROP
    save: -m pkttype --pkt-type broadcast -j DROP
    nft: filter/INPUT meta pkttype broadcast counter drop
-m length --length 0:65535 -j DROP
    save: -m length --length 0:65535 -j DROP
    nft: filter/INPUT meta length <= 65535 counter drop
-m iprange ! --dst-range 10.0.0.1-10.0.0.9 -j DROP
    save: -m iprange ! --dst-range 10.0.0.1-10.0.0.9 -j DROP
    nft: filter/INPUT ip daddr != 10.0.0.1-10.0.0.9 counter drop
-m statistic --mode nth --every 1 -j DROP
    error missing-option: --every needs --packet
-m statistic --mode random ! --probability 0 -j DROP
    save: -m statistic --mode random ! --probability 0.00000000000 -j DROP
    nft: filter/INPUT meta random >= 0 counter drop
-m u32 --u32 "12=0x0a000002" -j DROP
    error no-native-form: -m u32 --u32: nf_tables reads at fixed places of a header, not at computed ones, and reads no further than a header goes
    hint: use the match that is made for the field, such as -m length, ttl or tcp; or let it through nft_compat with --allow-xt
-m limit --limit 3/sec --limit-burst 0 -j ACCEPT
    error bad-argument: --limit-burst: '0' is not a number from 1 to 10000
-m quota --quota 0 -j ACCEPT
    save: -m quota --quota 0 -j ACCEPT
    nft: filter/INPUT quota 0 bytes counter accept
%ip6 filter INPUT
-p tcp -m tcp -j DROP
    save: -p tcp -m tcp -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-20 frag frag-off != 0 return
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-m ah -j DROP
    save: -m ah -j DROP
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists counter drop
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-p esp -m esp --espspi 600 -j DROP
    save: -p esp -m esp --espspi 600 -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto esp jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi 600 @th,40,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-m tos --tos 0x10 -j DROP
    save: -m tos --tos 0x10/0xff -j DROP
    nft: filter/INPUT @nh,0,16 & 0xff0 == 0x100 counter drop
-m hl ! --hl-eq 64 -j DROP
    save: -m hl ! --hl-eq 64 -j DROP
    nft: filter/INPUT ip6 hoplimit != 64 counter drop
-m set --match-set xset6 src -j DROP
    save: -m set --match-set xset6 src -j DROP
    nft: set xset6 { type ipv6_addr flags interval elements = { fd00:1::/64 } }
    nft: filter/INPUT ip6 saddr @xset6 counter drop
-p tcp -m tcp --dport 80 -m conntrack ! --ctstate DNAT -j DROP
    save: -p tcp -m tcp --dport 80 -m conntrack ! --ctstate DNAT -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp jump filter/..short-20
    nft: filter/INPUT ct state invalid,untracked meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter drop
    nft: filter/INPUT ct status & dnat == 0 meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-20 frag frag-off != 0 return
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter FORWARD
-p tcp -m tcp -m conntrack --ctstate NEW -j DROP
    save: -p tcp -m tcp -m conntrack --ctstate NEW -j DROP
    nft: filter/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/FORWARD ct state new meta l4proto tcp @th,136,24 >= 0x0 counter drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter OUTPUT
-m owner ! --socket-exists -j DROP
    error no-native-form: -m owner --socket-exists: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections
    hint: let it through nft_compat with --allow-xt
-m owner ! --gid-owner 1337 -j DROP
    save: -m owner ! --gid-owner 1337 -j DROP
    nft: filter/OUTPUT jump filter/OUTPUT..ca730f27
    nft: filter/OUTPUT..ca730f27 meta skgid 1337 return
    nft: filter/OUTPUT..ca730f27 counter drop
-m owner ! --uid-owner 0 ! --gid-owner 1337 -j DROP
    save: -m owner ! --uid-owner 0 ! --gid-owner 1337 -j DROP
    nft: filter/OUTPUT jump filter/OUTPUT..9f1653e4
    nft: filter/OUTPUT..9f1653e4 meta skuid 0 return
    nft: filter/OUTPUT..9f1653e4 meta skgid 1337 return
    nft: filter/OUTPUT..9f1653e4 counter drop
