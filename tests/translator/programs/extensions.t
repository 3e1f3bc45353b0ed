# Rules with matches of iptables-extensions(8).
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%ipset create xset_net hash:net
%ipset add xset_net 10.1.0.0/16
%ipset create xset_nm hash:net
%ipset create xset_netport hash:net,port
%ipset create xset_netif hash:net,iface
%ipset create xset_list list:set
%ipset add xset_list xset_ip
%ip filter INPUT
-m conntrack --ctstate SNAT,DNAT -j ACCEPT
    save: -m conntrack --ctstate SNAT,DNAT -j ACCEPT
    nft: filter/INPUT ct status snat,dnat counter accept
-m conntrack ! --ctstate DNAT -j DROP
    save: -m conntrack ! --ctstate DNAT -j DROP
    nft: filter/INPUT ct state invalid,untracked counter drop
    nft: filter/INPUT ct status & dnat == 0 counter drop
-m conntrack ! --ctstate SNAT -j DROP
    save: -m conntrack ! --ctstate SNAT -j DROP
    nft: filter/INPUT ct state invalid,untracked counter drop
    nft: filter/INPUT ct status & snat == 0 counter drop
-m conntrack --ctstate INVALID,DNAT -j DROP
    save: -m conntrack --ctstate INVALID,DNAT -j DROP
    nft: filter/INPUT ct state invalid counter drop
    nft: filter/INPUT ct status dnat counter drop
-m conntrack ! --ctstate ESTABLISHED,RELATED -j DROP
    save: -m conntrack ! --ctstate RELATED,ESTABLISHED -j DROP
    nft: filter/INPUT ct state & (established | related) == 0 counter drop
-m conntrack ! --ctstate INVALID -j ACCEPT
    save: -m conntrack ! --ctstate INVALID -j ACCEPT
    nft: filter/INPUT ct state & invalid == 0 counter accept
-m conntrack --ctstate UNTRACKED -j ACCEPT
    save: -m conntrack --ctstate UNTRACKED -j ACCEPT
    nft: filter/INPUT ct state untracked counter accept
-m state --state NEW,INVALID -j DROP
    save: -m state --state INVALID,NEW -j DROP
    nft: filter/INPUT ct state invalid,new counter drop
-m conntrack --ctstatus NONE -j DROP
    save: -m conntrack --ctstatus NONE -j DROP
    nft: filter/INPUT # matches nothing
    nft: filter/..asks ct mark 0x0
-m conntrack --ctstatus ASSURED,CONFIRMED -j DROP
    save: -m conntrack --ctstatus ASSURED,CONFIRMED -j DROP
    nft: filter/INPUT ct status assured,confirmed ct state & (invalid | untracked) == 0 counter drop
-m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
    save: -m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
    nft: filter/INPUT ct status & (assured | confirmed) == 0 counter drop
-m conntrack --ctexpire 100:300 -j DROP
    save: -m conntrack --ctexpire 100:300 -j DROP
    nft: filter/INPUT ct expiration 100s-300s999ms ct state & (invalid | untracked) == 0 counter drop
-m conntrack --ctexpire 119 -j DROP
    save: -m conntrack --ctexpire 119 -j DROP
    nft: filter/INPUT ct expiration 119s-119s999ms ct state & (invalid | untracked) == 0 counter drop
-m conntrack --ctproto tcp -j DROP
    save: -m conntrack --ctproto 6 -j DROP
    nft: filter/INPUT ct protocol tcp ct state & (invalid | untracked) == 0 counter drop
-m conntrack --ctproto tcp --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
    save: -m conntrack --ctproto 6 --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
    nft: filter/INPUT ct protocol tcp ct original ip daddr 10.0.0.1 [ct original proto-dst] 8081 ct state & (invalid | untracked) == 0 counter accept
-m conntrack ! --ctorigsrc 10.0.0.0/30 -j ACCEPT
    save: -m conntrack ! --ctorigsrc 10.0.0.0/30 -j ACCEPT
    nft: filter/INPUT ct original ip saddr & 255.255.255.252 != 10.0.0.0 counter accept
-m conntrack --ctrepldst 10.0.0.2 -j ACCEPT
    save: -m conntrack --ctrepldst 10.0.0.2 -j ACCEPT
    nft: filter/INPUT ct reply ip daddr 10.0.0.2 ct state & (invalid | untracked) == 0 counter accept
-m conntrack --ctdir REPLY -j ACCEPT
    save: -m conntrack --ctdir REPLY -j ACCEPT
    nft: filter/INPUT ct direction reply ct state & (invalid | untracked) == 0 counter accept
-m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
    save: -m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
    nft: filter/INPUT ct state invalid counter drop
    nft: filter/INPUT ct state invalid,new ct original ip saddr 10.0.0.2 counter drop
-m conntrack ! --ctstate NEW --ctdir ORIGINAL -j DROP
    save: -m conntrack ! --ctstate NEW --ctdir ORIGINAL -j DROP
    nft: filter/INPUT ct state invalid,untracked counter drop
    nft: filter/INPUT ct state & new == 0 ct direction original counter drop
-m connmark --mark 0x1/0xff -j DROP
    save: -m connmark --mark 0x1/0xff -j DROP
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct mark & 0xff == 0x1 counter drop
-m connmark ! --mark 0x1/0xff -j DROP
    save: -m connmark ! --mark 0x1/0xff -j DROP
    nft: filter/INPUT ct mark & 0xff != 0x1 counter drop
-m mark ! --mark 0x1 -j DROP
    save: -m mark ! --mark 0x1 -j DROP
    nft: filter/INPUT meta mark != 0x1 counter drop
-m mark --mark 0x0/0x0 -j DROP
    save: -m mark --mark 0x0/0x0 -j DROP
    nft: filter/INPUT counter drop
-m addrtype --src-type LOCAL --dst-type LOCAL -j DROP
    save: -m addrtype --src-type LOCAL --dst-type LOCAL -j DROP
    nft: filter/INPUT fib saddr type local fib daddr type local counter drop
-m addrtype ! --src-type LOCAL --dst-type LOCAL -j DROP
    save: -m addrtype ! --src-type LOCAL --dst-type LOCAL -j DROP
    nft: filter/INPUT fib saddr type != local fib daddr type local counter drop
-m addrtype --dst-type LOCAL,MULTICAST,BROADCAST -j DROP
    save: -m addrtype --dst-type LOCAL,BROADCAST,MULTICAST -j DROP
    nft: set addrtypes..1fa4f13e { type fib_addrtype size 3 elements = { local, broadcast, multicast } }
    nft: filter/INPUT fib daddr type @addrtypes..1fa4f13e counter drop
-m addrtype ! --dst-type LOCAL,UNICAST -j DROP
    save: -m addrtype ! --dst-type UNICAST,LOCAL -j DROP
    nft: set addrtypes..016d5b1c { type fib_addrtype size 2 elements = { unicast, local } }
    nft: filter/INPUT fib daddr type != @addrtypes..016d5b1c counter drop
-m addrtype --dst-type UNICAST --limit-iface-in -j DROP
    save: -m addrtype --dst-type UNICAST --limit-iface-in -j DROP
    nft: filter/INPUT fib daddr . iif type unicast counter drop
-m addrtype --src-type UNREACHABLE -j DROP
    save: -m addrtype --src-type UNREACHABLE -j DROP
    nft: filter/INPUT fib saddr type unreachable counter drop
-m addrtype --src-type BLACKHOLE -j DROP
    save: -m addrtype --src-type BLACKHOLE -j DROP
    nft: filter/INPUT fib saddr type blackhole counter drop
-m helper --helper ftp -j ACCEPT
    save: -m helper --helper ftp -j ACCEPT
    nft: filter/INPUT ct helper "ftp" counter accept
-m helper ! --helper ftp -j DROP
    save: -m helper ! --helper ftp -j DROP
    nft: filter/INPUT jump filter/INPUT..2ece56f2
    nft: filter/INPUT..2ece56f2 ct helper "ftp" return
    nft: filter/INPUT..2ece56f2 counter drop
-p tcp --syn -m tcpmss --mss 500:1000 -j DROP
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m tcpmss --mss 500:1000 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 @th,136,24 >= 0x0 tcp option maxseg size 500-1000 tcp option @2,8,8 0x4 counter drop
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
-p tcp --syn -m tcpmss ! --mss 500:1000 -j DROP
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m tcpmss ! --mss 500:1000 -j DROP
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 ip frag-off & 8191 == 0 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 jump filter/INPUT..5e07737e
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
    nft: filter/INPUT..5e07737e tcp option maxseg size 500-1000 tcp option @2,8,8 0x4 return
    nft: filter/INPUT..5e07737e counter drop
-p tcp -m ecn --ecn-tcp-ece -j DROP
    save: -p tcp -m ecn --ecn-tcp-ece -j DROP
    nft: filter/INPUT meta l4proto tcp tcp flags & ecn == ecn @th,152,8 >= 0x0 counter drop
-p tcp -m ecn ! --ecn-tcp-ece -j DROP
    save: -p tcp -m ecn ! --ecn-tcp-ece -j DROP
    nft: filter/INPUT meta l4proto tcp tcp flags & ecn == 0 @th,152,8 >= 0x0 counter drop
-p tcp -m ecn ! --ecn-tcp-cwr -j DROP
    save: -p tcp -m ecn ! --ecn-tcp-cwr -j DROP
    nft: filter/INPUT meta l4proto tcp tcp flags & cwr == 0 @th,152,8 >= 0x0 counter drop
-m ecn --ecn-ip-ect 1 -j DROP
    save: -m ecn --ecn-ip-ect 1 -j DROP
    nft: filter/INPUT @nh,8,8 & 0x3 == 0x1 counter drop
-m ecn ! --ecn-ip-ect 0 -j DROP
    save: -m ecn ! --ecn-ip-ect 0 -j DROP
    nft: filter/INPUT @nh,8,8 & 0x3 != 0x0 counter drop
-m dscp --dscp 0x2e -j DROP
    save: -m dscp --dscp 0x2e -j DROP
    nft: filter/INPUT @nh,8,8 & 0xfc == 0xb8 counter drop
-m dscp ! --dscp-class CS0 -j DROP
    save: -m dscp ! --dscp 0x00 -j DROP
    nft: filter/INPUT @nh,8,8 & 0xfc != 0x0 counter drop
-m tos --tos 0x10/0x3f -j DROP
    save: -m tos --tos 0x10/0x3f -j DROP
    nft: filter/INPUT @nh,8,8 & 0x3f == 0x10 counter drop
-m tos ! --tos 0x10 -j DROP
    save: -m tos ! --tos 0x10/0xff -j DROP
    nft: filter/INPUT @nh,8,8 != 0x10 counter drop
-m ttl --ttl-eq 64 -j DROP
    save: -m ttl --ttl-eq 64 -j DROP
    nft: filter/INPUT ip ttl 64 counter drop
-m ttl --ttl-lt 64 -j DROP
    save: -m ttl --ttl-lt 64 -j DROP
    nft: filter/INPUT ip ttl < 64 counter drop
-m ttl --ttl-gt 63 -j DROP
    save: -m ttl --ttl-gt 63 -j DROP
    nft: filter/INPUT ip ttl > 63 counter drop
-m length --length 100:500 -j DROP
    save: -m length --length 100:500 -j DROP
    nft: filter/INPUT meta length 100-500 counter drop
-m length ! --length 40 -j DROP
    save: -m length ! --length 40 -j DROP
    nft: filter/INPUT meta length != 40 counter drop
-m iprange --src-range 10.0.0.1-10.0.0.5 -j DROP
    save: -m iprange --src-range 10.0.0.1-10.0.0.5 -j DROP
    nft: filter/INPUT ip saddr 10.0.0.1-10.0.0.5 counter drop
-m iprange ! --src-range 10.0.0.1-10.0.0.1 --dst-range 10.0.0.0-10.0.0.9 -j DROP
    save: -m iprange ! --src-range 10.0.0.1-10.0.0.1 --dst-range 10.0.0.0-10.0.0.9 -j DROP
    nft: filter/INPUT ip saddr != 10.0.0.1 ip daddr 10.0.0.0-10.0.0.9 counter drop
-m statistic --mode nth --every 3 --packet 0 -j DROP
    save: -m statistic --mode nth --every 3 --packet 0 -j DROP
    nft: filter/INPUT numgen inc mod 3 0 counter drop
-m statistic --mode nth --every 3 --packet 2 -j DROP
    save: -m statistic --mode nth --every 3 --packet 2 -j DROP
    nft: filter/INPUT numgen inc mod 3 2 counter drop
-m statistic --mode nth ! --every 4 --packet 1 -j DROP
    save: -m statistic --mode nth ! --every 4 --packet 1 -j DROP
    nft: filter/INPUT numgen inc mod 4 != 1 counter drop
-m statistic --mode random --probability 1.0 -j DROP
    save: -m statistic --mode random --probability 1.00000000000 -j DROP
    nft: filter/INPUT counter drop
-m quota --quota 1000 -j ACCEPT
    save: -m quota --quota 1000 -j ACCEPT
    nft: filter/INPUT quota 1000 bytes counter accept
-m quota ! --quota 1000 -j ACCEPT
    save: -m quota ! --quota 1000 -j ACCEPT
    nft: filter/INPUT quota over 1000 bytes counter accept
-m connbytes --connbytes 1000:2000 --connbytes-dir both --connbytes-mode bytes -j DROP
    save: -m connbytes --connbytes 1000:2000 --connbytes-mode bytes --connbytes-dir both -j DROP
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct bytes 1000-2000 counter drop
-m connbytes ! --connbytes 2:4 --connbytes-dir original --connbytes-mode packets -j DROP
    save: -m connbytes ! --connbytes 2:4 --connbytes-mode packets --connbytes-dir original -j DROP
    nft: filter/INPUT ct original packets != 2-4 ct packets >= 1 counter drop
-m connbytes --connbytes 60 --connbytes-dir reply --connbytes-mode avgpkt -j DROP
    save: -m connbytes --connbytes 60 --connbytes-mode avgpkt --connbytes-dir reply -j DROP
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct reply avgpkt >= 60 counter drop
-m connlimit --connlimit-above 2 --connlimit-mask 32 -j REJECT
    save: -m connlimit --connlimit-above 2 --connlimit-mask 32 --connlimit-saddr -j REJECT --reject-with icmp-port-unreachable
    nft: set connlimit..6332ee68 { type ipv4_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..6332ee68 { ip saddr ct count over 2 } counter reject with icmp port-unreachable
-m connlimit --connlimit-upto 2 --connlimit-mask 24 --connlimit-daddr -j ACCEPT
    save: -m connlimit --connlimit-upto 2 --connlimit-mask 24 --connlimit-daddr -j ACCEPT
    nft: set connlimit..58bed39c { type ipv4_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..58bed39c { ip daddr & 255.255.255.0 ct count 2 } counter accept
-m limit --limit 5/minute --limit-burst 7 -j ACCEPT
    save: -m limit --limit 5/min --limit-burst 7 -j ACCEPT
    nft: filter/INPUT limit rate 5/minute burst 7 packets counter accept
-m limit --limit 1/day -j ACCEPT
    error bad-argument: the burst is too large for so slow a rate
    hint: the kernel refuses the rule: lower the burst
-m limit --limit 100/hour --limit-burst 3 -j ACCEPT
    save: -m limit --limit 100/hour --limit-burst 3 -j ACCEPT
    nft: filter/INPUT limit rate 100/hour burst 3 packets counter accept
-m limit --limit 7/minute --limit-burst 3 -j ACCEPT
    error approximation: -m limit --limit: rounding leaves the kernel's bucket with room for a fraction of a packet, which nf_tables cannot have
    hint: choose a rate that divides 10000 a unit, such as 6/minute; or accept it with --accept-approximation limit-fraction
-m hashlimit --hashlimit-upto 5/minute --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h1 -j ACCEPT
    save: -m hashlimit --hashlimit-upto 5/min --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h1 -j ACCEPT
    nft: set hashlimit-room..h1 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h1 { type ipv4_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..ff4cdd50
    nft: filter/INPUT..ff4cdd50 update @hashlimit-room..h1 { ip saddr timeout 60s }
    nft: filter/INPUT..ff4cdd50 jump filter/INPUT..ff4cdd50.1
    nft: filter/INPUT..ff4cdd50.1 ip saddr != @hashlimit-room..h1 drop
    nft: filter/INPUT..ff4cdd50.1 update @hashlimit..h1 { ip saddr timeout 60s limit rate 5/minute burst 5 packets } counter accept
-m hashlimit --hashlimit-above 5/minute --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    error no-native-form: -m hashlimit --hashlimit-mode: the packets may be of protocols without ports, which the kernel counts as port 0
    hint: say the protocol, such as -p tcp; or let it through nft_compat with --allow-xt
-m hashlimit --hashlimit-upto 512kb/s --hashlimit-mode dstip --hashlimit-name h3 --hashlimit-dstmask 24 -j ACCEPT
    error approximation: -m hashlimit bytes of --hashlimit-upto and --hashlimit-above: the kernel counts bytes in chunks of 16, nf_tables counts each
    hint: limit packets; or accept it with --accept-approximation hashlimit-bytes; or let it through nft_compat with --allow-xt
-m time --timestart 08:00 --timestop 17:00 --weekdays Mon,Tue -j ACCEPT
    save: -m time --timestart 08:00:00 --timestop 17:00:00 --weekdays Mon,Tue --datestop 2038-01-19T03:14:07 -j ACCEPT
    nft: set days..6423b411 { typeof meta day size 2 elements = { 1, 2 } }
    nft: filter/INPUT meta hour 28800-61200 meta day @days..6423b411 counter accept
-m time --timestart 23:00 --timestop 01:00 -j ACCEPT
    save: -m time --timestart 23:00:00 --timestop 01:00:00 --datestop 2038-01-19T03:14:07 -j ACCEPT
    nft: filter/INPUT meta hour >= 82800 counter accept
    nft: filter/INPUT meta hour <= 3600 counter accept
-m time --monthdays 1,15 -j ACCEPT
    error no-native-form: -m time --monthdays: nf_tables does not know the day of the month
    hint: give dates, or load other rules when the day comes
-m time --datestart 2026-01-01T00:00:00 --datestop 2030-01-01T00:00:00 -j ACCEPT
    save: -m time --datestart 2026-01-01T00:00:00 --datestop 2030-01-01T00:00:00 -j ACCEPT
    nft: filter/INPUT meta time 1767225600-[1893456000999999999 ns] counter accept
-m string --algo bm --string GET -j DROP
    error no-native-form: -m string --string and --hex-string: nf_tables does not search packets
    hint: filter what the application says in the application; or let it through nft_compat with --allow-xt
-m u32 --u32 "0>>22&0x3C@0>>16=80" -j DROP
    error no-native-form: -m u32 --u32: nf_tables reads at fixed places of a header, not at computed ones, and reads no further than a header goes
    hint: use the match that is made for the field, such as -m length, ttl or tcp; or let it through nft_compat with --allow-xt
-m u32 --u32 "6&0xFF=6" -j DROP
    error no-native-form: -m u32 --u32: nf_tables reads at fixed places of a header, not at computed ones, and reads no further than a header goes
    hint: use the match that is made for the field, such as -m length, ttl or tcp; or let it through nft_compat with --allow-xt
-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0" -j DROP
    error no-native-form: -m bpf --bytecode: nf_tables does not run BPF programs
    hint: write what the program tests as matches; or let it through nft_compat with --allow-xt
-m cpu --cpu 0 -j DROP
    save: -m cpu --cpu 0 -j DROP
    nft: filter/INPUT meta cpu 0 counter drop
-m devgroup --src-group 0x7/0xff -j DROP
    save: -m devgroup --src-group 0x7/0xff -j DROP
    nft: filter/INPUT meta iifgroup & 255 == 7 counter drop
-m realm --realm 10 -j DROP
    save: -m realm --realm 0xa -j DROP
    nft: filter/INPUT rt classid 10 counter drop
-m connlabel --label 40 -j DROP
    save: -m connlabel --label "40" -j DROP
    nft: filter/INPUT [ct proto-dst] & 0x10000000000 != 0x0 counter drop
-m policy --dir in --pol ipsec -j ACCEPT
    save: -m policy --dir in --pol ipsec -j ACCEPT
    nft: filter/INPUT meta ipsec exists counter accept
-p ah -m ah --ahspi 500 -j DROP
    save: -p ah -m ah --ahspi 500 -j DROP
    nft: filter/INPUT meta l4proto ah ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto ah ah spi 500 @th,72,24 >= 0x0 counter drop
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p esp -m esp --espspi 100:500 -j DROP
    save: -p esp -m esp --espspi 100:500 -j DROP
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi 100-500 @th,40,24 >= 0x0 counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    save: -p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport 18 @th,8,24 >= 0x0 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m osf --genre Linux -j DROP
    error no-native-form: -m osf: it depends on fingerprints loaded into the kernel, and nf_tables compares the name of the first fingerprint that fits where xtables tries all of the name
    hint: do not decide by a guess: match addresses or ports
-m rateest --rateest eth0 --rateest-bps1 --rateest-gt 1mbit -j DROP
    error syntax: '1mbit' belongs to no option
    hint: a negation stands before the option: ! --option value
-m nfacct --nfacct-name foo
    error no-native-form: -m nfacct --nfacct-name: accounting objects are of another subsystem, which nf_tables does not count in, and their readers see no others
    hint: leave the match out and read the rule's own counter
-m physdev --physdev-in eth0 -j ACCEPT
    error no-native-form: -m physdev --physdev-in: nf_tables does not see bridge ports, only whether the packet came through a bridge
    hint: let it through nft_compat with --allow-xt
-m recent --rcheck --seconds 60 --hitcount 4 --name X -j DROP
    error no-native-form: -m recent --hitcount: nf_tables does not keep the times at which an address was seen, only the last
    hint: limit the rate of each address with -m hashlimit; or let it through nft_compat with --allow-xt
-m set --match-set xset_ip src --packets-gt 10 -j DROP
    save: -m set --match-set xset_ip src --packets-gt 10 -j DROP
    nft: set xset_ip { type ipv4_addr size 64 elements = { 10.1.0.2, 10.2.0.9 } }
    nft: filter/INPUT ip saddr @xset_ip counter drop
-m set ! --match-set xset_net src -j DROP
    save: -m set ! --match-set xset_net src -j DROP
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/INPUT ip saddr != @xset_net counter drop
-m set --match-set xset_nm src -j DROP
    save: -m set --match-set xset_nm src -j DROP
    nft: set xset_nm { type ipv4_addr flags interval }
    nft: filter/INPUT ip saddr @xset_nm counter drop
-m set --match-set xset_netport src,dst -j DROP
    save: -m set --match-set xset_netport src,dst -j DROP
    nft: set xset_netport { type ipv4_addr . inet_proto . inet_service flags interval }
    nft: filter/INPUT meta l4proto != tcp meta l4proto != sctp @th,40,24 >= 0x0 ip saddr . meta l4proto . th dport @xset_netport counter drop
    nft: filter/INPUT meta l4proto != tcp @th,40,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @xset_netport counter drop
    nft: filter/INPUT meta l4proto != sctp @th,40,24 >= 0x0 @th,136,24 >= 0x0 ip saddr . meta l4proto . th dport @xset_netport counter drop
    nft: filter/INPUT @th,40,24 >= 0x0 @th,136,24 >= 0x0 @th,72,24 >= 0x0 ip saddr . meta l4proto . th dport @xset_netport counter drop
-m set --match-set xset_netif src,src -j DROP
    save: -m set --match-set xset_netif src,src -j DROP
    nft: set xset_netif { type ipv4_addr . ifname flags interval }
    nft: filter/INPUT ip saddr . meta iifname @xset_netif counter drop
-m set --match-set xset_list src -j DROP
    save: -m set --match-set xset_list src -j DROP
    nft: set xset_list { type inet_service size 64 elements = { 0 comment "xset_ip" } }
    nft: set xset_ip { type ipv4_addr size 64 elements = { 10.1.0.2, 10.2.0.9 } }
    nft: filter/INPUT ip saddr @xset_ip counter drop
%ip6 filter INPUT
-m addrtype --dst-type LOCAL -j DROP
    save: -m addrtype --dst-type LOCAL -j DROP
    nft: filter/INPUT fib daddr type local counter drop
-m addrtype --src-type MULTICAST --dst-type UNICAST -j DROP
    save: -m addrtype --src-type MULTICAST --dst-type UNICAST -j DROP
    nft: filter/INPUT ip6 saddr & ff00:: == ff00:: ip6 daddr & ff00:: != ff00:: ip6 daddr != :: ip6 daddr & ffff:ffff:ffff:ffff:ffff:ffff:: != ::ffff:0.0.0.0 counter drop
-m ecn --ecn-ip-ect 2 -j DROP
    save: -m ecn --ecn-ip-ect 2 -j DROP
    nft: filter/INPUT @nh,0,16 & 0x30 == 0x20 counter drop
-m dscp --dscp 0x2e -j DROP
    save: -m dscp --dscp 0x2e -j DROP
    nft: filter/INPUT @nh,0,16 & 0xfc0 == 0xb80 counter drop
-m hl --hl-lt 64 -j DROP
    save: -m hl --hl-lt 64 -j DROP
    nft: filter/INPUT ip6 hoplimit < 64 counter drop
-m length --length 60:200 -j DROP
    save: -m length --length 60:200 -j DROP
    nft: filter/INPUT ip6 length 20-160 counter drop
-m iprange --src-range fd00::1-fd00::5 -j DROP
    save: -m iprange --src-range fd00::1-fd00::5 -j DROP
    nft: filter/INPUT ip6 saddr fd00::1-fd00::5 counter drop
-m connlimit --connlimit-above 2 -j REJECT
    save: -m connlimit --connlimit-above 2 --connlimit-mask 128 --connlimit-saddr -j REJECT --reject-with icmp6-port-unreachable
    nft: set connlimit..94127e06 { type ipv6_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..94127e06 { ip6 saddr ct count over 2 } counter reject with icmpv6 port-unreachable
-m hashlimit --hashlimit-upto 5/sec --hashlimit-mode srcip --hashlimit-srcmask 64 --hashlimit-name h4 -j ACCEPT
    save: -m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h4 --hashlimit-srcmask 64 -j ACCEPT
    nft: set hashlimit-room..h4 { type ipv6_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h4 { type ipv6_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..8b870ada
    nft: filter/INPUT..8b870ada update @hashlimit-room..h4 { ip6 saddr & ffff:ffff:ffff:ffff:: timeout 1s }
    nft: filter/INPUT..8b870ada jump filter/INPUT..8b870ada.1
    nft: filter/INPUT..8b870ada.1 ip6 saddr & ffff:ffff:ffff:ffff:: != @hashlimit-room..h4 drop
    nft: filter/INPUT..8b870ada.1 update @hashlimit..h4 { ip6 saddr & ffff:ffff:ffff:ffff:: timeout 1s limit rate 5/second burst 5 packets } counter accept
-m frag --fragfirst -j DROP
    save: -m frag --fragfirst -j DROP
    nft: filter/INPUT exthdr frag exists jump filter/..short-44-8
    nft: filter/INPUT jump filter/..short-44-8.1
    nft: filter/INPUT frag frag-off == 0 counter drop
    nft: filter/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: filter/..short-44-8 drop
    nft: filter/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: filter/..short-44-8.1 meta l4proto >= 0 return
    nft: filter/..short-44-8.1 frag frag-off != 0 return
    nft: filter/..short-44-8.1 drop
-m frag --fragres -j DROP
    save: -m frag --fragres -j DROP
    nft: filter/INPUT exthdr frag exists jump filter/..short-44-8
    nft: filter/INPUT jump filter/..short-44-8.1
    nft: filter/INPUT frag reserved 0 frag reserved2 == 0 counter drop
    nft: filter/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: filter/..short-44-8 drop
    nft: filter/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: filter/..short-44-8.1 meta l4proto >= 0 return
    nft: filter/..short-44-8.1 frag frag-off != 0 return
    nft: filter/..short-44-8.1 drop
-m hbh --hbh-len 8 -j DROP
    save: -m hbh --hbh-len 8 -j DROP
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT hbh hdrlength 0 counter drop
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh -j DROP
    save: -m hbh -j DROP
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT exthdr hbh exists counter drop
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m rt --rt-type 0 --rt-len 22 -j DROP
    save: -m rt --rt-type 0 --rt-len 22 -j DROP
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 --rt-segsleft 1:5 -j DROP
    save: -m rt --rt-type 0 --rt-segsleft 1:5 -j DROP
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type 0 rt seg-left 1-5 counter drop
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m ah --ahspi 500 --ahlen 24 -j DROP
    save: -m ah --ahspi 500 --ahlen 24 -j DROP
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 4 length 4] 0x1f4 [exthdr 51 at 1 length 1] 0x4 counter drop
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m mh --mh-type 1 -j DROP
    error needs-protocol: -m mh needs -p mobility-header
    hint: the kernel refuses the rule without it
-m ipv6header --header hop,route --soft -j DROP
    error approximation: -m ipv6header --header: xtables reads the payload of later fragments as extension headers, nf_tables does not
    hint: test for one header with -m frag, rt, hbh, dst or ah; or accept it with --accept-approximation ipv6header; or let it through nft_compat with --allow-xt
-m eui64 -j DROP
    error no-native-form: -m eui64: nf_tables cannot compare the source address with the Ethernet address of the packet
    hint: list the addresses of the stations with -m mac; or let it through nft_compat with --allow-xt
-m srh --srh-segs-left-eq 1 -j DROP
    error no-native-form: -m srh: the kernel passes over headers with fewer segments than they say are left, and finds the previous and next segment by that number; nf_tables compares no two fields
    hint: match the addresses of the packet, or the header with -m rt
%ip filter OUTPUT
-m owner --uid-owner 0 -j ACCEPT
    save: -m owner --uid-owner 0 -j ACCEPT
    nft: filter/OUTPUT meta skuid 0 counter accept
-m owner ! --uid-owner 0 -j DROP
    save: -m owner ! --uid-owner 0 -j DROP
    nft: filter/OUTPUT jump filter/OUTPUT..320bbf19
    nft: filter/OUTPUT..320bbf19 meta skuid 0 return
    nft: filter/OUTPUT..320bbf19 counter drop
-m owner --uid-owner 0 --gid-owner 0 -j ACCEPT
    save: -m owner --uid-owner 0 --gid-owner 0 -j ACCEPT
    nft: filter/OUTPUT meta skuid 0 meta skgid 0 counter accept
-m owner --uid-owner 1000-2000 -j ACCEPT
    save: -m owner --uid-owner 1000-2000 -j ACCEPT
    nft: filter/OUTPUT meta skuid 1000-2000 counter accept
-m owner --socket-exists -j ACCEPT
    error no-native-form: -m owner --socket-exists: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections
    hint: let it through nft_compat with --allow-xt
-m owner --gid-owner 0 --suppl-groups -j ACCEPT
    error no-native-form: -m owner --suppl-groups: nf_tables does not see the supplementary groups of a process
    hint: test --gid-owner alone, or run the process under that group; or let it through nft_compat with --allow-xt
-m cgroup --cgroup 1048577 -j DROP
    save: -m cgroup --cgroup 1048577 -j DROP
    nft: filter/OUTPUT meta cgroup 1048577 socket mark >= 0x0 counter drop
-m cgroup --path foo -j DROP
    error no-native-form: -m cgroup --path: nf_tables compares the number a control group has while it lives, not its path
    hint: test the owner, or a mark that the program sets on its sockets; or let it through nft_compat with --allow-xt
-m policy --dir out --pol none -j ACCEPT
    save: -m policy --dir out --pol none -j ACCEPT
    nft: filter/OUTPUT rt ipsec missing counter accept
%ip raw PREROUTING
-m rpfilter -j ACCEPT
    save: -m rpfilter -j ACCEPT
    nft: raw/PREROUTING fib saddr . iif oif exists fib saddr type != broadcast counter accept
    nft: raw/PREROUTING ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . iif oif exists counter accept
    nft: raw/PREROUTING ip saddr 255.255.255.255 fib saddr . iif oif exists counter accept
-m rpfilter --invert -j DROP
    save: -m rpfilter --invert -j DROP
    nft: raw/PREROUTING fib saddr . iif oif != exists counter drop
    nft: raw/PREROUTING ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast counter drop
-m rpfilter --loose --invert -j DROP
    save: -m rpfilter --loose --invert -j DROP
    nft: raw/PREROUTING fib saddr oif != exists counter drop
    nft: raw/PREROUTING ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast counter drop
-m rpfilter --accept-local --invert -j DROP
    save: -m rpfilter --accept-local --invert -j DROP
    nft: raw/PREROUTING fib saddr . iif oif != exists fib saddr . iif type != local counter drop
    nft: raw/PREROUTING ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast fib saddr . iif type != local counter drop
-m rpfilter --accept-local -j ACCEPT
    save: -m rpfilter --accept-local -j ACCEPT
    nft: raw/PREROUTING fib saddr . iif oif exists fib saddr type != broadcast counter accept
    nft: raw/PREROUTING ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . iif oif exists counter accept
    nft: raw/PREROUTING ip saddr 255.255.255.255 fib saddr . iif oif exists counter accept
    nft: raw/PREROUTING fib saddr . iif type local counter accept
%ip mangle PREROUTING
-m socket -j ACCEPT
    save: -m socket -j ACCEPT
    nft: mangle/PREROUTING socket transparent <= 1 jump mangle/PREROUTING..a5167e05
    nft: mangle/PREROUTING..a5167e05 socket wildcard 1 return
    nft: mangle/PREROUTING..a5167e05 counter accept
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket --nowildcard -j ACCEPT
    save: -m socket --nowildcard -j ACCEPT
    nft: mangle/PREROUTING socket transparent <= 1 counter accept
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket --restore-skmark --nowildcard -j ACCEPT
    save: -m socket --nowildcard --restore-skmark -j ACCEPT
    nft: mangle/PREROUTING socket transparent <= 1 jump mangle/PREROUTING..ccd15ba8
    nft: mangle/PREROUTING..ccd15ba8 meta mark set socket mark
    nft: mangle/PREROUTING..ccd15ba8 counter accept
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef -j MARK --set-mark 0xffff
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
%ip filter FORWARD
-m policy --dir in --pol ipsec --reqid 1 --proto esp -j ACCEPT
    error no-native-form: -m policy --proto: nf_tables does not see whether a transformation is ESP, AH or IPComp
    hint: tell the transformations apart by --reqid; or let it through nft_compat with --allow-xt
