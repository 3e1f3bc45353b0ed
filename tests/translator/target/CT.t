%ip raw PREROUTING
-j CT
    save: -j CT
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 0
-j CT --notrack
    save: -j CT --notrack
    nft: raw/PREROUTING counter notrack
-j CT --notrack --zone 5
    save: -j CT --notrack --zone 5
    nft: raw/PREROUTING counter notrack
-j CT --zone 5
    save: -j CT --zone 5
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 5
-j CT --zone 0
    save: -j CT
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 0
-j CT --zone 65535
    save: -j CT --zone 65535
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 65535
-j CT --zone 65536
    error bad-argument: --zone: '65536' is not a zone, a number from 0 to 65535 or mark
-j CT --zone mark
    error approximation: -j CT --zone mark: nf_tables takes the mark that the packet has at this rule, not the one it has when conntrack looks
    hint: accept it with --accept-approximation ct-zone-mark
-j CT --zone-orig 5
    save: -j CT --zone-orig 5
    nft: raw/PREROUTING counter ct state & untracked == 0 ct original zone set 5
-j CT --zone-orig mark
    error approximation: -j CT --zone mark: nf_tables takes the mark that the packet has at this rule, not the one it has when conntrack looks
    hint: accept it with --accept-approximation ct-zone-mark
-j CT --zone-reply 5
    save: -j CT --zone-reply 5
    nft: raw/PREROUTING counter ct state & untracked == 0 ct reply zone set 5
-j CT --zone-reply 5 --zone-orig 6
    save: -j CT --zone 6
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 6
-j CT --zone 5 --zone-reply 6
    save: -j CT --zone-reply 6
    nft: raw/PREROUTING counter ct state & untracked == 0 ct reply zone set 6
-p tcp -j CT --helper ftp
    save: -p tcp -j CT --helper ftp
    nft: ct helper ftp-6 is ftp
    nft: raw/PREROUTING meta l4proto tcp counter ct state & untracked == 0 ct zone set 0
    nft: raw/..helpers/PREROUTING meta l4proto tcp ct status & expected == 0 ct helper set "ftp-6" accept
-j CT --helper ftp
    error needs-protocol: --helper needs -p with the protocol of the helper, not negated
    hint: iptables refuses it too
-p udp -j CT --helper tftp
    save: -p udp -j CT --helper tftp
    nft: ct helper tftp-17 is tftp
    nft: raw/PREROUTING meta l4proto udp counter ct state & untracked == 0 ct zone set 0
    nft: raw/..helpers/PREROUTING meta l4proto udp ct status & expected == 0 ct helper set "tftp-17" accept
-p tcp -j CT --helper ftp --zone 3 --ctevents new,destroy
    error no-native-form: -j CT --ctevents: nf_tables can filter events only once the entry is made, and not those of expectations
    hint: filter in the program that listens
-p tcp --dport 21 -j CT --helper ftp
    save: -p tcp -m tcp --dport 21 -j CT --helper ftp
    nft: ct helper ftp-6 is ftp
    nft: raw/PREROUTING meta l4proto tcp ip frag-off & 8191 <= 1 jump raw/..short-20
    nft: raw/PREROUTING meta l4proto tcp tcp dport 21 @th,136,24 >= 0x0 counter ct state & untracked == 0 ct zone set 0
    nft: raw/..short-20 @th,136,24 >= 0x0 return
    nft: raw/..short-20 drop
    nft: raw/..helpers/PREROUTING meta l4proto tcp tcp dport 21 @th,136,24 >= 0x0 ct status & expected == 0 ct helper set "ftp-6" accept
-s 10.0.0.0/8 -p udp -m multiport --dports 69,6969 -j CT --helper tftp --zone 3
    save: -s 10.0.0.0/8 -p udp -m multiport --dports 69,6969 -j CT --helper tftp --zone 3
    nft: ct helper tftp-17 is tftp
    nft: set ports..5d8b00f1 { type inet_service size 2 elements = { 69, 6969 } }
    nft: raw/PREROUTING ip saddr & 255.0.0.0 == 10.0.0.0 meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-4
    nft: raw/PREROUTING ip saddr & 255.0.0.0 == 10.0.0.0 meta l4proto udp @th,8,24 >= 0x0 udp dport @ports..5d8b00f1 counter ct state & untracked == 0 ct zone set 3
    nft: raw/..short-4 @th,8,24 >= 0x0 return
    nft: raw/..short-4 drop
    nft: raw/..helpers/PREROUTING ip saddr & 255.0.0.0 == 10.0.0.0 meta l4proto udp @th,8,24 >= 0x0 udp dport @ports..5d8b00f1 ct status & expected == 0 ct helper set "tftp-17" accept
-p tcp -m mark --mark 1 -j CT --helper ftp
    error no-native-form: -j CT --helper: nf_tables names helpers behind conntrack, where a test on the way to this rule may have another answer: -m mark, set, conntrack, limit and the like
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-p tcp -m conntrack --ctstate UNTRACKED -j CT --helper ftp
    error no-native-form: -j CT --helper: nf_tables names helpers behind conntrack, where a test on the way to this rule may have another answer: -m mark, set, conntrack, limit and the like
    hint: assign the helper in a native chain behind conntrack (ct helper set)
! -p tcp -j CT --helper ftp
    error needs-protocol: --helper needs -p with the protocol of the helper, not negated
    hint: iptables refuses it too
-j CT --ctevents new,related,destroy,reply,assured,protoinfo,helper,mark,natseqinfo,secmark
    error no-native-form: -j CT --ctevents: nf_tables can filter events only once the entry is made, and not those of expectations
    hint: filter in the program that listens
-j CT --ctevents foo
    error bad-argument: --ctevents: 'foo' is not an event
-j CT --expevents new
    error no-native-form: -j CT --expevents: nf_tables cannot filter the events of expectations
    hint: filter in the program that listens
-j CT --expevents destroy
    error bad-argument: --expevents: 'destroy' is not an event
-j CT --ctevents new --notrack
    save: -j CT --notrack --ctevents new
    nft: raw/PREROUTING counter notrack
-p tcp -j CT --timeout foo
    error no-native-form: -j CT --timeout: nf_tables does not know the timeout policies of nfnetlink_cttimeout
    hint: write a native ct timeout object
%ip filter INPUT
-j CT --notrack
    error wrong-table: -j CT cannot stand in table filter
    hint: the kernel takes it in raw only
%ip raw OUTPUT
-j CT --zone 4
    save: -j CT --zone 4
    nft: raw/OUTPUT counter ct state & untracked == 0 ct zone set 4
%ip6 raw PREROUTING
-p udp --dport 69 -j CT --helper tftp
    save: -p udp -m udp --dport 69 -j CT --helper tftp
    nft: ct helper tftp-17 is tftp
    nft: raw/PREROUTING jump raw/..broken-headers
    nft: raw/PREROUTING meta l4proto udp jump raw/..short-8
    nft: raw/PREROUTING meta l4proto udp udp dport 69 @th,40,24 >= 0x0 counter ct state & untracked == 0 ct zone set 0
    nft: raw/..broken-headers meta l4proto >= 0 return
    nft: raw/..broken-headers drop
    nft: raw/..short-8 frag frag-off != 0 return
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
    nft: raw/..helpers/PREROUTING meta l4proto udp udp dport 69 @th,40,24 >= 0x0 ct status & expected == 0 ct helper set "tftp-17" accept
-j CT --zone 7
    save: -j CT --zone 7
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 7
%options allow-xt
%ip raw PREROUTING
-p tcp -i eth0 -j CT --helper ftp
    save: -i eth0 -p tcp -j CT --helper ftp
    nft: ct helper ftp-6 is ftp
    nft: raw/PREROUTING meta l4proto tcp meta iifname "eth0" counter ct state & untracked == 0 ct zone set 0
    nft: raw/..helpers/PREROUTING meta l4proto tcp meta iifname "eth0" ct status & expected == 0 ct helper set "ftp-6" accept
%options ct-zone-mark
%ip raw PREROUTING
-i eth0 -j CT --zone mark
    warning approximated: --zone mark: nf_tables takes the mark that the packet has at this rule, not the one it has when conntrack looks; the nearest native form is used, as --accept-approximation ct-zone-mark says
    save: -i eth0 -j CT --zone mark
    nft: raw/PREROUTING meta iifname "eth0" counter ct state & untracked == 0 ct zone set [meta mark]
%options
%ip raw PREROUTING
-j CT --zone-reply x
    error bad-argument: --zone-reply: 'x' is not a zone, a number from 0 to 65535 or mark
