# Rules with targets of iptables-extensions(8).
%ipset create xset_ipt hash:ip timeout 60
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%ipset create xset_skb hash:ip skbinfo
%ip mangle PREROUTING
-j MARK --set-mark 0x1
    save: -j MARK --set-xmark 0x1/0xffffffff
    nft: mangle/PREROUTING counter meta mark set 0x1
-j MARK --set-mark 0x12/0xff
    save: -j MARK --set-xmark 0x12/0xff
    nft: mangle/PREROUTING counter meta mark set meta mark & 0xffffff00 ^ 0x12
-j MARK --set-xmark 0x12/0xf0
    save: -j MARK --set-xmark 0x12/0xf0
    nft: mangle/PREROUTING counter meta mark set meta mark & 0xffffff0f ^ 0x12
-j MARK --and-mark 0xff
    save: -j MARK --set-xmark 0x0/0xffffff00
    nft: mangle/PREROUTING counter meta mark set meta mark & 0xff
-j MARK --or-mark 0xff
    save: -j MARK --set-xmark 0xff/0xff
    nft: mangle/PREROUTING counter meta mark set meta mark | 0xff
-j MARK --xor-mark 0xff
    save: -j MARK --set-xmark 0xff/0x0
    nft: mangle/PREROUTING counter meta mark set meta mark ^ 0xff
-j CONNMARK --set-mark 0x12
    save: -j CONNMARK --set-xmark 0x12/0xffffffff
    nft: mangle/PREROUTING counter ct mark set 0x12
-j CONNMARK --set-xmark 0x12/0xf0
    save: -j CONNMARK --set-xmark 0x12/0xf0
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xffffff0f ^ 0x12
-j CONNMARK --and-mark 0xff
    save: -j CONNMARK --set-xmark 0x0/0xffffff00
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xff
-j CONNMARK --or-mark 0x10
    save: -j CONNMARK --set-xmark 0x10/0x10
    nft: mangle/PREROUTING counter ct mark set ct mark | 0x10
-j CONNMARK --xor-mark 0xff
    save: -j CONNMARK --set-xmark 0xff/0x0
    nft: mangle/PREROUTING counter ct mark set ct mark ^ 0xff
-j CONNMARK --save-mark
    save: -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter ct mark set meta mark
-j CONNMARK --save-mark --nfmask 0xf --ctmask 0xf
    save: -j CONNMARK --save-mark --nfmask 0xf --ctmask 0xf
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING meta mark & 0x1 == 0x1 ct mark set ct mark | 0x1
    nft: mangle/PREROUTING meta mark & 0x1 == 0x0 ct mark set ct mark & 0xfffffffe
    nft: mangle/PREROUTING meta mark & 0x2 == 0x2 ct mark set ct mark | 0x2
    nft: mangle/PREROUTING meta mark & 0x2 == 0x0 ct mark set ct mark & 0xfffffffd
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark | 0x4
    nft: mangle/PREROUTING meta mark & 0x4 == 0x0 ct mark set ct mark & 0xfffffffb
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark | 0x8
    nft: mangle/PREROUTING meta mark & 0x8 == 0x0 ct mark set ct mark & 0xfffffff7
-j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf0
    save: -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf0
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING meta mark & 0x1 == 0x1 ct mark set ct mark ^ 0x1
    nft: mangle/PREROUTING meta mark & 0x2 == 0x2 ct mark set ct mark ^ 0x2
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark ^ 0x4
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark ^ 0x8
    nft: mangle/PREROUTING meta mark & 0x10 == 0x10 ct mark set ct mark | 0x10
    nft: mangle/PREROUTING meta mark & 0x10 == 0x0 ct mark set ct mark & 0xffffffef
    nft: mangle/PREROUTING meta mark & 0x20 == 0x20 ct mark set ct mark | 0x20
    nft: mangle/PREROUTING meta mark & 0x20 == 0x0 ct mark set ct mark & 0xffffffdf
    nft: mangle/PREROUTING meta mark & 0x40 == 0x40 ct mark set ct mark | 0x40
    nft: mangle/PREROUTING meta mark & 0x40 == 0x0 ct mark set ct mark & 0xffffffbf
    nft: mangle/PREROUTING meta mark & 0x80 == 0x80 ct mark set ct mark | 0x80
    nft: mangle/PREROUTING meta mark & 0x80 == 0x0 ct mark set ct mark & 0xffffff7f
-j CONNMARK --restore-mark
    save: -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter meta mark set ct mark
-j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xff
    save: -j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xff
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0xfffffff0
    nft: mangle/PREROUTING ct mark & 0x1 == 0x1 meta mark set meta mark ^ 0x1
    nft: mangle/PREROUTING ct mark & 0x2 == 0x2 meta mark set meta mark ^ 0x2
    nft: mangle/PREROUTING ct mark & 0x4 == 0x4 meta mark set meta mark ^ 0x4
    nft: mangle/PREROUTING ct mark & 0x8 == 0x8 meta mark set meta mark ^ 0x8
    nft: mangle/PREROUTING ct mark & 0x10 == 0x10 meta mark set meta mark ^ 0x10
    nft: mangle/PREROUTING ct mark & 0x20 == 0x20 meta mark set meta mark ^ 0x20
    nft: mangle/PREROUTING ct mark & 0x40 == 0x40 meta mark set meta mark ^ 0x40
    nft: mangle/PREROUTING ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
-j CONNMARK --set-mark 0x4 --left-shift-mark 2
    save: -j CONNMARK --set-xmark 0x4/0xffffffff --left-shift-mark 2
    nft: mangle/PREROUTING counter ct mark set 0x10
-j TTL --ttl-set 64
    save: -j TTL --ttl-set 64
    nft: mangle/PREROUTING counter ip ttl set 64
-j TTL --ttl-dec 1
    save: -j TTL --ttl-dec 1
    nft: mangle/PREROUTING counter jump mangle/PREROUTING..13b1d242
    nft: mangle/PREROUTING..13b1d242 ip ttl <= 1 ip ttl set 0 return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 1 == 1 [@nh,64,16 set @nh,64,16 ^ 0x100 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 3 == 2 [@nh,64,16 set @nh,64,16 ^ 0x300 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 7 == 4 [@nh,64,16 set @nh,64,16 ^ 0x700 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 15 == 8 [@nh,64,16 set @nh,64,16 ^ 0xf00 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 31 == 16 [@nh,64,16 set @nh,64,16 ^ 0x1f00 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 63 == 32 [@nh,64,16 set @nh,64,16 ^ 0x3f00 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 127 == 64 [@nh,64,16 set @nh,64,16 ^ 0x7f00 and fix the checksum] return
    nft: mangle/PREROUTING..13b1d242 ip ttl & 255 == 128 [@nh,64,16 set @nh,64,16 ^ 0xff00 and fix the checksum] return
-j TEE --gateway 10.1.0.9
    save: -j TEE --gateway 10.1.0.9
    nft: mangle/PREROUTING counter dup to 10.1.0.9
-j IDLETIMER --timeout 60 --label foo
    error no-native-form: -j IDLETIMER: nf_tables has no timers
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-offset 100 --hmark-rnd 0xcafe
    error no-native-form: -j HMARK: nf_tables hashes other bytes in another order: flows would get other marks
    hint: mark the flows in a native table (meta mark set jhash …)
-j RATEEST --rateest-name e --rateest-interval 250ms --rateest-ewmalog 500ms
    error no-native-form: -j RATEEST: nf_tables measures no rates
    hint: read the counter of the rule twice
%ip mangle POSTROUTING
-j TOS --set-tos 0x10
    save: -j TOS --set-tos 0x10/0xff
    nft: mangle/POSTROUTING counter [@nh,0,16 set @nh,0,16 & 0xff00 ^ 0x10 and fix the checksum]
-j TOS --set-tos 0x02/0x03
    save: -j TOS --set-tos 0x02/0x03
    nft: mangle/POSTROUTING counter ip ecn set 2
-j TOS --and-tos 0xfc
    save: -j TOS --set-tos 0x00/0x03
    nft: mangle/POSTROUTING counter ip ecn set 0
-j TOS --or-tos 0x10
    save: -j TOS --set-tos 0x10/0x10
    nft: mangle/POSTROUTING counter [@nh,0,16 set @nh,0,16 | 0x10 and fix the checksum]
-j DSCP --set-dscp-class EF
    save: -j DSCP --set-dscp 0x2e
    nft: mangle/POSTROUTING counter ip dscp set 46
-p tcp -j ECN --ecn-tcp-remove
    save: -p tcp -j ECN --ecn-tcp-remove
    nft: mangle/POSTROUTING meta l4proto tcp counter jump mangle/POSTROUTING..55421509
    nft: mangle/POSTROUTING..55421509 jump mangle/POSTROUTING..55421509.1
    nft: mangle/POSTROUTING..55421509 [@th,96,16 set @th,96,16 & 0xff3f and fix the checksum]
    nft: mangle/POSTROUTING..55421509.1 @th,152,8 >= 0x0 return
    nft: mangle/POSTROUTING..55421509.1 ip frag-off & 8191 != 0 return
    nft: mangle/POSTROUTING..55421509.1 drop
-p tcp --syn -j TCPMSS --set-mss 1200
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp -j TCPOPTSTRIP --strip-options timestamp
    save: -p tcp -j TCPOPTSTRIP --strip-options 8
    nft: mangle/POSTROUTING meta l4proto tcp counter jump mangle/POSTROUTING..99656453
    nft: mangle/POSTROUTING..99656453 jump mangle/POSTROUTING..99656453.1
    nft: mangle/POSTROUTING..99656453 @th,96,24 & 0xf00000 != 0x500000 jump mangle/POSTROUTING..99656453.2
    nft: mangle/POSTROUTING..99656453 tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp
    nft: mangle/POSTROUTING..99656453.1 @th,152,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.1 ip frag-off & 8191 != 0 return
    nft: mangle/POSTROUTING..99656453.1 drop
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/POSTROUTING..99656453.2 drop
-j CLASSIFY --set-class 1:10
    save: -j CLASSIFY --set-class 0001:0010
    nft: mangle/POSTROUTING counter meta priority set 1:10
%ip6 mangle POSTROUTING
-j TOS --set-tos 0x10
    save: -j TOS --set-tos 0x10/0xff
    nft: mangle/POSTROUTING counter @nh,0,16 set @nh,0,16 & 0xf00f ^ 0x100
-j TOS --set-tos 0x02/0x03
    save: -j TOS --set-tos 0x02/0x03
    nft: mangle/POSTROUTING counter @nh,0,16 set @nh,0,16 & 0xffcf ^ 0x20
-j DSCP --set-dscp 10
    save: -j DSCP --set-dscp 0x0a
    nft: mangle/POSTROUTING counter @nh,0,16 set @nh,0,16 & 0xf03f ^ 0x280
%ip6 mangle PREROUTING
-j HL --hl-set 64
    save: -j HL --hl-set 64
    nft: mangle/PREROUTING counter ip6 hoplimit set 64
-s fd00::/64 -j DNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error no-native-form: -j DNPT: the kernel changes the address so that checksums stay right (RFC 6296); nf_tables cannot compute what that takes
    hint: translate connections with -j NETMAP
%ip raw PREROUTING
-p tcp -j TRACE
    save: -p tcp -j TRACE
    nft: raw/PREROUTING meta l4proto tcp counter meta nftrace set 1
-j CT --zone 5
    save: -j CT --zone 5
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 5
-j CT --zone-orig 5
    save: -j CT --zone-orig 5
    nft: raw/PREROUTING counter ct state & untracked == 0 ct original zone set 5
-j CT --ctevents new,destroy
    error no-native-form: -j CT --ctevents: nf_tables can filter events only once the entry is made, and not those of expectations
    hint: filter in the program that listens
%ip filter INPUT
-p tcp -j REJECT --reject-with tcp-reset
    save: -p tcp -j REJECT --reject-with tcp-reset
    nft: filter/INPUT meta l4proto tcp counter reject with tcp reset
-j REJECT --reject-with icmp-proto-unreachable
    save: -j REJECT --reject-with icmp-proto-unreachable
    nft: filter/INPUT counter reject with icmp prot-unreachable
-j REJECT --reject-with icmp-admin-prohibited
    save: -j REJECT --reject-with icmp-admin-prohibited
    nft: filter/INPUT counter reject with icmp admin-prohibited
-j LOG --log-prefix "x: " --log-level debug --log-tcp-sequence --log-ip-options --log-uid --log-macdecode
    save: -j LOG --log-prefix "x: " --log-level 7 --log-tcp-sequence --log-ip-options --log-uid --log-macdecode
    nft: filter/INPUT counter log prefix "x: " level debug flags tcp sequence flags ip options flags skuid flags ether
-j LOG --log-prefix "a\"b"
    save: -j LOG --log-prefix "a\"b"
    nft: filter/INPUT counter log prefix ["a"b"] level warn
-j NFLOG --nflog-group 5 --nflog-threshold 10
    save: -j NFLOG --nflog-group 5 --nflog-threshold 10
    nft: filter/INPUT counter log group 5 queue-threshold 10
-j NFLOG
    save: -j NFLOG
    nft: filter/INPUT counter log group 0
-j NFQUEUE --queue-balance 0:3 --queue-bypass --queue-cpu-fanout
    save: -j NFQUEUE --queue-balance 0:3 --queue-bypass --queue-cpu-fanout
    nft: filter/INPUT counter queue flags bypass,fanout to 0-3
-p tcp --syn -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --sack-perm --timestamp --wscale 7 --mss 1460
    error no-native-form: -j SYNPROXY: nf_tables answers some segments the kernel's target leaves alone
    hint: write the rule in a native table (synproxy)
-j SET --add-set xset_ipt src --exist --timeout 60
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
-j SET --del-set xset_ip src
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
-j LED --led-trigger-id foo
    error no-native-form: -j LED: nf_tables has no lights
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
%ip6 filter INPUT
-j REJECT --reject-with icmp6-policy-fail
    save: -j REJECT --reject-with icmp6-policy-fail
    nft: filter/INPUT counter reject with icmpv6 policy-fail
-j REJECT --reject-with icmp6-no-route
    save: -j REJECT --reject-with icmp6-no-route
    nft: filter/INPUT counter reject with icmpv6 no-route
%ip mangle INPUT
-j SET --map-set xset_skb src --map-mark
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
%ip nat PREROUTING
-j NETMAP --to 10.9.0.0/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/PREROUTING counter dnat prefix to 10.9.0.0/16
-p tcp -j DNAT --to-destination 10.1.0.2-10.1.0.9:80-90/1000
    error no-native-form: -j DNAT shifted ports: nf_tables cannot shift a range of ports (:port-port/base)
    hint: write one rule for each port
-p tcp -j REDIRECT --to-ports 8000-8010 --random
    save: -p tcp -j REDIRECT --to-ports 8000-8010 --random
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :8000-8010 random
-j REDIRECT
    save: -j REDIRECT
    nft: nat/PREROUTING counter redirect
%ip nat POSTROUTING
-s 10.0.0.0/24 -j SNAT --to-source 192.0.2.1-192.0.2.10 --persistent
    save: -s 10.0.0.0/24 -j SNAT --to-source 192.0.2.1-192.0.2.10 --persistent
    nft: nat/POSTROUTING ip saddr & 255.255.255.0 == 10.0.0.0 counter snat to 192.0.2.1-192.0.2.10 persistent
-p tcp -j SNAT --to-source 192.0.2.1:1000-2000 --random
    save: -p tcp -j SNAT --to-source 192.0.2.1:1000-2000 --random
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 192.0.2.1:1000-2000 random
-p udp -j MASQUERADE --to-ports 1024-2000 --random
    save: -p udp -j MASQUERADE --to-ports 1024-2000 --random
    nft: nat/POSTROUTING meta l4proto udp counter masquerade to :1024-2000 random
%ip6 nat PREROUTING
-p tcp -j DNAT --to-destination [fd00::1-fd00::9]:80-90
    save: -p tcp -j DNAT --to-destination [fd00::1-fd00::9]:80-90
    nft: nat/PREROUTING meta l4proto tcp counter dnat to [fd00::1]-[fd00::9]:80-90
%ip security INPUT
-j SECMARK --selctx system_u:object_r:http_packet_t:s0
    error no-native-form: -j SECMARK: cnft does not write security labels
    hint: label the packets in a native table (meta secmark set)
-j CONNSECMARK --save
    error no-native-form: -j CONNSECMARK: the kernel copies a label only where there is none; nf_tables cannot ask
    hint: copy the labels in a native table (ct secmark set meta secmark)
