# Rules as firewalld writes them.
%ipset create xset_net hash:net
%ipset add xset_net 10.1.0.0/16
%ip filter INPUT
-m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT
    save: -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT
    nft: filter/INPUT ct state established,related counter accept
    nft: filter/INPUT ct status dnat counter accept
-j REJECT --reject-with icmp-host-prohibited
    save: -j REJECT --reject-with icmp-host-prohibited
    nft: filter/INPUT counter reject with icmp host-prohibited
-m pkttype --pkt-type unicast -j LOG --log-prefix "FINAL_REJECT: "
    save: -m pkttype --pkt-type unicast -j LOG --log-prefix "FINAL_REJECT: "
    nft: filter/INPUT meta pkttype host counter log prefix "FINAL_REJECT: " level warn
-m pkttype ! --pkt-type multicast -j DROP
    save: -m pkttype ! --pkt-type multicast -j DROP
    nft: filter/INPUT meta pkttype != multicast counter drop
-m mac --mac-source 02:00:00:00:00:aa -j DROP
    save: -m mac --mac-source 02:00:00:00:00:aa -j DROP
    nft: filter/INPUT meta iiftype 1 @ll,48,48 0x200000000aa counter drop
-m mac ! --mac-source 02:00:00:00:00:aa -j DROP
    save: -m mac ! --mac-source 02:00:00:00:00:aa -j DROP
    nft: filter/INPUT meta iiftype 1 @ll,48,48 != 0x200000000aa counter drop
-m limit --limit 3/minute -j AUDIT --type reject
    save: -m limit --limit 3/min -j AUDIT --type reject
    nft: filter/INPUT limit rate 3/minute burst 5 packets counter log level [8]
-m set --match-set xset_net src -j DROP
    save: -m set --match-set xset_net src -j DROP
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/INPUT ip saddr @xset_net counter drop
-p tcp -m tcp --dport 22 -m conntrack --ctstate NEW -m recent --set --name SSH --rsource -j ACCEPT
    save: -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW -m recent --set --name SSH --mask 255.255.255.255 --rsource -j ACCEPT
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT ct state new meta l4proto tcp tcp dport 22 @th,136,24 >= 0x0 counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter INPUT IN_public_allow
-p tcp -m tcp --dport 22 -m conntrack --ctstate NEW,UNTRACKED -j ACCEPT
    save: -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW,UNTRACKED -j ACCEPT
    nft: filter/INPUT counter jump filter/IN_public_allow
    nft: filter/IN_public_allow meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/IN_public_allow ct state new,untracked meta l4proto tcp tcp dport 22 @th,136,24 >= 0x0 counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip raw PREROUTING
-p tcp -m tcp --dport 21 -j CT --helper ftp
    save: -p tcp -m tcp --dport 21 -j CT --helper ftp
    nft: ct helper ftp-6 is ftp
    nft: raw/PREROUTING meta l4proto tcp ip frag-off & 8191 <= 1 jump raw/..short-20
    nft: raw/PREROUTING meta l4proto tcp tcp dport 21 @th,136,24 >= 0x0 counter ct state & untracked == 0 ct zone set 0
    nft: raw/..short-20 @th,136,24 >= 0x0 return
    nft: raw/..short-20 drop
    nft: raw/..helpers/PREROUTING meta l4proto tcp tcp dport 21 @th,136,24 >= 0x0 ct status & expected == 0 ct helper set "ftp-6" accept
%ip nat PREROUTING
-p tcp -m mark --mark 0x64 -j DNAT --to-destination :8080
    save: -p tcp -m mark --mark 0x64 -j DNAT --to-destination :8080
    nft: nat/PREROUTING meta mark 0x64 meta l4proto tcp counter dnat to :8080
%ip nat POSTROUTING
! -o lo -j MASQUERADE
    save: ! -o lo -j MASQUERADE
    nft: nat/POSTROUTING meta oifname != "lo" counter masquerade
%ip mangle FORWARD
-p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
%ip6 raw PREROUTING
-m rpfilter --invert --validmark -j DROP
    save: -m rpfilter --validmark --invert -j DROP
    nft: raw/PREROUTING ip6 saddr != :: fib saddr . mark . iif oif != exists counter drop
-p ipv6-icmp -m icmp6 --icmpv6-type neighbour-solicitation -j ACCEPT
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 135 -j ACCEPT
    nft: raw/PREROUTING jump raw/..broken-headers
    nft: raw/PREROUTING meta l4proto 58 jump raw/..short-8
    nft: raw/PREROUTING meta l4proto 58 icmpv6 type 135 @th,40,24 >= 0x0 counter accept
    nft: raw/..broken-headers meta l4proto >= 0 return
    nft: raw/..broken-headers drop
    nft: raw/..short-8 frag frag-off != 0 return
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
%ip6 filter INPUT
-j REJECT --reject-with icmp6-adm-prohibited
    save: -j REJECT --reject-with icmp6-adm-prohibited
    nft: filter/INPUT counter reject with icmpv6 admin-prohibited
