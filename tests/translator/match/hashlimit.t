%ip filter INPUT
-m hashlimit --hashlimit-upto 5/minute --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h1 -j ACCEPT
    save: -m hashlimit --hashlimit-upto 5/min --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h1 -j ACCEPT
    nft: set hashlimit-room..h1 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h1 { type ipv4_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..ff4cdd50
    nft: filter/INPUT..ff4cdd50 update @hashlimit-room..h1 { ip saddr timeout 60s }
    nft: filter/INPUT..ff4cdd50 jump filter/INPUT..ff4cdd50.1
    nft: filter/INPUT..ff4cdd50.1 ip saddr != @hashlimit-room..h1 drop
    nft: filter/INPUT..ff4cdd50.1 update @hashlimit..h1 { ip saddr timeout 60s limit rate 5/minute burst 5 packets } counter accept
-p tcp -m hashlimit --hashlimit-above 5/minute --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    save: -p tcp -m hashlimit --hashlimit-above 5/min --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    nft: set hashlimit-room..h2 { type ipv4_addr . inet_service size 65536 flags timeout,dynamic }
    nft: set hashlimit..h2 { type ipv4_addr . inet_service size 131072 flags timeout,dynamic }
    nft: filter/INPUT meta l4proto tcp jump filter/..no-ports
    nft: filter/INPUT meta l4proto tcp jump filter/INPUT..f2346acd
    nft: filter/..no-ports @th,24,8 >= 0x0 return
    nft: filter/..no-ports drop
    nft: filter/INPUT..f2346acd update @hashlimit-room..h2 { ip saddr . th dport timeout 60s }
    nft: filter/INPUT..f2346acd jump filter/INPUT..f2346acd.1
    nft: filter/INPUT..f2346acd.1 ip saddr . th dport != @hashlimit-room..h2 drop
    nft: filter/INPUT..f2346acd.1 update @hashlimit..h2 { ip saddr . th dport timeout 60s limit rate over 5/minute burst 3 packets } counter drop
-m hashlimit --hashlimit-above 5/minute --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    error no-native-form: -m hashlimit --hashlimit-mode: the packets may be of protocols without ports, which the kernel counts as port 0
    hint: say the protocol, such as -p tcp; or let it through nft_compat with --allow-xt
-p icmp -m hashlimit --hashlimit-above 5/minute --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    save: -p icmp -m hashlimit --hashlimit-above 5/min --hashlimit-burst 3 --hashlimit-mode srcip,dstport --hashlimit-name h2 -j DROP
    nft: set hashlimit-room..h2 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h2 { type ipv4_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT meta l4proto icmp jump filter/INPUT..591ba0eb
    nft: filter/INPUT..591ba0eb update @hashlimit-room..h2 { ip saddr timeout 60s }
    nft: filter/INPUT..591ba0eb jump filter/INPUT..591ba0eb.1
    nft: filter/INPUT..591ba0eb.1 ip saddr != @hashlimit-room..h2 drop
    nft: filter/INPUT..591ba0eb.1 update @hashlimit..h2 { ip saddr timeout 60s limit rate over 5/minute burst 3 packets } counter drop
-p udp -m hashlimit --hashlimit 2/hour --hashlimit-burst 2 --hashlimit-mode srcport|dstip --hashlimit-name h3 --hashlimit-dstmask 24 --hashlimit-htable-expire 4000 -j X
    save: -p udp -m hashlimit --hashlimit-upto 2/hour --hashlimit-burst 2 --hashlimit-mode srcport,dstip --hashlimit-name h3 --hashlimit-htable-expire 4000 --hashlimit-dstmask 24 -j X
    nft: set hashlimit-room..h3 { type inet_service . ipv4_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h3 { type inet_service . ipv4_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT meta l4proto udp jump filter/..no-ports
    nft: filter/INPUT meta l4proto udp jump filter/INPUT..671667f7
    nft: filter/..no-ports @th,24,8 >= 0x0 return
    nft: filter/..no-ports drop
    nft: filter/INPUT..671667f7 update @hashlimit-room..h3 { th sport . ip daddr & 255.255.255.0 timeout 4s }
    nft: filter/INPUT..671667f7 jump filter/INPUT..671667f7.1
    nft: filter/INPUT..671667f7.1 th sport . ip daddr & 255.255.255.0 != @hashlimit-room..h3 drop
    nft: filter/INPUT..671667f7.1 update @hashlimit..h3 { th sport . ip daddr & 255.255.255.0 timeout 4s limit rate 2/hour burst 2 packets } counter jump filter/X
-m hashlimit ! --hashlimit-upto 60/min --hashlimit-name h4 -j X
    save: -m hashlimit --hashlimit-above 1/sec --hashlimit-burst 5 --hashlimit-name h4 --hashlimit-htable-expire 60000 -j X
    nft: set hashlimit..h4 { type ipv4_addr size 1 flags timeout,dynamic }
    nft: filter/INPUT update @hashlimit..h4 { ip saddr & 0.0.0.0 timeout 60s limit rate over 1/second burst 5 packets } counter jump filter/X
-m hashlimit ! --hashlimit-above 1/day --hashlimit-burst 1 --hashlimit-mode dstip,srcip --hashlimit-srcmask 0 --hashlimit-name "a b" -j X
    save: -m hashlimit --hashlimit-upto 1/day --hashlimit-burst 1 --hashlimit-mode srcip,dstip --hashlimit-name "a b" --hashlimit-srcmask 0 -j X
    nft: set hashlimit-room..a.20b { type ipv4_addr . ipv4_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..a.20b { type ipv4_addr . ipv4_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..16874726
    nft: filter/INPUT..16874726 update @hashlimit-room..a.20b { ip saddr & 0.0.0.0 . ip daddr timeout 86400s }
    nft: filter/INPUT..16874726 jump filter/INPUT..16874726.1
    nft: filter/INPUT..16874726.1 ip saddr & 0.0.0.0 . ip daddr != @hashlimit-room..a.20b drop
    nft: filter/INPUT..16874726.1 update @hashlimit..a.20b { ip saddr & 0.0.0.0 . ip daddr timeout 86400s limit rate 1/day burst 1 packets } counter jump filter/X
-m hashlimit --hashlimit-upto 4/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name small --hashlimit-htable-size 1 --hashlimit-htable-max 1 --hashlimit-htable-gcinterval 60000 -j ACCEPT
    save: -m hashlimit --hashlimit-upto 4/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name small --hashlimit-htable-size 1 --hashlimit-htable-max 1 --hashlimit-htable-gcinterval 60000 -j ACCEPT
    nft: set hashlimit-room..small { type ipv4_addr size 1 flags timeout,dynamic }
    nft: set hashlimit..small { type ipv4_addr size 2 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..86e1e3f9
    nft: filter/INPUT..86e1e3f9 update @hashlimit-room..small { ip saddr timeout 60s }
    nft: filter/INPUT..86e1e3f9 jump filter/INPUT..86e1e3f9.1
    nft: filter/INPUT..86e1e3f9.1 ip saddr != @hashlimit-room..small drop
    nft: filter/INPUT..86e1e3f9.1 update @hashlimit..small { ip saddr timeout 60s limit rate 4/minute burst 2 packets } counter accept
-m hashlimit --hashlimit-above 4/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name small --hashlimit-htable-size 1 --hashlimit-htable-max 1 -j X
    save: -m hashlimit --hashlimit-above 4/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name small --hashlimit-htable-size 1 --hashlimit-htable-max 1 -j X
    nft: set hashlimit-room..small { type ipv4_addr size 1 flags timeout,dynamic }
    nft: set hashlimit..small { type ipv4_addr size 2 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..ce74b508
    nft: filter/INPUT..ce74b508 update @hashlimit-room..small { ip saddr timeout 60s }
    nft: filter/INPUT..ce74b508 jump filter/INPUT..ce74b508.1
    nft: filter/INPUT..ce74b508.1 ip saddr != @hashlimit-room..small drop
    nft: filter/INPUT..ce74b508.1 update @hashlimit..small { ip saddr timeout 60s limit rate over 4/minute burst 2 packets } counter jump filter/X
-m hashlimit --hashlimit-upto 10/hour --hashlimit-name DEFAULT
    save: -m hashlimit --hashlimit-upto 10/hour --hashlimit-burst 5 --hashlimit-name DEFAULT
    nft: set hashlimit..DEFAULT { type ipv4_addr size 1 flags timeout,dynamic }
    nft: filter/INPUT update @hashlimit..DEFAULT { ip saddr & 0.0.0.0 timeout 3600s limit rate 10/hour burst 5 packets } counter
-m hashlimit --hashlimit-upto 1000000/sec --hashlimit-burst 5 --hashlimit-name mini1 -j X
    error approximation: -m hashlimit --hashlimit-burst: the kernel's bucket gains its tokens by the tick of its clock, and so small a burst overflows within one
    hint: allow a burst of 1/250 of what passes in a second; or accept it with --accept-approximation hashlimit-tick; or let it through nft_compat with --allow-xt
-m hashlimit --hashlimit-upto 512kb/s --hashlimit-mode dstip --hashlimit-name h3 --hashlimit-dstmask 24 -j ACCEPT
    error approximation: -m hashlimit bytes of --hashlimit-upto and --hashlimit-above: the kernel counts bytes in chunks of 16, nf_tables counts each
    hint: limit packets; or accept it with --accept-approximation hashlimit-bytes; or let it through nft_compat with --allow-xt
-m hashlimit --hashlimit-upto 40/sec --hashlimit-burst 20 --hashlimit-mode srcip --hashlimit-name rate1 --hashlimit-rate-match -j X
    error no-native-form: -m hashlimit --hashlimit-rate-match: nf_tables limits rates, it does not measure them over an interval
    hint: leave it out to let through as many packets as the rate allows; or let it through nft_compat with --allow-xt
-m hashlimit --hashlimit-upto 40/sec --hashlimit-mode srcip --hashlimit-name rate3 --hashlimit-rate-match --hashlimit-rate-interval 10 -j X
    error no-native-form: -m hashlimit --hashlimit-rate-match: nf_tables limits rates, it does not measure them over an interval
    hint: leave it out to let through as many packets as the rate allows; or let it through nft_compat with --allow-xt
-m hashlimit --hashlimit-upto 1/day --hashlimit-burst 2 --hashlimit-name slow -j X
    error bad-argument: the burst is too large for so slow a rate
    hint: the kernel cannot count that far: lower the burst
-m hashlimit --hashlimit-upto 4kb/s --hashlimit-burst 1kb --hashlimit-name low -j X
    error bad-argument: the burst is smaller than 4096b
-m hashlimit --hashlimit-upto 5 --hashlimit-above 5 --hashlimit-name x -j X
    error conflicting-options: --hashlimit-upto and --hashlimit-above exclude each other
-m hashlimit --hashlimit-upto 5/fortnight --hashlimit-name x -j X
    error bad-argument: --hashlimit-upto: '5/fortnight' is not a rate, N/second, N/minute, N/hour, N/day or Nb/s
-m hashlimit --hashlimit five --hashlimit-name x -j X
    error bad-argument: --hashlimit: 'five' is not a rate, N/second, N/minute, N/hour, N/day or Nb/s
-m hashlimit --hashlimit-above 0/s --hashlimit-name x -j X
    error bad-argument: --hashlimit-above: '0/s' is not a rate, N/second, N/minute, N/hour, N/day or Nb/s
-m hashlimit --hashlimit-upto 10000000/sec --hashlimit-name x -j X
    error bad-argument: --hashlimit-upto: '10000000/sec' is too fast
-m hashlimit --hashlimit-upto 5/sec -j X
    error missing-option: -m hashlimit needs --hashlimit-name
-m hashlimit --hashlimit-name x -j X
    error missing-option: -m hashlimit needs one of --hashlimit-upto, --hashlimit-above
-m hashlimit --hashlimit-upto 5 --hashlimit-name a/b -j X
    error bad-argument: --hashlimit-name: 'a/b' cannot be the name of a table
-m hashlimit --hashlimit-upto 5 --hashlimit-burst 0 --hashlimit-name x -j X
    error bad-argument: --hashlimit-burst: '0' is not a number from 1 to 1000000
-m hashlimit --hashlimit-upto 5 --hashlimit-burst 10mb --hashlimit-name x -j X
    error bad-argument: the burst is larger than 1000000
-m hashlimit --hashlimit-upto 5 --hashlimit-mode srcip,proto --hashlimit-name x -j X
    error bad-argument: --hashlimit-mode: 'proto' is not a mode
-m hashlimit --hashlimit-upto 5 --hashlimit-srcmask 33 --hashlimit-name x -j X
    error bad-argument: --hashlimit-srcmask: '33' is not a prefix length
-m hashlimit --hashlimit-upto 5 --hashlimit-dstmask -1 --hashlimit-name x -j X
    error bad-argument: --hashlimit-dstmask: '-1' is not a prefix length
-m hashlimit --hashlimit-upto 5 --hashlimit-htable-size x --hashlimit-name x -j X
    error bad-argument: --hashlimit-htable-size: 'x' is not a number from 0 to 4294967295
-m hashlimit --hashlimit-upto 5 --hashlimit-htable-max 4294967296 --hashlimit-name x -j X
    error bad-argument: --hashlimit-htable-max: '4294967296' is not a number from 0 to 4294967295
-m hashlimit --hashlimit-upto 5 --hashlimit-htable-gcinterval 0 --hashlimit-name x -j X
    error bad-argument: --hashlimit-htable-gcinterval: '0' is not a number from 1 to 4294967295
-m hashlimit --hashlimit-upto 5 --hashlimit-htable-expire 0 --hashlimit-name x -j X
    error bad-argument: --hashlimit-htable-expire: '0' is not a number from 1 to 4294967295
-m hashlimit --hashlimit-upto 5 --hashlimit-rate-match --hashlimit-rate-interval 0 --hashlimit-name x -j X
    error bad-argument: --hashlimit-rate-interval: '0' is not a number from 1 to 2147483647
%ip6 filter INPUT
-m hashlimit --hashlimit-upto 5/sec --hashlimit-mode srcip --hashlimit-srcmask 64 --hashlimit-name h4 -j ACCEPT
    save: -m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h4 --hashlimit-srcmask 64 -j ACCEPT
    nft: set hashlimit-room..h4 { type ipv6_addr size 65536 flags timeout,dynamic }
    nft: set hashlimit..h4 { type ipv6_addr size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/INPUT..8b870ada
    nft: filter/INPUT..8b870ada update @hashlimit-room..h4 { ip6 saddr & ffff:ffff:ffff:ffff:: timeout 1s }
    nft: filter/INPUT..8b870ada jump filter/INPUT..8b870ada.1
    nft: filter/INPUT..8b870ada.1 ip6 saddr & ffff:ffff:ffff:ffff:: != @hashlimit-room..h4 drop
    nft: filter/INPUT..8b870ada.1 update @hashlimit..h4 { ip6 saddr & ffff:ffff:ffff:ffff:: timeout 1s limit rate 5/second burst 5 packets } counter accept
-p udp -m hashlimit --hashlimit-above 6/min --hashlimit-burst 4 --hashlimit-mode dstip,dstport --hashlimit-name h5 -j DROP
    save: -p udp -m hashlimit --hashlimit-above 6/min --hashlimit-burst 4 --hashlimit-mode dstip,dstport --hashlimit-name h5 -j DROP
    nft: set hashlimit-room..h5 { type ipv6_addr . inet_service size 65536 flags timeout,dynamic }
    nft: set hashlimit..h5 { type ipv6_addr . inet_service size 131072 flags timeout,dynamic }
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto udp jump filter/..no-ports
    nft: filter/INPUT meta l4proto udp jump filter/INPUT..b8c52501
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..no-ports @th,24,8 >= 0x0 return
    nft: filter/..no-ports drop
    nft: filter/INPUT..b8c52501 update @hashlimit-room..h5 { ip6 daddr . th dport timeout 60s }
    nft: filter/INPUT..b8c52501 jump filter/INPUT..b8c52501.1
    nft: filter/INPUT..b8c52501.1 ip6 daddr . th dport != @hashlimit-room..h5 drop
    nft: filter/INPUT..b8c52501.1 update @hashlimit..h5 { ip6 daddr . th dport timeout 60s limit rate over 6/minute burst 4 packets } counter drop
%options allow-xt
-m hashlimit --hashlimit-upto 40/sec --hashlimit-burst 20 --hashlimit-mode srcip --hashlimit-name rate1 --hashlimit-rate-match -j X
    warning uses-xtables: -m hashlimit: nf_tables limits rates, it does not measure them over an interval; the rule goes through nft_compat
    save: -m hashlimit --hashlimit-upto 40/sec --hashlimit-burst 20 --hashlimit-mode srcip --hashlimit-name rate1 --hashlimit-rate-match -j X
    nft: filter/INPUT [xt match hashlimit revision 3 72617465310000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000a8610000000000001400000000000000440000000000000000000000e8030000e80300000100000080800000000000000000000000000000] counter jump filter/X
-m hashlimit --hashlimit-upto 40mb/s --hashlimit-mode srcip --hashlimit-name rate4 --hashlimit-rate-match --hashlimit-rate-interval 10 -j X
    warning uses-xtables: -m hashlimit: nf_tables limits rates, it does not measure them over an interval; the rule goes through nft_compat
    save: -m hashlimit --hashlimit-upto 40mb/s --hashlimit-mode srcip --hashlimit-name rate4 --hashlimit-rate-match --hashlimit-rate-interval 10 -j X
    nft: filter/INPUT [xt match hashlimit revision 3 7261746534000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000066060000000000000000000000000000640000000000000000000000e8030000983a00000a00000080800000000000000000000000000000] counter jump filter/X
-m hashlimit --hashlimit-above 123456b/s --hashlimit-burst 1mb --hashlimit-name mini7 -j X
    warning uses-xtables: -m hashlimit: the kernel counts bytes in chunks of 16, nf_tables counts each; the rule goes through nft_compat
    save: -m hashlimit --hashlimit-above 123456b/s --hashlimit-burst 1mb --hashlimit-name mini7 -j X
    nft: filter/INPUT [xt match hashlimit revision 3 6d696e693700000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000f7e0800000000000900000000000000300000000000000000000000e803000060ea00000000000080800000000000000000000000000000] counter jump filter/X
-m hashlimit --hashlimit-above 10/hour --hashlimit-mode srcport --hashlimit-name ports -j X
    warning uses-xtables: -m hashlimit: the packets may be of protocols without ports, which the kernel counts as port 0; the rule goes through nft_compat
    save: -m hashlimit --hashlimit-above 10/hour --hashlimit-burst 5 --hashlimit-mode srcport --hashlimit-name ports -j X
    nft: filter/INPUT [xt match hashlimit revision 3 706f7274730000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002a7515000000000500000000000000180000000000000000000000e803000080ee36000000000080800000000000000000000000000000] counter jump filter/X
%options hashlimit-bytes hashlimit-tick
-m hashlimit --hashlimit-upto 4kb/s --hashlimit-burst 400kb --hashlimit-name mini5 -j X
    warning approximated: bytes of --hashlimit-upto and --hashlimit-above: the kernel counts bytes in chunks of 16, nf_tables counts each; the nearest native form is used, as --accept-approximation hashlimit-bytes says
    save: -m hashlimit --hashlimit-upto 4kb/s --hashlimit-burst 400kb --hashlimit-name mini5 -j X
    nft: set hashlimit..mini5 { type ipv6_addr size 1 flags timeout,dynamic }
    nft: filter/INPUT update @hashlimit..mini5 { ip6 saddr & :: timeout 60s limit rate 4096 bytes/second burst 409600 bytes } counter jump filter/X
-m hashlimit --hashlimit-above 1000000/sec --hashlimit-burst 5 --hashlimit-name mini1 -j X
    warning approximated: --hashlimit-burst: the kernel's bucket gains its tokens by the tick of its clock, and so small a burst overflows within one; the nearest native form is used, as --accept-approximation hashlimit-tick says
    save: -m hashlimit --hashlimit-above 1000000/sec --hashlimit-burst 5 --hashlimit-name mini1 -j X
    nft: set hashlimit..mini1 { type ipv6_addr size 1 flags timeout,dynamic }
    nft: filter/INPUT update @hashlimit..mini1 { ip6 saddr & :: timeout 1s limit rate over 1000000/second burst 5 packets } counter jump filter/X
