# Rules as ufw writes them.
%ip6 filter INPUT ufw6-before-input
-m rt --rt-type 0 -j DROP
    save: -m rt --rt-type 0 -j DROP
    nft: filter/INPUT counter jump filter/ufw6-before-input
    nft: filter/ufw6-before-input exthdr rt exists jump filter/..short-43-4
    nft: filter/ufw6-before-input jump filter/..short-43-4.1
    nft: filter/ufw6-before-input rt type 0 counter drop
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-p icmpv6 -m icmp6 --icmpv6-type 135 -m hl --hl-eq 255 -j ACCEPT
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 135 -m hl --hl-eq 255 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw6-before-input
    nft: filter/ufw6-before-input jump filter/..broken-headers
    nft: filter/ufw6-before-input meta l4proto 58 jump filter/..short-8
    nft: filter/ufw6-before-input meta l4proto 58 icmpv6 type 135 @th,40,24 >= 0x0 ip6 hoplimit 255 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-s fe80::/10 -p icmpv6 --icmpv6-type echo-reply -j ACCEPT
    save: -s fe80::/10 -p ipv6-icmp -m icmp6 --icmpv6-type 129 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw6-before-input
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: jump filter/..broken-headers
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: meta l4proto 58 jump filter/..short-8
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: meta l4proto 58 icmpv6 type 129 @th,40,24 >= 0x0 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmpv6 --icmpv6-type 151 -s fe80::/10 -m hl --hl-eq 1 -j ACCEPT
    save: -s fe80::/10 -p ipv6-icmp -m icmp6 --icmpv6-type 151 -m hl --hl-eq 1 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw6-before-input
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: jump filter/..broken-headers
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: meta l4proto 58 jump filter/..short-8
    nft: filter/ufw6-before-input ip6 saddr & ffc0:: == fe80:: meta l4proto 58 icmpv6 type 151 @th,40,24 >= 0x0 ip6 hoplimit 1 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip filter INPUT ufw-after-logging-input
-m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix "[UFW BLOCK] "
    save: -m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix "[UFW BLOCK] "
    nft: filter/INPUT counter jump filter/ufw-after-logging-input
    nft: filter/ufw-after-logging-input limit rate 3/minute burst 10 packets counter log prefix "[UFW BLOCK] " level warn
%ip filter INPUT ufw-user-limit
-p tcp --dport 22 -m conntrack --ctstate NEW -m recent --update --seconds 30 --hitcount 6 --name DEFAULT --mask 255.255.255.255 --rsource -j DROP
    error no-native-form: -m recent --hitcount: nf_tables does not keep the times at which an address was seen, only the last
    hint: limit the rate of each address with -m hashlimit; or let it through nft_compat with --allow-xt
%ip filter INPUT ufw-not-local
-m addrtype --dst-type LOCAL -j RETURN
    save: -m addrtype --dst-type LOCAL -j RETURN
    nft: filter/INPUT counter jump filter/ufw-not-local
    nft: filter/ufw-not-local fib daddr type local counter return
-m addrtype --dst-type MULTICAST -j RETURN
    save: -m addrtype --dst-type MULTICAST -j RETURN
    nft: filter/INPUT counter jump filter/ufw-not-local
    nft: filter/ufw-not-local fib daddr type multicast counter return
-m addrtype --dst-type BROADCAST -j RETURN
    save: -m addrtype --dst-type BROADCAST -j RETURN
    nft: filter/INPUT counter jump filter/ufw-not-local
    nft: filter/ufw-not-local fib daddr type broadcast counter return
%ip filter INPUT ufw-before-input
-p udp --sport 67 --dport 68 -j ACCEPT
    save: -p udp -m udp --sport 67 --dport 68 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw-before-input
    nft: filter/ufw-before-input meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/ufw-before-input meta l4proto udp udp sport 67 udp dport 68 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp -d 224.0.0.251 --dport 5353 -j ACCEPT
    save: -d 224.0.0.251/32 -p udp -m udp --dport 5353 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw-before-input
    nft: filter/ufw-before-input ip daddr 224.0.0.251 meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/ufw-before-input ip daddr 224.0.0.251 meta l4proto udp udp dport 5353 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type echo-request -j ACCEPT
    save: -p icmp -m icmp --icmp-type 8 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw-before-input
    nft: filter/ufw-before-input meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/ufw-before-input meta l4proto icmp icmp type 8 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type parameter-problem -j ACCEPT
    save: -p icmp -m icmp --icmp-type 12 -j ACCEPT
    nft: filter/INPUT counter jump filter/ufw-before-input
    nft: filter/ufw-before-input meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/ufw-before-input meta l4proto icmp icmp type 12 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip filter INPUT ufw-user-input
-p tcp -m multiport --dports 80,443 -m tcp -m comment --comment "dapp_Nginx%20Full" -j ACCEPT
    save: -p tcp -m multiport --dports 80,443 -m tcp -m comment --comment "dapp_Nginx%20Full" -j ACCEPT
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: filter/INPUT counter jump filter/ufw-user-input
    nft: filter/ufw-user-input meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/ufw-user-input meta l4proto tcp @th,8,24 >= 0x0 ip frag-off & 8191 <= 1 tcp dport @ports..a8f80574 jump filter/..short-20
    nft: filter/ufw-user-input meta l4proto tcp @th,8,24 >= 0x0 @th,136,24 >= 0x0 tcp dport @ports..a8f80574 counter accept comment "dapp_Nginx%20Full"
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter INPUT ufw-logging-deny
-m conntrack --ctstate INVALID -m limit --limit 3/min --limit-burst 10 -j RETURN
    save: -m conntrack --ctstate INVALID -m limit --limit 3/min --limit-burst 10 -j RETURN
    nft: filter/INPUT counter jump filter/ufw-logging-deny
    nft: filter/ufw-logging-deny ct state invalid limit rate 3/minute burst 10 packets counter return
