# -m set

%ipset create ip hash:ip family inet
%ipset add ip 10.0.0.1
%ipset create net hash:net
%ipset add net 10.0.0.0/8
%ipset add net 10.1.0.0/16 nomatch
%ipset create ipport hash:ip,port
%ipset add ipport 10.0.0.1,tcp:80
%ipset create icmp hash:ip,port
%ipset add icmp 10.0.0.1,icmp:ping
%ipset add icmp 10.0.0.1,gre:0
%ipset add icmp 10.0.0.1,udp:53
%ipset create port bitmap:port range 0-65535
%ipset add port 80
%ipset create ip6 hash:ip family inet6
%ipset add ip6 2001:db8::1
%ipset create icmp6 hash:ip,port family inet6
%ipset add icmp6 2001:db8::1,icmpv6:ping
%ipset add icmp6 2001:db8::1,esp:0
%ipset create masked hash:ip netmask 24
%ipset add masked 10.0.0.1
%ipset create triple hash:ip,port,net
%ipset add triple 10.0.0.1,tcp:80,10.0.0.0/24
%ipset create pair hash:ip,port,ip
%ipset add pair 10.0.0.1,tcp:80,10.0.0.2
%ipset create netport hash:net,port
%ipset add netport 10.0.0.0/24,tcp:80
%ipset create iface hash:net,iface
%ipset add iface 10.0.0.0/24,eth0
%ipset add iface 10.0.0.0/24,physdev:eth1
%ipset create bits bitmap:ip range 10.0.0.0/24
%ipset add bits 10.0.0.7
%ipset create count hash:ip counters
%ipset add count 10.0.0.1 packets 3 bytes 4
%ipset create fade hash:net timeout 60
%ipset add fade 10.0.0.0/8
%ipset add fade 10.1.0.0/16 nomatch
%ipset create list list:set size 8
%ipset add list ip
%ipset add list ipport
%ipset add list ip6
%ipset create counted list:set
%ipset add counted count
%ipset create fading list:set timeout 60
%ipset add fading ip

%ip filter INPUT
-m set --match-set ip src -j X
    save: -m set --match-set ip src -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set ! --match-set ip dst -j X
    save: -m set ! --match-set ip dst -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip daddr != @[ip] counter jump filter/X
-m set --set ip src -j X
    save: -m set --match-set ip src -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set ! --set ip src -j X
    save: -m set ! --match-set ip src -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr != @[ip] counter jump filter/X
-m set --match-set ip src,dst -j X
    save: -m set --match-set ip src,dst -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set net src -j X
    save: -m set --match-set net src -j X
    nft: set net { type ipv4_addr flags interval elements = { 10.0.0.0/16, 10.2.0.0-10.255.255.255 } }
    nft: filter/INPUT ip saddr @net counter jump filter/X
-m set --match-set net src --return-nomatch -j X
    save: -m set --match-set net src --return-nomatch -j X
    nft: set net..nomatch { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/INPUT ip saddr @net..nomatch counter jump filter/X
-m set --match-set ip src --return-nomatch -j X
    save: -m set --match-set ip src --return-nomatch -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set ! --match-set net src --return-nomatch -j X
    save: -m set ! --match-set net src --return-nomatch -j X
    nft: set net..nomatch { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/INPUT ip saddr != @net..nomatch counter jump filter/X
-m set --match-set ipport dst,dst -j X
    save: -m set --match-set ipport dst,dst -j X
    nft: set ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . tcp . 80 } }
    nft: filter/INPUT jump filter/INPUT..616e1db0
    nft: filter/INPUT..616e1db0 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th dport @ipport goto filter/INPUT..616e1db0.1
    nft: filter/INPUT..616e1db0 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @ipport goto filter/INPUT..616e1db0.1
    nft: filter/INPUT..616e1db0 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th dport @ipport goto filter/INPUT..616e1db0.1
    nft: filter/INPUT..616e1db0 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport @ipport goto filter/INPUT..616e1db0.1
    nft: filter/INPUT..616e1db0.1 counter jump filter/X
-m set ! --match-set ipport dst,src -j X
    save: -m set ! --match-set ipport dst,src -j X
    nft: set ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . tcp . 80 } }
    nft: filter/INPUT jump filter/INPUT..7326e094
    nft: filter/INPUT..7326e094 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th sport @ipport return
    nft: filter/INPUT..7326e094 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th sport @ipport return
    nft: filter/INPUT..7326e094 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th sport @ipport return
    nft: filter/INPUT..7326e094 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th sport @ipport return
    nft: filter/INPUT..7326e094 counter jump filter/X
-m set --match-set ipport dst -j X
    warning never-matches: no packet is in set ipport: hash:ip,port has 2 dimensions, the rule names 1
    hint: name src or dst for each
    save: -m set --match-set ipport dst -j X
    nft: filter/INPUT # matches nothing
-m set ! --match-set ipport dst -j X
    warning never-matches: no packet is in set ipport: hash:ip,port has 2 dimensions, the rule names 1
    hint: name src or dst for each
    save: -m set ! --match-set ipport dst -j X
    nft: filter/INPUT counter jump filter/X
-m set --match-set icmp src,dst -j X
    save: -m set --match-set icmp src,dst -j X
    nft: set [icmp] { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . udp . 53 } }
    nft: set icmp..icmp { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . icmp . 2048 } }
    nft: set icmp..protocols { type ipv4_addr . inet_proto size 64 elements = { 10.0.0.1 . 47 } }
    nft: filter/INPUT jump filter/INPUT..cd33585a
    nft: filter/INPUT..cd33585a meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a ip saddr . meta l4proto @icmp..protocols goto filter/INPUT..cd33585a.1
    nft: filter/INPUT..cd33585a.1 counter jump filter/X
-m set ! --match-set icmp src,dst -j X
    save: -m set ! --match-set icmp src,dst -j X
    nft: set [icmp] { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . udp . 53 } }
    nft: set icmp..icmp { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . icmp . 2048 } }
    nft: set icmp..protocols { type ipv4_addr . inet_proto size 64 elements = { 10.0.0.1 . 47 } }
    nft: filter/INPUT ip saddr . meta l4proto != @icmp..protocols jump filter/INPUT..3a115ba9
    nft: filter/INPUT..3a115ba9 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] return
    nft: filter/INPUT..3a115ba9 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] return
    nft: filter/INPUT..3a115ba9 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] return
    nft: filter/INPUT..3a115ba9 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @[icmp] return
    nft: filter/INPUT..3a115ba9 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp return
    nft: filter/INPUT..3a115ba9 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp return
    nft: filter/INPUT..3a115ba9 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp return
    nft: filter/INPUT..3a115ba9 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp return
    nft: filter/INPUT..3a115ba9 counter jump filter/X
-m set --match-set icmp src,src -j X
    save: -m set --match-set icmp src,src -j X
    nft: set [icmp] { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . udp . 53 } }
    nft: set icmp..icmp { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . icmp . 2048 } }
    nft: set icmp..protocols { type ipv4_addr . inet_proto size 64 elements = { 10.0.0.1 . 47 } }
    nft: filter/INPUT jump filter/INPUT..92f6948d
    nft: filter/INPUT..92f6948d meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th sport @[icmp] goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @[icmp] goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th sport @[icmp] goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @[icmp] goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @icmp..icmp goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d ip saddr . meta l4proto @icmp..protocols goto filter/INPUT..92f6948d.1
    nft: filter/INPUT..92f6948d.1 counter jump filter/X
-m set --match-set port dst -j X
    save: -m set --match-set port dst -j X
    nft: set port { type inet_service size 64 elements = { 80 } }
    nft: set protocols..2ab9cc67 { type inet_proto size 2 elements = { tcp, udp } }
    nft: filter/INPUT jump filter/INPUT..27bae68e
    nft: filter/INPUT..27bae68e meta l4proto != tcp @th,40,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @port goto filter/INPUT..27bae68e.1
    nft: filter/INPUT..27bae68e @th,40,24 >= 0x0 @th,136,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @port goto filter/INPUT..27bae68e.1
    nft: filter/INPUT..27bae68e.1 counter jump filter/X
-m set ! --match-set port src -j X
    save: -m set ! --match-set port src -j X
    nft: set port { type inet_service size 64 elements = { 80 } }
    nft: set protocols..2ab9cc67 { type inet_proto size 2 elements = { tcp, udp } }
    nft: filter/INPUT jump filter/INPUT..60f029b2
    nft: filter/INPUT..60f029b2 meta l4proto != tcp @th,40,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th sport @port return
    nft: filter/INPUT..60f029b2 @th,40,24 >= 0x0 @th,136,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th sport @port return
    nft: filter/INPUT..60f029b2 counter jump filter/X
-p tcp -m set --match-set port dst -j X
    save: -p tcp -m set --match-set port dst -j X
    nft: set port { type inet_service size 64 elements = { 80 } }
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 tcp dport @port counter jump filter/X
-p tcp -m set ! --match-set port dst -j X
    save: -p tcp -m set ! --match-set port dst -j X
    nft: set port { type inet_service size 64 elements = { 80 } }
    nft: filter/INPUT meta l4proto tcp jump filter/INPUT..2d622e85
    nft: filter/INPUT..2d622e85 @th,136,24 >= 0x0 th dport @port return
    nft: filter/INPUT..2d622e85 counter jump filter/X
-m set --match-set masked src -j X
    save: -m set --match-set masked src -j X
    nft: set masked { type ipv4_addr size 64 elements = { 10.0.0.0 } }
    nft: filter/INPUT ip saddr & 255.255.255.0 @masked counter jump filter/X
-m set ! --match-set masked src -j X
    save: -m set ! --match-set masked src -j X
    nft: set masked { type ipv4_addr size 64 elements = { 10.0.0.0 } }
    nft: filter/INPUT ip saddr & 255.255.255.0 != @masked counter jump filter/X
-m set --match-set triple dst,dst,src -j X
    save: -m set --match-set triple dst,dst,src -j X
    nft: set triple { type ipv4_addr . inet_proto . inet_service . ipv4_addr flags interval elements = { 10.0.0.1 . tcp . 80 . 10.0.0.0/24 } }
    nft: filter/INPUT jump filter/INPUT..af60ea18
    nft: filter/INPUT..af60ea18 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @triple goto filter/INPUT..af60ea18.1
    nft: filter/INPUT..af60ea18 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @triple goto filter/INPUT..af60ea18.1
    nft: filter/INPUT..af60ea18 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @triple goto filter/INPUT..af60ea18.1
    nft: filter/INPUT..af60ea18 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @triple goto filter/INPUT..af60ea18.1
    nft: filter/INPUT..af60ea18.1 counter jump filter/X
-m set --match-set pair dst,dst,src -j X
    save: -m set --match-set pair dst,dst,src -j X
    nft: set pair { type ipv4_addr . inet_proto . inet_service . ipv4_addr size 64 elements = { 10.0.0.1 . tcp . 80 . 10.0.0.2 } }
    nft: filter/INPUT jump filter/INPUT..2acf8efc
    nft: filter/INPUT..2acf8efc meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @pair goto filter/INPUT..2acf8efc.1
    nft: filter/INPUT..2acf8efc meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @pair goto filter/INPUT..2acf8efc.1
    nft: filter/INPUT..2acf8efc meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @pair goto filter/INPUT..2acf8efc.1
    nft: filter/INPUT..2acf8efc @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip daddr . meta l4proto . th dport . ip saddr @pair goto filter/INPUT..2acf8efc.1
    nft: filter/INPUT..2acf8efc.1 counter jump filter/X
-m set --match-set netport src,src -j X
    save: -m set --match-set netport src,src -j X
    nft: set netport { type ipv4_addr . inet_proto . inet_service flags interval elements = { 10.0.0.0/24 . tcp . 80 } }
    nft: filter/INPUT jump filter/INPUT..cb5e986c
    nft: filter/INPUT..cb5e986c meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th sport @netport goto filter/INPUT..cb5e986c.1
    nft: filter/INPUT..cb5e986c meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @netport goto filter/INPUT..cb5e986c.1
    nft: filter/INPUT..cb5e986c meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th sport @netport goto filter/INPUT..cb5e986c.1
    nft: filter/INPUT..cb5e986c @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th sport @netport goto filter/INPUT..cb5e986c.1
    nft: filter/INPUT..cb5e986c.1 counter jump filter/X
-m set --match-set iface src,src -j X
    save: -m set --match-set iface src,src -j X
    nft: set iface { type ipv4_addr . ifname flags interval elements = { 10.0.0.0/24 . "eth0" } }
    nft: filter/INPUT ip saddr . meta iifname @iface counter jump filter/X
-m set --match-set bits src -j X
    save: -m set --match-set bits src -j X
    nft: set bits { type ipv4_addr size 64 elements = { 10.0.0.7 } }
    nft: filter/INPUT ip saddr @bits counter jump filter/X
-m set --match-set ip6 src -j X
    error wrong-family: set ip6 holds IPv6 addresses
    hint: iptables refuses it too
-m set ! --match-set ip6 src -j X
    error wrong-family: set ip6 holds IPv6 addresses
    hint: iptables refuses it too
-m set --match-set list src,dst -j X
    save: -m set --match-set list src,dst -j X
    nft: set [list] { type inet_service size 64 elements = { 0 comment "ip", 1 comment "ipport", 2 comment "ip6" } }
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: set ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . tcp . 80 } }
    nft: filter/INPUT jump filter/INPUT..04e889b1
    nft: filter/INPUT..04e889b1 ip saddr @[ip] goto filter/INPUT..04e889b1.1
    nft: filter/INPUT..04e889b1 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport goto filter/INPUT..04e889b1.1
    nft: filter/INPUT..04e889b1 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport goto filter/INPUT..04e889b1.1
    nft: filter/INPUT..04e889b1 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport goto filter/INPUT..04e889b1.1
    nft: filter/INPUT..04e889b1 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport goto filter/INPUT..04e889b1.1
    nft: filter/INPUT..04e889b1.1 counter jump filter/X
-m set ! --match-set list src,dst -j X
    save: -m set ! --match-set list src,dst -j X
    nft: set [list] { type inet_service size 64 elements = { 0 comment "ip", 1 comment "ipport", 2 comment "ip6" } }
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: set ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.0.0.1 . tcp . 80 } }
    nft: filter/INPUT ip saddr != @[ip] jump filter/INPUT..ba2c0926
    nft: filter/INPUT..ba2c0926 meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport return
    nft: filter/INPUT..ba2c0926 meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport return
    nft: filter/INPUT..ba2c0926 meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport return
    nft: filter/INPUT..ba2c0926 @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @ipport return
    nft: filter/INPUT..ba2c0926 counter jump filter/X
-m set --match-set list src -j X
    save: -m set --match-set list src -j X
    nft: set [list] { type inet_service size 64 elements = { 0 comment "ip", 1 comment "ipport", 2 comment "ip6" } }
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set fade src -j X
    save: -m set --match-set fade src -j X
    nft: set fade { type ipv4_addr flags interval,timeout elements = { 10.0.0.0/16 timeout 60s, 10.2.0.0-10.255.255.255 timeout 60s } }
    nft: filter/INPUT ip saddr @fade counter jump filter/X
-m set --match-set fading src -j X
    error no-native-form: -m set: a member of the list times out, which no native rule can follow
    hint: give the member timeout 0
-m set --match-set ip src --packets-gt 5 -j X
    save: -m set --match-set ip src --packets-gt 5 -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set ip src ! --packets-eq 5 ! --bytes-eq 3 -j X
    save: -m set --match-set ip src ! --packets-eq 5 ! --bytes-eq 3 -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set ip src --packets-eq 5 --bytes-lt 3 -j X
    save: -m set --match-set ip src --packets-eq 5 --bytes-lt 3 -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set ip src --packets-lt 5 --bytes-gt 3 -j X
    save: -m set --match-set ip src --packets-lt 5 --bytes-gt 3 -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set ip src --packets-lt 5 --packets-gt 3 -j X
    error conflicting-options: --packets-lt and --packets-gt exclude each other
-m set --match-set ip src ! --packets-lt 5 -j X
    error not-negatable: --packets-lt cannot be negated
-m set --match-set ip src --update-counters -j X
    save: -m set --match-set ip src -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set ip src ! --update-counters ! --update-subcounters -j X
    save: -m set --match-set ip src ! --update-counters ! --update-subcounters -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: filter/INPUT ip saddr @[ip] counter jump filter/X
-m set --match-set count src -j X
    save: -m set --match-set count src -j X
    nft: set count { type ipv4_addr size 64 counter elements = { 10.0.0.1 counter packets 3 bytes 4 } }
    nft: filter/INPUT ip saddr @count counter jump filter/X
-m set --match-set count src --update-counters -j X
    save: -m set --match-set count src -j X
    nft: set count { type ipv4_addr size 64 counter elements = { 10.0.0.1 counter packets 3 bytes 4 } }
    nft: filter/INPUT ip saddr @count counter jump filter/X
-m set --match-set count src ! --update-counters -j X
    error no-native-form: -m set ! --update-counters: nf_tables counts on every element it finds
    hint: make the set without counters, or leave the option out
-m set --match-set count src ! --update-subcounters -j X
    save: -m set --match-set count src ! --update-subcounters -j X
    nft: set count { type ipv4_addr size 64 counter elements = { 10.0.0.1 counter packets 3 bytes 4 } }
    nft: filter/INPUT ip saddr @count counter jump filter/X
-m set --match-set counted src ! --update-subcounters -j X
    error no-native-form: -m set ! --update-counters: nf_tables counts on every element it finds
    hint: make the set without counters, or leave the option out
-m set --match-set count src --packets-gt 5 -j X
    error no-native-form: -m set --packets-eq, --bytes-gt, …: no nf_tables expression compares the counters of an element
    hint: leave the rule to iptables
-m set --match-set count src ! --packets-eq 5 -j X
    error no-native-form: -m set --packets-eq, --bytes-gt, …: no nf_tables expression compares the counters of an element
    hint: leave the rule to iptables
-m set --match-set count src --bytes-lt 5 -j X
    error no-native-form: -m set --packets-eq, --bytes-gt, …: no nf_tables expression compares the counters of an element
    hint: leave the rule to iptables
-m set --match-set ip both -j X
    error bad-argument: --match-set: 'both' is neither src nor dst
    hint: one for each dimension of the set, with commas between
-m set --match-set ip src,dst,src,dst,src,dst,src -j X
    error bad-argument: --match-set: no set has more than 6 dimensions
-m set --match-set ip -j X
    error bad-argument: --match-set: '-j' is neither src nor dst
    hint: one for each dimension of the set, with commas between
    error syntax: 'X' belongs to no option
    hint: a negation stands before the option: ! --option value
-m set -j X
    error missing-option: -m set needs --match-set
-m set --match-set 12345678901234567890123456789012 src -j X
    error bad-argument: --match-set: names of sets have at most 31 bytes
-m set --match-set gone src -j X
    error unknown-set: no input holds set gone
    hint: give it with --ipset, or take such sets as empty with --missing-sets empty
-m set ! --return-nomatch --match-set ip src -j X
    error not-negatable: --return-nomatch cannot be negated
-m set --match-set ip src -m set ! --match-set net dst -j X
    save: -m set --match-set ip src -m set ! --match-set net dst -j X
    nft: set [ip] { type ipv4_addr size 64 elements = { 10.0.0.1 } }
    nft: set net { type ipv4_addr flags interval elements = { 10.0.0.0/16, 10.2.0.0-10.255.255.255 } }
    nft: filter/INPUT ip saddr @[ip] ip daddr != @net counter jump filter/X

%ip6 filter INPUT
-m set --match-set ip6 src -j X
    save: -m set --match-set ip6 src -j X
    nft: set [ip6] { type ipv6_addr size 64 elements = { 2001:db8::1 } }
    nft: filter/INPUT ip6 saddr @[ip6] counter jump filter/X
-m set ! --match-set ip6 src -j X
    save: -m set ! --match-set ip6 src -j X
    nft: set [ip6] { type ipv6_addr size 64 elements = { 2001:db8::1 } }
    nft: filter/INPUT ip6 saddr != @[ip6] counter jump filter/X
-m set --match-set icmp6 src,dst -j X
    save: -m set --match-set icmp6 src,dst -j X
    nft: set icmp6 { type ipv6_addr . inet_proto . inet_service size 64 }
    nft: set icmp6..icmp { type ipv6_addr . inet_proto . inet_service size 64 elements = { 2001:db8::1 . 58 . 32768 } }
    nft: set icmp6..protocols { type ipv6_addr . inet_proto size 64 elements = { 2001:db8::1 . esp } }
    nft: filter/INPUT jump filter/INPUT..b71a735c
    nft: filter/INPUT..b71a735c meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c exthdr frag missing ip6 saddr . meta l4proto @icmp6..protocols goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c frag frag-off == 0 ip6 saddr . meta l4proto @icmp6..protocols goto filter/INPUT..b71a735c.1
    nft: filter/INPUT..b71a735c.1 counter jump filter/X
-m set ! --match-set icmp6 src,dst -j X
    save: -m set ! --match-set icmp6 src,dst -j X
    nft: set icmp6 { type ipv6_addr . inet_proto . inet_service size 64 }
    nft: set icmp6..icmp { type ipv6_addr . inet_proto . inet_service size 64 elements = { 2001:db8::1 . 58 . 32768 } }
    nft: set icmp6..protocols { type ipv6_addr . inet_proto size 64 elements = { 2001:db8::1 . esp } }
    nft: filter/INPUT jump filter/INPUT..d48167fd
    nft: filter/INPUT..d48167fd meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 return
    nft: filter/INPUT..d48167fd meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 return
    nft: filter/INPUT..d48167fd meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 return
    nft: filter/INPUT..d48167fd @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th dport @icmp6 return
    nft: filter/INPUT..d48167fd meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp return
    nft: filter/INPUT..d48167fd meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp return
    nft: filter/INPUT..d48167fd meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp return
    nft: filter/INPUT..d48167fd @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip6 saddr . meta l4proto . th sport @icmp6..icmp return
    nft: filter/INPUT..d48167fd exthdr frag missing ip6 saddr . meta l4proto @icmp6..protocols return
    nft: filter/INPUT..d48167fd frag frag-off == 0 ip6 saddr . meta l4proto @icmp6..protocols return
    nft: filter/INPUT..d48167fd counter jump filter/X
-m set --match-set port dst -j X
    save: -m set --match-set port dst -j X
    nft: set port { type inet_service size 64 elements = { 80 } }
    nft: set protocols..2ab9cc67 { type inet_proto size 2 elements = { tcp, udp } }
    nft: filter/INPUT jump filter/INPUT..27bae68e
    nft: filter/INPUT..27bae68e meta l4proto != tcp @th,40,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @port goto filter/INPUT..27bae68e.1
    nft: filter/INPUT..27bae68e @th,40,24 >= 0x0 @th,136,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @port goto filter/INPUT..27bae68e.1
    nft: filter/INPUT..27bae68e.1 counter jump filter/X
-m set --match-set ip src -j X
    error wrong-family: set ip holds IPv4 addresses
    hint: iptables refuses it too
-m set --match-set list src,dst -j X
    save: -m set --match-set list src,dst -j X
    nft: set [list] { type inet_service size 64 elements = { 0 comment "ip", 1 comment "ipport", 2 comment "ip6" } }
    nft: set [ip6] { type ipv6_addr size 64 elements = { 2001:db8::1 } }
    nft: filter/INPUT ip6 saddr @[ip6] counter jump filter/X

%options missing-sets-empty
%ip filter INPUT
-m set --match-set gone src -j X
    warning missing-set-empty: no input holds set gone: it is taken as empty
    save: -m set --match-set gone src -j X
    nft: filter/INPUT # matches nothing
-m set ! --match-set gone src -j X
    warning missing-set-empty: no input holds set gone: it is taken as empty
    save: -m set ! --match-set gone src -j X
    nft: filter/INPUT counter jump filter/X
-m set --match-set gone src --bytes-eq x -j X
    error bad-argument: --bytes-eq: 'x' is not a number from 0 to 18446744073709551615
-m set --match-set gone src --bytes-gt -1 -j X
    error bad-argument: --bytes-gt: '-1' is not a number from 0 to 18446744073709551615
