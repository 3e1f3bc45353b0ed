%ip6 filter INPUT
-p ipv6-icmp -m icmp6 --icmpv6-type 128 -j X
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 128 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 ! --icmpv6-type 128 -j X
    save: -p ipv6-icmp -m icmp6 ! --icmpv6-type 128 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type != 128 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmpv6 --icmpv6-type neighbor-solicitation -j X
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 135 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 135 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmpv6 -m icmpv6 --icmpv6-type ping -j X
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 128 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 --icmpv6-type no-route -j X
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 1/0 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 1 icmpv6 code 0 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 ! --icmpv6-type 1/0 -j X
    save: -p ipv6-icmp -m icmp6 ! --icmpv6-type 1/0 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT jump filter/INPUT..0d041200
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
    nft: filter/INPUT..0d041200 meta l4proto 58 icmpv6 type != 1 @th,40,24 >= 0x0 goto filter/INPUT..0d041200.1
    nft: filter/INPUT..0d041200 meta l4proto 58 icmpv6 code != 0 @th,40,24 >= 0x0 goto filter/INPUT..0d041200.1
    nft: filter/INPUT..0d041200.1 counter jump filter/X
-p ipv6-icmp -m icmp6 --icmpv6-type 255 -j X
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 255 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 255 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 --icmpv6-type 130 -j ACCEPT
    save: -p ipv6-icmp -m icmp6 --icmpv6-type 130 -j ACCEPT
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 58 jump filter/..short-8
    nft: filter/INPUT meta l4proto 58 icmpv6 type 130 @th,40,24 >= 0x0 counter accept
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p ipv6-icmp -m icmp6 --icmpv6-type any -j X
    error bad-argument: --icmpv6-type: 'any' is neither a type by name nor type[/code]
-p ipv6-icmp -m icmp6 --icmpv6-type router -j X
    error bad-argument: --icmpv6-type: 'router' may be router-solicitation or router-advertisement
-p ipv6-icmp -m icmp6 -j X
    error missing-option: -m icmp6 needs --icmpv6-type
-m icmp6 --icmpv6-type 128 -j X
    error needs-protocol: -m icmp6 needs -p ipv6-icmp
    hint: the kernel refuses the rule without it
%ip filter INPUT
-m icmp6 --icmpv6-type 128 -j X
    error wrong-family: -m icmp6 exists for IPv6 only
