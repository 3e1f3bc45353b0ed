%ip filter INPUT
-m addrtype --src-type LOCAL -j X
    save: -m addrtype --src-type LOCAL -j X
    nft: filter/INPUT fib saddr type local counter jump filter/X
-m addrtype ! --dst-type LOCAL,BROADCAST -j X
    save: -m addrtype ! --dst-type LOCAL,BROADCAST -j X
    nft: set addrtypes..e712e9ea { type fib_addrtype size 2 elements = { local, broadcast } }
    nft: filter/INPUT fib daddr type != @addrtypes..e712e9ea counter jump filter/X
-m addrtype --src-type UNICAST ! --dst-type MULTICAST -j X
    save: -m addrtype --src-type UNICAST ! --dst-type MULTICAST -j X
    nft: filter/INPUT fib saddr type unicast fib daddr type != multicast counter jump filter/X
-m addrtype --dst-type LOCAL --limit-iface-in -j X
    save: -m addrtype --dst-type LOCAL --limit-iface-in -j X
    nft: filter/INPUT fib daddr . iif type local counter jump filter/X
-m addrtype --src-type UNREACHABLE,PROHIBIT,BLACKHOLE -j X
    save: -m addrtype --src-type BLACKHOLE,UNREACHABLE,PROHIBIT -j X
    nft: set addrtypes..c7063bd7 { type fib_addrtype size 3 elements = { blackhole, unreachable, prohibit } }
    nft: filter/INPUT fib saddr type @addrtypes..c7063bd7 counter jump filter/X
-m addrtype --limit-iface-in -j X
    error missing-option: -m addrtype needs one of --src-type, --dst-type
-m addrtype --src-type FOREIGN -j X
    error bad-argument: --src-type: 'FOREIGN' is none of UNSPEC, UNICAST, LOCAL, BROADCAST, ANYCAST, MULTICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, NAT, XRESOLVE
%ip filter FORWARD
-m addrtype ! --src-type LOCAL --limit-iface-out -j X
    save: -m addrtype ! --src-type LOCAL --limit-iface-out -j X
    nft: filter/FORWARD fib saddr . oif type != local counter jump filter/X
-m addrtype --src-type LOCAL --limit-iface-in --limit-iface-out -j X
    error conflicting-options: --limit-iface-in and --limit-iface-out exclude each other
# IPv6: some types are told by looking at the address, and lists mean something else
%ip6 filter INPUT
-m addrtype --src-type LOCAL -j X
    save: -m addrtype --src-type LOCAL -j X
    nft: filter/INPUT fib saddr type local counter jump filter/X
-m addrtype --src-type UNICAST -j X
    save: -m addrtype --src-type UNICAST -j X
    nft: filter/INPUT ip6 saddr & ff00:: != ff00:: ip6 saddr != :: ip6 saddr & ffff:ffff:ffff:ffff:ffff:ffff:: != ::ffff:0.0.0.0 counter jump filter/X
-m addrtype ! --dst-type UNICAST -j X
    save: -m addrtype ! --dst-type UNICAST -j X
    nft: filter/INPUT jump filter/INPUT..ac77a289
    nft: filter/INPUT..ac77a289 ip6 daddr & ff00:: == ff00:: goto filter/INPUT..ac77a289.1
    nft: filter/INPUT..ac77a289 ip6 daddr :: goto filter/INPUT..ac77a289.1
    nft: filter/INPUT..ac77a289 ip6 daddr & ffff:ffff:ffff:ffff:ffff:ffff:: == ::ffff:0.0.0.0 goto filter/INPUT..ac77a289.1
    nft: filter/INPUT..ac77a289.1 counter jump filter/X
-m addrtype --dst-type MULTICAST -j X
    save: -m addrtype --dst-type MULTICAST -j X
    nft: filter/INPUT ip6 daddr & ff00:: == ff00:: counter jump filter/X
-m addrtype --src-type UNSPEC -j X
    save: -m addrtype --src-type UNSPEC -j X
    nft: filter/INPUT ip6 saddr :: counter jump filter/X
-m addrtype --src-type UNICAST,LOCAL -j X
    save: -m addrtype --src-type UNICAST,LOCAL -j X
    nft: filter/INPUT ip6 saddr & ff00:: != ff00:: ip6 saddr != :: ip6 saddr & ffff:ffff:ffff:ffff:ffff:ffff:: != ::ffff:0.0.0.0 fib saddr type local counter jump filter/X
-m addrtype ! --src-type UNICAST,LOCAL -j X
    save: -m addrtype ! --src-type UNICAST,LOCAL -j X
    nft: filter/INPUT jump filter/INPUT..68a31469
    nft: filter/INPUT..68a31469 ip6 saddr & ff00:: == ff00:: goto filter/INPUT..68a31469.1
    nft: filter/INPUT..68a31469 ip6 saddr :: goto filter/INPUT..68a31469.1
    nft: filter/INPUT..68a31469 ip6 saddr & ffff:ffff:ffff:ffff:ffff:ffff:: == ::ffff:0.0.0.0 goto filter/INPUT..68a31469.1
    nft: filter/INPUT..68a31469 fib saddr type != local goto filter/INPUT..68a31469.1
    nft: filter/INPUT..68a31469.1 counter jump filter/X
-m addrtype --src-type UNREACHABLE -j X
    save: -m addrtype --src-type UNREACHABLE -j X
    nft: set addrtypes..8d26291b { type fib_addrtype size 4 elements = { blackhole, unreachable, prohibit, 9 } }
    nft: filter/INPUT fib saddr type @addrtypes..8d26291b counter jump filter/X
-m addrtype --dst-type ANYCAST,LOCAL -j X
    save: -m addrtype --dst-type LOCAL,ANYCAST -j X
    nft: set addrtypes..671eec5d { type fib_addrtype size 2 elements = { local, anycast } }
    nft: filter/INPUT fib daddr type @addrtypes..671eec5d counter jump filter/X
-m addrtype --dst-type BROADCAST -j X
    error wrong-family: IPv6 has none of BROADCAST, BLACKHOLE, PROHIBIT, THROW, NAT and XRESOLVE
    hint: the kernel refuses them too; UNREACHABLE stands for every route that fails
