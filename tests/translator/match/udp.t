%ip filter INPUT
-p udp -m udp --dport 53 -j X
    save: -p udp -m udp --dport 53 -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp dport 53 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp --sport domain -j X
    save: -p udp -m udp --sport 53 -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp sport 53 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp --source-port 5: ! --destination-port :90 -j X
    save: -p udp -m udp --sport 5:65535 ! --dport 0:90 -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp sport >= 5 udp dport > 90 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp -m udp -j X
    save: -p udp -m udp -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp -m udp ! --sport 5:6 -j X
    save: -p udp -m udp ! --sport 5:6 -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp sport != 5-6 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p udp -m udp --dport 5:3 -j X
    error bad-argument: --dport: '5:3' ends before it begins
-p udp -m udp --sport x -j X
    error bad-argument: --sport: 'x' is neither a port number nor a known service name
    hint: write the number
-p tcp -m udp --dport 53 -j X
    error needs-protocol: -m udp needs -p udp
    hint: the kernel refuses the rule without it
-m udp --dport 53 -j X
    error needs-protocol: -m udp needs -p udp
    hint: the kernel refuses the rule without it
%ip6 filter INPUT
-p udp -m udp --dport 53 -j X
    save: -p udp -m udp --dport 53 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto udp jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp dport 53 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip nat PREROUTING
-p udp -m udp -j X
    save: -p udp -m udp -j X
    nft: nat/PREROUTING meta l4proto udp counter jump nat/X
