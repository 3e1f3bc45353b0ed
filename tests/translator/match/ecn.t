%ip filter INPUT
-p tcp -m ecn --ecn-tcp-cwr -j X
    save: -p tcp -m ecn --ecn-tcp-cwr -j X
    nft: filter/INPUT meta l4proto tcp tcp flags & cwr == cwr @th,152,8 >= 0x0 counter jump filter/X
-p tcp -m ecn ! --ecn-tcp-cwr -j X
    save: -p tcp -m ecn ! --ecn-tcp-cwr -j X
    nft: filter/INPUT meta l4proto tcp tcp flags & cwr == 0 @th,152,8 >= 0x0 counter jump filter/X
-p tcp -m ecn ! --ecn-tcp-ece --ecn-tcp-cwr ! --ecn-ip-ect 2 -j X
    save: -p tcp -m ecn ! --ecn-tcp-ece --ecn-tcp-cwr ! --ecn-ip-ect 2 -j X
    nft: filter/INPUT meta l4proto tcp tcp flags & ecn == 0 tcp flags & cwr == cwr @th,152,8 >= 0x0 @nh,8,8 & 0x3 != 0x2 counter jump filter/X
-p tcp -m ecn --ecn-tcp-ece -j X
    save: -p tcp -m ecn --ecn-tcp-ece -j X
    nft: filter/INPUT meta l4proto tcp tcp flags & ecn == ecn @th,152,8 >= 0x0 counter jump filter/X
-m ecn --ecn-ip-ect 3 -j X
    save: -m ecn --ecn-ip-ect 3 -j X
    nft: filter/INPUT @nh,8,8 & 0x3 == 0x3 counter jump filter/X
-m ecn ! --ecn-ip-ect 0 -j X
    save: -m ecn ! --ecn-ip-ect 0 -j X
    nft: filter/INPUT @nh,8,8 & 0x3 != 0x0 counter jump filter/X
-m ecn --ecn-ip-ect 4 -j X
    error bad-argument: --ecn-ip-ect: '4' is not a number from 0 to 3
-m ecn --ecn-tcp-cwr -j X
    error needs-protocol: -m ecn needs -p tcp to look at the bits of TCP
    hint: the kernel refuses the rule without it
-p udp -m ecn --ecn-tcp-ece -j X
    error needs-protocol: -m ecn needs -p tcp to look at the bits of TCP
    hint: the kernel refuses the rule without it
-m ecn -j X
    error missing-option: -m ecn needs one of --ecn-tcp-ece, --ecn-tcp-cwr, --ecn-ip-ect
%ip6 filter INPUT
-m ecn --ecn-ip-ect 1 -j X
    save: -m ecn --ecn-ip-ect 1 -j X
    nft: filter/INPUT @nh,0,16 & 0x30 == 0x10 counter jump filter/X
