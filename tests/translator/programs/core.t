# Rules with the tests that need no extension.
%chains MYCHAIN
%ip filter INPUT
-j ACCEPT
    save: -j ACCEPT
    nft: filter/INPUT counter accept

-i + -j ACCEPT
    save: -j ACCEPT
    nft: filter/INPUT counter accept
! -i + -j DROP
    warning never-matches: the rule never matches: this excludes every packet
    hint: iptables-legacy takes it, iptables-nft refuses it
    save: ! -i + -j DROP
    nft: filter/INPUT # matches nothing
-i eth+ -j DROP
    save: -i eth+ -j DROP
    nft: filter/INPUT meta iifname "eth*" counter drop
! -i eth+ -j DROP
    save: ! -i eth+ -j DROP
    nft: filter/INPUT meta iifname != "eth*" counter drop
-i et* -j DROP
    save: -i et* -j DROP
    nft: filter/INPUT meta iifname "et\*" counter drop
-i eth0+ -j DROP
    save: -i eth0+ -j DROP
    nft: filter/INPUT meta iifname "eth0*" counter drop
-s 0.0.0.0/0 -j DROP
    save: -j DROP
    nft: filter/INPUT counter drop
! -s 0.0.0.0/0 -j DROP
    warning never-matches: the rule never matches: this excludes every packet
    hint: iptables-legacy takes it, iptables-nft refuses it
    save: ! -s 0.0.0.0/0 -j DROP
    nft: filter/INPUT # matches nothing
-s 10.0.0.1/255.0.0.255 -j DROP
    save: -s 10.0.0.1/255.0.0.255 -j DROP
    nft: filter/INPUT ip saddr & 255.0.0.255 == 10.0.0.1 counter drop
! -s 10.0.0.2/255.0.0.255 -j DROP
    save: ! -s 10.0.0.2/255.0.0.255 -j DROP
    nft: filter/INPUT ip saddr & 255.0.0.255 != 10.0.0.2 counter drop
-s 10.0.0.2,192.168.1.5 -d 10.0.0.1 -j DROP
    save: -s 10.0.0.2/32 -d 10.0.0.1/32 -j DROP ;; -s 192.168.1.5/32 -d 10.0.0.1/32 -j DROP
    nft: filter/INPUT ip saddr 10.0.0.2 ip daddr 10.0.0.1 counter drop
    nft: filter/INPUT ip saddr 192.168.1.5 ip daddr 10.0.0.1 counter drop
-p all -j ACCEPT
    save: -j ACCEPT
    nft: filter/INPUT counter accept
! -p tcp -j DROP
    save: ! -p tcp -j DROP
    nft: filter/INPUT meta l4proto != tcp counter drop
-p 132 -j DROP
    save: -p sctp -j DROP
    nft: filter/INPUT meta l4proto sctp counter drop
-c 10 2000 -s 10.0.0.2 -j ACCEPT
    save: -s 10.0.0.2/32 -j ACCEPT
    nft: filter/INPUT ip saddr 10.0.0.2 counter packets 10 bytes 2000 accept
-g MYCHAIN
    save: -g MYCHAIN
    nft: filter/INPUT counter goto filter/MYCHAIN
-m comment --comment "with \"quotes\" and back\\slash" -j ACCEPT
    save: -m comment --comment "with \"quotes\" and back\\slash" -j ACCEPT
    nft: filter/INPUT counter accept  # with "quotes" and back\slash
-p tcp -m tcp --dport http -j ACCEPT
    save: -p tcp -m tcp --dport 80 -j ACCEPT
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter OUTPUT
-o lo -j ACCEPT
    save: -o lo -j ACCEPT
    nft: filter/OUTPUT meta oifname "lo" counter accept
%ip filter FORWARD
-f -j DROP
    save: -f -j DROP
    nft: filter/FORWARD ip frag-off & 8191 != 0 counter drop
! -f -j ACCEPT
    save: ! -f -j ACCEPT
    nft: filter/FORWARD ip frag-off & 8191 == 0 counter accept
%ip6 filter INPUT
-p tcp -j DROP
    save: -p tcp -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-p ipv6-icmp -j DROP
    save: -p ipv6-icmp -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-p esp -j DROP
    save: -p esp -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto esp counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
! -s fd00::2/ffff::ffff -j DROP
    save: ! -s fd00::2/ffff::ffff -j DROP
    nft: filter/INPUT ip6 saddr & ffff::ffff != fd00::2 counter drop
