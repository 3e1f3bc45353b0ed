%ip filter INPUT
-p icmp -m icmp --icmp-type 8 -j X
    save: -p icmp -m icmp --icmp-type 8 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 8 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp ! --icmp-type 8 -j X
    save: -p icmp -m icmp ! --icmp-type 8 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type != 8 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type ping -j X
    save: -p icmp -m icmp --icmp-type 8 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 8 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp --icmp-type host-unr -j X
    save: -p icmp -m icmp --icmp-type 3/1 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 3 icmp code 1 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type fragmentation-needed -j X
    save: -p icmp -m icmp --icmp-type 3/4 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 3 icmp code 4 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp ! --icmp-type 3/4 -j X
    save: -p icmp -m icmp ! --icmp-type 3/4 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT jump filter/INPUT..b2ef8a1c
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
    nft: filter/INPUT..b2ef8a1c meta l4proto icmp icmp type != 3 @th,40,24 >= 0x0 goto filter/INPUT..b2ef8a1c.1
    nft: filter/INPUT..b2ef8a1c meta l4proto icmp icmp code != 4 @th,40,24 >= 0x0 goto filter/INPUT..b2ef8a1c.1
    nft: filter/INPUT..b2ef8a1c.1 counter jump filter/X
-p icmp -m icmp --icmp-type 0x3/0x1 -j X
    save: -p icmp -m icmp --icmp-type 3/1 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 3 icmp code 1 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type 3/1:4 -j X
    save: -p icmp -m icmp --icmp-type 3/1 -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 3 icmp code 1-4 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type any -j X
    save: -p icmp -m icmp --icmp-type any -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp ! --icmp-type any -j X
    save: -p icmp -m icmp ! --icmp-type any -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT # matches nothing
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type 255/3 -j X
    save: -p icmp -m icmp --icmp-type any -j X
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type TTL-exceeded -j ACCEPT
    save: -p icmp -m icmp --icmp-type 11 -j ACCEPT
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type 11 @th,40,24 >= 0x0 counter accept
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp ! --icmp-type 5/1 -j MARK --set-mark 1
    save: -p icmp -m icmp ! --icmp-type 5/1 -j MARK --set-xmark 0x1/0xffffffff
    nft: filter/INPUT meta l4proto icmp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto icmp icmp type != 5 @th,40,24 >= 0x0 counter meta mark set 0x1
    nft: filter/INPUT meta l4proto icmp icmp type 5 icmp code != 1 @th,40,24 >= 0x0 counter meta mark set 0x1
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p icmp -m icmp --icmp-type echo-re -j X
    error bad-argument: --icmp-type: 'echo-re' may be echo-reply or echo-request
-p icmp -m icmp --icmp-type 256 -j X
    error bad-argument: --icmp-type: '256' is neither a type by name nor type[/code]
-p icmp -m icmp --icmp-type 3/300 -j X
    error bad-argument: --icmp-type: '3/300' is neither a type by name nor type[/code]
-p icmp -m icmp --icmp-type 3:4 -j X
    error bad-argument: --icmp-type: '3:4' is neither a type by name nor type[/code]
-p icmp -m icmp -j X
    error missing-option: -m icmp needs --icmp-type
-m icmp --icmp-type 8 -j X
    error needs-protocol: -m icmp needs -p icmp
    hint: the kernel refuses the rule without it
! -p icmp -m icmp --icmp-type 8 -j X
    error needs-protocol: -m icmp needs -p icmp
    hint: the kernel refuses the rule without it
%ip nat PREROUTING
-p icmp -m icmp --icmp-type any -j X
    save: -p icmp -m icmp --icmp-type any -j X
    nft: nat/PREROUTING meta l4proto icmp counter jump nat/X
%ip6 filter INPUT
-m icmp --icmp-type 8 -j X
    error wrong-family: -m icmp exists for IPv4 only
