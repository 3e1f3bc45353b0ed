%ip filter FORWARD
-s 10.0.0.1 -j X
    save: -s 10.0.0.1/32 -j X
    nft: filter/FORWARD ip saddr 10.0.0.1 counter jump filter/X
! -s 10.1/16 ! -d 1.2.3.4 -j X
    save: ! -s 10.1.0.0/16 ! -d 1.2.3.4/32 -j X
    nft: filter/FORWARD ip saddr & 255.255.0.0 != 10.1.0.0 ip daddr != 1.2.3.4 counter jump filter/X
--src 10.0.0.0/255.0.255.0 -j X
    save: -s 10.0.0.0/255.0.255.0 -j X
    nft: filter/FORWARD ip saddr & 255.0.255.0 == 10.0.0.0 counter jump filter/X
-s10.0.0.1,10.0.0.2 -d1.1.1.1,1.1.1.2 -j X
    save: -s 10.0.0.1/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.1/32 -d 1.1.1.2/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.2/32 -j X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.2 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.2 counter jump filter/X
--sour 10.0.0.1,10.0.0.2 --dst=1.1.1.1,1.1.1.2 -j X
    save: -s 10.0.0.1/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.1/32 -d 1.1.1.2/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.2/32 -j X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.2 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.2 counter jump filter/X
-m comment --comment --dst -s 10.0.0.1,10.0.0.2 -j X
    error syntax: the lists of addresses cannot be told apart
    hint: write -s and -d, a blank, and one list each
--source 10.0.0.1,10.0.0.2 --destination 1.1.1.1,1.1.1.2 -j X
    save: -s 10.0.0.1/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.1/32 -d 1.1.1.2/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.1/32 -j X ;; -s 10.0.0.2/32 -d 1.1.1.2/32 -j X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.1 ip daddr 1.1.1.2 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.1 counter jump filter/X
    nft: filter/FORWARD ip saddr 10.0.0.2 ip daddr 1.1.1.2 counter jump filter/X
--dst 0.0.0.0/0 -s 0/0 -j X
    save: -j X
    nft: filter/FORWARD counter jump filter/X
! -s 0.0.0.0/0 -j X
    warning never-matches: the rule never matches: this excludes every packet
    hint: iptables-legacy takes it, iptables-nft refuses it
    save: ! -s 0.0.0.0/0 -j X
    nft: filter/FORWARD # matches nothing
! -s 10.0.0.1,10.0.0.2 -j X
    error syntax: a list of addresses cannot be negated
    hint: write one rule for each address, or use a set
    error bad-argument: --source: '10.0.0.1,10.0.0.2' is not an IPv4 address or network
    hint: host names are not looked up: write the address
    error syntax: a list of addresses cannot be negated
    hint: write one rule for each address, or use a set
    error bad-argument: --source: '10.0.0.1,10.0.0.2' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-s fe80::1 -j X
    error bad-argument: --source: 'fe80::1' is not an IPv4 address or network
    hint: this rule stands among those of the other family
-s host.example -j X
    error bad-argument: --source: 'host.example' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-s 10.0.0.1/33 -j X
    error bad-argument: --source: '10.0.0.1/33' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-i eth0 -o eth1 -j X
    save: -i eth0 -o eth1 -j X
    nft: filter/FORWARD meta iifname "eth0" meta oifname "eth1" counter jump filter/X
-i eth+ ! -o lxc+ -j X
    save: -i eth+ ! -o lxc+ -j X
    nft: filter/FORWARD meta iifname "eth*" meta oifname != "lxc*" counter jump filter/X
! -i lo -j X
    save: ! -i lo -j X
    nft: filter/FORWARD meta iifname != "lo" counter jump filter/X
-i + -j X
    save: -j X
    nft: filter/FORWARD counter jump filter/X
--in-interface a23456789012345 --out-interface b -j X
    save: -i a23456789012345 -o b -j X
    nft: filter/FORWARD meta iifname "a23456789012345" meta oifname "b" counter jump filter/X
-i a234567890123456 -j X
    error bad-argument: --in-interface: 'a234567890123456' is longer than an interface name can be (15 bytes)
-p tcp -j X
    save: -p tcp -j X
    nft: filter/FORWARD meta l4proto tcp counter jump filter/X
-p 6 -j X
    save: -p tcp -j X
    nft: filter/FORWARD meta l4proto tcp counter jump filter/X
-p TCP -j X
    save: -p tcp -j X
    nft: filter/FORWARD meta l4proto tcp counter jump filter/X
! -p udp -j X
    save: ! -p udp -j X
    nft: filter/FORWARD meta l4proto != udp counter jump filter/X
-p all -j X
    save: -j X
    nft: filter/FORWARD counter jump filter/X
-p 0 -f -j X
    save: -f -j X
    nft: filter/FORWARD ip frag-off & 8191 != 0 counter jump filter/X
! -p all -j X
    error bad-argument: '! -p all' would match nothing
    hint: iptables refuses it too
-p nosuch -j X
    error bad-argument: --protocol: 'nosuch' is not a known protocol
    hint: write the protocol number
-p 256 -j X
    error bad-argument: --protocol: '256' is not a known protocol
    hint: write the protocol number
--protocol udp -j X
    save: -p udp -j X
    nft: filter/FORWARD meta l4proto udp counter jump filter/X
-f -j X
    save: -f -j X
    nft: filter/FORWARD ip frag-off & 8191 != 0 counter jump filter/X
--fragment -j X
    save: -f -j X
    nft: filter/FORWARD ip frag-off & 8191 != 0 counter jump filter/X
! -f -j X
    save: ! -f -j X
    nft: filter/FORWARD ip frag-off & 8191 == 0 counter jump filter/X
-p udp -f -m udp --dport 53 -j X
    save: -p udp -f -m udp --dport 53 -j X
    nft: filter/FORWARD meta l4proto udp udp dport 53 @th,40,24 >= 0x0 ip frag-off & 8191 != 0 counter jump filter/X
-ptcp -d10.0.0.1 -j X
    save: -d 10.0.0.1/32 -p tcp -j X
    nft: filter/FORWARD ip daddr 10.0.0.1 meta l4proto tcp counter jump filter/X
-j X
    save: -j X
    nft: filter/FORWARD counter jump filter/X
-s 1.1.1.1
    save: -s 1.1.1.1/32
    nft: filter/FORWARD ip saddr 1.1.1.1 counter
%ip filter INPUT
-o eth0 -j X
    error wrong-hook: -o cannot be used in INPUT: no packet has such an interface there
    hint: iptables refuses it too
%ip filter OUTPUT
-i eth0 -j X
    error wrong-hook: -i cannot be used in OUTPUT: no packet has such an interface there
    hint: iptables refuses it too
%ip6 filter FORWARD
-s fe80::1 ! -d fd00::/8 -j X
    save: -s fe80::1/128 ! -d fd00::/8 -j X
    nft: filter/FORWARD ip6 saddr fe80::1 ip6 daddr & ff00:: != fd00:: counter jump filter/X
-s fe80::1/ffff:: -j X
    save: -s fe80::/16 -j X
    nft: filter/FORWARD ip6 saddr & ffff:: == fe80:: counter jump filter/X
-s ::/0 -j X
    save: -j X
    nft: filter/FORWARD counter jump filter/X
-p ipv6-icmp -j X
    save: -p ipv6-icmp -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD meta l4proto 58 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-p ah -j X
    warning never-matches: the rule never matches: this is an extension header, not a protocol
    hint: ask for the header with -m ah, -m rt, -m frag, -m dst or -m ipv6header
    save: -p ah -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD # matches nothing
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-p 43 -j X
    warning never-matches: the rule never matches: this is an extension header, not a protocol
    hint: ask for the header with -m ah, -m rt, -m frag, -m dst or -m ipv6header
    save: -p ipv6-route -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD # matches nothing
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
! -p ah -j X
    save: ! -p ah -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-p 0 -j X
    save: -j X
    nft: filter/FORWARD jump filter/..broken-headers
    nft: filter/FORWARD counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-f -j X
    error wrong-family: -f exists for IPv4 only
    hint: IPv6 fragments are matched by -m frag
-s 10.0.0.1 -j X
    error bad-argument: --source: '10.0.0.1' is not an IPv6 address or network
    hint: this rule stands among those of the other family
