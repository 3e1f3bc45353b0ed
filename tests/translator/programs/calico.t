# Rules as calico writes them.
%ipset create xset_net hash:net
%ipset add xset_net 10.1.0.0/16
%ipset create xset_ipport hash:ip,port
%ipset add xset_ipport 10.1.0.2,tcp:80
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%chains cali-FORWARD cali-fw-cali12345678901 cali-pi-x
%ip filter FORWARD
-m comment --comment "cali:wUHhoiAYhphO9Mso" -i cali+ -j cali-FORWARD
    save: -i cali+ -m comment --comment "cali:wUHhoiAYhphO9Mso" -j cali-FORWARD
    nft: filter/FORWARD meta iifname "cali*" counter jump filter/cali-FORWARD comment "cali:wUHhoiAYhphO9Mso"
%ip filter FORWARD cali-from-wl-dispatch
-i cali12345678901 -g cali-fw-cali12345678901
    save: -i cali12345678901 -g cali-fw-cali12345678901
    nft: filter/FORWARD counter jump filter/cali-from-wl-dispatch
    nft: filter/cali-from-wl-dispatch meta iifname "cali12345678901" counter goto filter/cali-fw-cali12345678901
%ip filter FORWARD cali-fw-x
-m conntrack --ctstate RELATED,ESTABLISHED -j MARK --set-xmark 0x10000/0x10000
    save: -m conntrack --ctstate RELATED,ESTABLISHED -j MARK --set-xmark 0x10000/0x10000
    nft: filter/FORWARD counter jump filter/cali-fw-x
    nft: filter/cali-fw-x ct state established,related counter meta mark set meta mark | 0x10000
-j MARK --set-xmark 0x0/0x10000
    save: -j MARK --set-xmark 0x0/0x10000
    nft: filter/FORWARD counter jump filter/cali-fw-x
    nft: filter/cali-fw-x counter meta mark set meta mark & 0xfffeffff
-m mark --mark 0x0/0x20000 -j cali-pi-x
    save: -m mark --mark 0x0/0x20000 -j cali-pi-x
    nft: filter/FORWARD counter jump filter/cali-fw-x
    nft: filter/cali-fw-x meta mark & 0x20000 == 0x0 counter jump filter/cali-pi-x
-m mark --mark 0x10000/0x10000 -j RETURN
    save: -m mark --mark 0x10000/0x10000 -j RETURN
    nft: filter/FORWARD counter jump filter/cali-fw-x
    nft: filter/cali-fw-x meta mark & 0x10000 == 0x10000 counter return
%ip filter FORWARD cali-pi-x
-p tcp -m set --match-set xset_net src -m multiport --destination-ports 80,443,8000:9000 -j MARK --set-xmark 0x10000/0x10000
    save: -p tcp -m set --match-set xset_net src -m multiport --dports 80,443,8000:9000 -j MARK --set-xmark 0x10000/0x10000
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: set ports..0f70106a { type inet_service size 6 flags interval elements = { 80, 443, 8000-9000 } }
    nft: filter/FORWARD counter jump filter/cali-pi-x
    nft: filter/cali-pi-x meta l4proto tcp ip frag-off & 8191 == 0 ip saddr @xset_net jump filter/..short-4
    nft: filter/cali-pi-x meta l4proto tcp @th,8,24 >= 0x0 ip saddr @xset_net tcp dport @ports..0f70106a counter meta mark set meta mark | 0x10000
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --destination-ports 80,443,8000:9000 -j DROP
    save: -p tcp -m multiport ! --dports 80,443,8000:9000 -j DROP
    nft: set ports..0f70106a { type inet_service size 6 flags interval elements = { 80, 443, 8000-9000 } }
    nft: filter/FORWARD counter jump filter/cali-pi-x
    nft: filter/cali-pi-x meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/cali-pi-x meta l4proto tcp @th,8,24 >= 0x0 tcp dport != @ports..0f70106a counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-m set --match-set xset_ipport dst,dst -j ACCEPT
    save: -m set --match-set xset_ipport dst,dst -j ACCEPT
    nft: set xset_ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.1.0.2 . tcp . 80 } }
    nft: filter/FORWARD counter jump filter/cali-pi-x
    nft: filter/cali-pi-x meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport counter accept
    nft: filter/cali-pi-x meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport counter accept
    nft: filter/cali-pi-x meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport counter accept
    nft: filter/cali-pi-x @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport counter accept
-m set ! --match-set xset_ipport dst,dst -j DROP
    save: -m set ! --match-set xset_ipport dst,dst -j DROP
    nft: set xset_ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.1.0.2 . tcp . 80 } }
    nft: filter/FORWARD counter jump filter/cali-pi-x
    nft: filter/cali-pi-x jump filter/cali-pi-x..adeec59d
    nft: filter/cali-pi-x..adeec59d meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport return
    nft: filter/cali-pi-x..adeec59d meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport return
    nft: filter/cali-pi-x..adeec59d meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport return
    nft: filter/cali-pi-x..adeec59d @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @xset_ipport return
    nft: filter/cali-pi-x..adeec59d counter drop
%ip nat POSTROUTING cali-nat-outgoing
-m set --match-set xset_net src -m set ! --match-set xset_ip dst -j MASQUERADE --random-fully
    save: -m set --match-set xset_net src -m set ! --match-set xset_ip dst -j MASQUERADE --random-fully
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: set xset_ip { type ipv4_addr size 64 elements = { 10.1.0.2, 10.2.0.9 } }
    nft: nat/POSTROUTING counter jump nat/cali-nat-outgoing
    nft: nat/cali-nat-outgoing ip saddr @xset_net ip daddr != @xset_ip counter masquerade fully-random
%ip raw PREROUTING cali-rpf-skip
-m rpfilter --validmark --invert -j DROP
    save: -m rpfilter --validmark --invert -j DROP
    nft: raw/PREROUTING counter jump raw/cali-rpf-skip
    nft: raw/cali-rpf-skip fib saddr . mark . iif oif != exists counter drop
    nft: raw/cali-rpf-skip ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast counter drop
%ip nat POSTROUTING cali-POSTROUTING
-o eth1 -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE --random-fully
    save: -o eth1 -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE --random-fully
    nft: nat/POSTROUTING counter jump nat/cali-POSTROUTING
    nft: nat/cali-POSTROUTING meta oifname "eth1" fib saddr . oif type != local fib saddr type local counter masquerade fully-random
%ip6 filter FORWARD cali-x
-p ipv6-icmp -m icmp6 --icmpv6-type 130 -j ACCEPT
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 130 -j ACCEPT
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x jump filter/..broken-headers
    nft: filter/cali-x meta l4proto 58 jump filter/..short-8
    nft: filter/cali-x meta l4proto 58 icmpv6 type 130 @th,40,24 >= 0x0 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 --icmpv6-type 135/0 -j ACCEPT
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 135/0 -j ACCEPT
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x jump filter/..broken-headers
    nft: filter/cali-x meta l4proto 58 jump filter/..short-8
    nft: filter/cali-x meta l4proto 58 icmpv6 type 135 icmpv6 code 0 @th,40,24 >= 0x0 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip filter FORWARD cali-x
-p icmp -m icmp --icmp-type 8/0 -j ACCEPT
    save: -p icmp -m icmp --icmp-type 8/0 -j ACCEPT
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/cali-x meta l4proto icmp icmp type 8 icmp code 0 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp ! --icmp-type 3/1 -j DROP
    save: -p icmp -m icmp ! --icmp-type 3/1 -j DROP
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/cali-x meta l4proto icmp icmp type != 3 @th,40,24 >= 0x0 counter drop
    nft: filter/cali-x meta l4proto icmp icmp code != 1 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type 3 -j DROP
    save: -p icmp -m icmp --icmp-type 3 -j DROP
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/cali-x meta l4proto icmp icmp type 3 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p 4 -m set --match-set xset_net src -m addrtype --dst-type LOCAL -j ACCEPT
    save: -p ipencap -m set --match-set xset_net src -m addrtype --dst-type LOCAL -j ACCEPT
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto 4 ip saddr @xset_net fib daddr type local counter accept
! -p 4 -j RETURN
    save: ! -p ipencap -j RETURN
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto != 4 counter return
-m limit --limit 10/sec --limit-burst 5 -j MARK --set-xmark 0x20000/0x20000
    save: -m limit --limit 10/sec -j MARK --set-xmark 0x20000/0x20000
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x limit rate 10/second burst 5 packets counter meta mark set meta mark | 0x20000
-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m connlimit --connlimit-above 100 --connlimit-mask 0 -j REJECT --reject-with tcp-reset
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m connlimit --connlimit-above 100 --connlimit-mask 0 --connlimit-saddr -j REJECT --reject-with tcp-reset
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/cali-x meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 ct count over 100 counter reject with tcp reset
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-j NFLOG --nflog-group 1 --nflog-prefix "API0|default.allow" --nflog-size 80
    save: -j NFLOG --nflog-prefix "API0|default.allow" --nflog-group 1 --nflog-size 80
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x counter log prefix "API0|default.allow" group 1 snaplen 80
-j LOG --log-prefix "calico-packet: " --log-level 5
    save: -j LOG --log-prefix "calico-packet: " --log-level 5
    nft: filter/FORWARD counter jump filter/cali-x
    nft: filter/cali-x counter log prefix "calico-packet: " level notice
%ip mangle PREROUTING cali-x
-j CONNMARK --save-mark --mask 0xffff0000
    save: -j CONNMARK --save-mark --nfmask 0xffff0000 --ctmask 0xffff0000
    nft: mangle/PREROUTING counter jump mangle/cali-x
    nft: mangle/cali-x counter
    nft: mangle/cali-x meta mark & 0x10000 == 0x10000 ct mark set ct mark | 0x10000
    nft: mangle/cali-x meta mark & 0x10000 == 0x0 ct mark set ct mark & 0xfffeffff
    nft: mangle/cali-x meta mark & 0x20000 == 0x20000 ct mark set ct mark | 0x20000
    nft: mangle/cali-x meta mark & 0x20000 == 0x0 ct mark set ct mark & 0xfffdffff
    nft: mangle/cali-x meta mark & 0x40000 == 0x40000 ct mark set ct mark | 0x40000
    nft: mangle/cali-x meta mark & 0x40000 == 0x0 ct mark set ct mark & 0xfffbffff
    nft: mangle/cali-x meta mark & 0x80000 == 0x80000 ct mark set ct mark | 0x80000
    nft: mangle/cali-x meta mark & 0x80000 == 0x0 ct mark set ct mark & 0xfff7ffff
    nft: mangle/cali-x meta mark & 0x100000 == 0x100000 ct mark set ct mark | 0x100000
    nft: mangle/cali-x meta mark & 0x100000 == 0x0 ct mark set ct mark & 0xffefffff
    nft: mangle/cali-x meta mark & 0x200000 == 0x200000 ct mark set ct mark | 0x200000
    nft: mangle/cali-x meta mark & 0x200000 == 0x0 ct mark set ct mark & 0xffdfffff
    nft: mangle/cali-x meta mark & 0x400000 == 0x400000 ct mark set ct mark | 0x400000
    nft: mangle/cali-x meta mark & 0x400000 == 0x0 ct mark set ct mark & 0xffbfffff
    nft: mangle/cali-x meta mark & 0x800000 == 0x800000 ct mark set ct mark | 0x800000
    nft: mangle/cali-x meta mark & 0x800000 == 0x0 ct mark set ct mark & 0xff7fffff
    nft: mangle/cali-x meta mark & 0x1000000 == 0x1000000 ct mark set ct mark | 0x1000000
    nft: mangle/cali-x meta mark & 0x1000000 == 0x0 ct mark set ct mark & 0xfeffffff
    nft: mangle/cali-x meta mark & 0x2000000 == 0x2000000 ct mark set ct mark | 0x2000000
    nft: mangle/cali-x meta mark & 0x2000000 == 0x0 ct mark set ct mark & 0xfdffffff
    nft: mangle/cali-x meta mark & 0x4000000 == 0x4000000 ct mark set ct mark | 0x4000000
    nft: mangle/cali-x meta mark & 0x4000000 == 0x0 ct mark set ct mark & 0xfbffffff
    nft: mangle/cali-x meta mark & 0x8000000 == 0x8000000 ct mark set ct mark | 0x8000000
    nft: mangle/cali-x meta mark & 0x8000000 == 0x0 ct mark set ct mark & 0xf7ffffff
    nft: mangle/cali-x meta mark & 0x10000000 == 0x10000000 ct mark set ct mark | 0x10000000
    nft: mangle/cali-x meta mark & 0x10000000 == 0x0 ct mark set ct mark & 0xefffffff
    nft: mangle/cali-x meta mark & 0x20000000 == 0x20000000 ct mark set ct mark | 0x20000000
    nft: mangle/cali-x meta mark & 0x20000000 == 0x0 ct mark set ct mark & 0xdfffffff
    nft: mangle/cali-x meta mark & 0x40000000 == 0x40000000 ct mark set ct mark | 0x40000000
    nft: mangle/cali-x meta mark & 0x40000000 == 0x0 ct mark set ct mark & 0xbfffffff
    nft: mangle/cali-x meta mark & 0x80000000 == 0x80000000 ct mark set ct mark | 0x80000000
    nft: mangle/cali-x meta mark & 0x80000000 == 0x0 ct mark set ct mark & 0x7fffffff
-j CONNMARK --restore-mark --mask 0xffff0000
    save: -j CONNMARK --restore-mark --nfmask 0xffff0000 --ctmask 0xffff0000
    nft: mangle/PREROUTING counter jump mangle/cali-x
    nft: mangle/cali-x counter
    nft: mangle/cali-x ct state established,related,new meta mark set meta mark & 0xffff
    nft: mangle/cali-x ct mark & 0x10000 == 0x10000 meta mark set meta mark ^ 0x10000
    nft: mangle/cali-x ct mark & 0x20000 == 0x20000 meta mark set meta mark ^ 0x20000
    nft: mangle/cali-x ct mark & 0x40000 == 0x40000 meta mark set meta mark ^ 0x40000
    nft: mangle/cali-x ct mark & 0x80000 == 0x80000 meta mark set meta mark ^ 0x80000
    nft: mangle/cali-x ct mark & 0x100000 == 0x100000 meta mark set meta mark ^ 0x100000
    nft: mangle/cali-x ct mark & 0x200000 == 0x200000 meta mark set meta mark ^ 0x200000
    nft: mangle/cali-x ct mark & 0x400000 == 0x400000 meta mark set meta mark ^ 0x400000
    nft: mangle/cali-x ct mark & 0x800000 == 0x800000 meta mark set meta mark ^ 0x800000
    nft: mangle/cali-x ct mark & 0x1000000 == 0x1000000 meta mark set meta mark ^ 0x1000000
    nft: mangle/cali-x ct mark & 0x2000000 == 0x2000000 meta mark set meta mark ^ 0x2000000
    nft: mangle/cali-x ct mark & 0x4000000 == 0x4000000 meta mark set meta mark ^ 0x4000000
    nft: mangle/cali-x ct mark & 0x8000000 == 0x8000000 meta mark set meta mark ^ 0x8000000
    nft: mangle/cali-x ct mark & 0x10000000 == 0x10000000 meta mark set meta mark ^ 0x10000000
    nft: mangle/cali-x ct mark & 0x20000000 == 0x20000000 meta mark set meta mark ^ 0x20000000
    nft: mangle/cali-x ct mark & 0x40000000 == 0x40000000 meta mark set meta mark ^ 0x40000000
    nft: mangle/cali-x ct mark & 0x80000000 == 0x80000000 meta mark set meta mark ^ 0x80000000
-j CONNMARK --set-mark 0x10/0xf0
    save: -j CONNMARK --set-xmark 0x10/0xf0
    nft: mangle/PREROUTING counter jump mangle/cali-x
    nft: mangle/cali-x counter ct mark set ct mark & 0xffffff0f ^ 0x10
-p tcp -j TPROXY --on-port 16001 --tproxy-mark 0x1/0x1
    save: -p tcp -j TPROXY --on-port 16001 --on-ip 0.0.0.0 --tproxy-mark 0x1/0x1
    nft: mangle/PREROUTING counter jump mangle/cali-x
    nft: mangle/cali-x meta l4proto tcp tproxy to :16001 counter meta mark set meta mark | 0x1 accept
    nft: mangle/cali-x meta l4proto tcp counter drop
-j DSCP --set-dscp 20
    save: -j DSCP --set-dscp 0x14
    nft: mangle/PREROUTING counter jump mangle/cali-x
    nft: mangle/cali-x counter ip dscp set 20
%ip raw PREROUTING cali-x
-p udp -m udp --dport 67 --sport 68 -j ACCEPT
    save: -p udp -m udp --sport 68 --dport 67 -j ACCEPT
    nft: raw/PREROUTING counter jump raw/cali-x
    nft: raw/cali-x meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-8
    nft: raw/cali-x meta l4proto udp udp sport 68 udp dport 67 @th,40,24 >= 0x0 counter accept
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
