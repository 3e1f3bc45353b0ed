%ip filter INPUT
-j REJECT
    save: -j REJECT --reject-with icmp-port-unreachable
    nft: filter/INPUT counter reject with icmp port-unreachable
-j REJECT --reject-with net-unreach
    save: -j REJECT --reject-with icmp-net-unreachable
    nft: filter/INPUT counter reject with icmp net-unreachable
-j REJECT --reject-with icmp-net
    save: -j REJECT --reject-with icmp-net-unreachable
    nft: filter/INPUT counter reject with icmp net-unreachable
-j REJECT --reject-with icmp-ho
    save: -j REJECT --reject-with icmp-host-unreachable
    nft: filter/INPUT counter reject with icmp host-unreachable
-j REJECT --reject-with HOST-PROHIB
    save: -j REJECT --reject-with icmp-host-prohibited
    nft: filter/INPUT counter reject with icmp host-prohibited
-j REJECT --reject-with icmp
    save: -j REJECT --reject-with icmp-net-unreachable
    nft: filter/INPUT counter reject with icmp net-unreachable
-j REJECT --reject-with tcp-reset
    error needs-protocol: --reject-with tcp-reset needs -p tcp
    hint: the kernel refuses the rule without it
-p tcp -j REJECT --reject-with tcp-rst
    save: -p tcp -j REJECT --reject-with tcp-reset
    nft: filter/INPUT meta l4proto tcp counter reject with tcp reset
! -p tcp -j REJECT --reject-with tcp-reset
    error needs-protocol: --reject-with tcp-reset needs -p tcp
    hint: the kernel refuses the rule without it
-j REJECT --reject-with echo-reply
    error bad-argument: --reject-with: 'echo-reply' is none of icmp-net-unreachable, icmp-host-unreachable, icmp-proto-unreachable, icmp-port-unreachable, icmp-net-prohibited, icmp-host-prohibited, tcp-reset, icmp-admin-prohibited
-j REJECT --reject-with admin-prohib
    save: -j REJECT --reject-with icmp-admin-prohibited
    nft: filter/INPUT counter reject with icmp admin-prohibited
%ip mangle INPUT
-j REJECT
    error wrong-table: -j REJECT cannot stand in table mangle
    hint: the kernel takes it in filter only
%ip6 filter INPUT
-j REJECT
    save: -j REJECT --reject-with icmp6-port-unreachable
    nft: filter/INPUT counter reject with icmpv6 port-unreachable
-j REJECT --reject-with no-route
    save: -j REJECT --reject-with icmp6-no-route
    nft: filter/INPUT counter reject with icmpv6 no-route
-j REJECT --reject-with icmp6-adm
    save: -j REJECT --reject-with icmp6-adm-prohibited
    nft: filter/INPUT counter reject with icmpv6 admin-prohibited
-j REJECT --reject-with adm-prohibited
    save: -j REJECT --reject-with icmp6-adm-prohibited
    nft: filter/INPUT counter reject with icmpv6 admin-prohibited
-j REJECT --reject-with addr-unreach
    save: -j REJECT --reject-with icmp6-addr-unreachable
    nft: filter/INPUT counter reject with icmpv6 addr-unreachable
-j REJECT --reject-with icmp6-not-neighbour
    error bad-argument: --reject-with: 'icmp6-not-neighbour' is none of icmp6-no-route, icmp6-adm-prohibited, icmp6-addr-unreachable, icmp6-port-unreachable, tcp-reset, icmp6-policy-fail, icmp6-reject-route
-j REJECT --reject-with policy-fail
    save: -j REJECT --reject-with icmp6-policy-fail
    nft: filter/INPUT counter reject with icmpv6 policy-fail
-j REJECT --reject-with reject-route
    save: -j REJECT --reject-with icmp6-reject-route
    nft: filter/INPUT counter reject with icmpv6 reject-route
-p tcp -j REJECT --reject-with tcp-reset
    save: -p tcp -j REJECT --reject-with tcp-reset
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp counter reject with tcp reset
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
-j REJECT --reject-with icmp-port-unreachable
    error bad-argument: --reject-with: 'icmp-port-unreachable' is none of icmp6-no-route, icmp6-adm-prohibited, icmp6-addr-unreachable, icmp6-port-unreachable, tcp-reset, icmp6-policy-fail, icmp6-reject-route
