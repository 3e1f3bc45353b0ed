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
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-j CT --helper ftp
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-p udp -j CT --helper ftp
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-p udp -j CT --helper tftp
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-p tcp -j CT --helper nonexist
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
-p tcp -j CT --helper ftp --zone 3 --ctevents new,destroy
    error no-native-form: -j CT --helper: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed
    hint: assign the helper in a native chain behind conntrack (ct helper set)
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
-j CT --zone 7
    save: -j CT --zone 7
    nft: raw/PREROUTING counter ct state & untracked == 0 ct zone set 7
%options allow-xt
%ip raw PREROUTING
-p tcp -i eth0 -j CT --helper ftp
    error no-native-form: -j CT: conntrack has made the entry before nf_tables can name its helper, where what the rules of table raw test may have changed; nor does nft_compat take it in a table that is not called raw
    hint: leave the rule to iptables
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
