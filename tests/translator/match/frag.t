%ip6 raw PREROUTING
-m frag -j X
    save: -m frag -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING exthdr frag exists counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag --fragid 7 -j X
    save: -m frag --fragid 7 -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING frag id 7 counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag ! --fragid 1:0x10 --fragres --fragfirst --fragmore -j X
    save: -m frag ! --fragid 1:16 --fragres --fragfirst --fragmore -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING frag id != 1-16 frag reserved 0 frag reserved2 == 0 frag frag-off == 0 frag more-fragments == 1 counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag --fraglen 9 --fraglast -j X
    save: -m frag --fraglen 9 --fraglast -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING frag more-fragments == 0 counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag ! --fraglen 9 -j X
    save: -m frag ! --fraglen 9 -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING exthdr frag exists counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag --fragid 0: -j X
    save: -m frag -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING exthdr frag exists counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag --fragfirst -j X
    save: -m frag --fragfirst -j X
    nft: raw/PREROUTING exthdr frag exists jump raw/..short-44-8
    nft: raw/PREROUTING jump raw/..short-44-8.1
    nft: raw/PREROUTING frag frag-off == 0 counter jump raw/X
    nft: raw/..short-44-8 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8 drop
    nft: raw/..short-44-8.1 [exthdr 44 at 7 length 1] >= 0x0 return
    nft: raw/..short-44-8.1 meta l4proto >= 0 return
    nft: raw/..short-44-8.1 frag frag-off != 0 return
    nft: raw/..short-44-8.1 drop
-m frag --fragmore --fraglast -j X
    error conflicting-options: --fragmore and --fraglast exclude each other
-m frag ! --fragres -j X
    error not-negatable: --fragres cannot be negated
-m frag ! --fragfirst -j X
    error not-negatable: --fragfirst cannot be negated
-m frag ! --fragmore -j X
    error not-negatable: --fragmore cannot be negated
-m frag ! --fraglast -j X
    error not-negatable: --fraglast cannot be negated
-m frag --fragid x -j X
    error bad-argument: --fragid: 'x' is not a number or a range low:high up to 4294967295
-m frag --fraglen x -j X
    error bad-argument: --fraglen: 'x' is not a number from 0 to 4294967295
%ip raw PREROUTING
-m frag -j X
    error wrong-family: -m frag exists for IPv6 only
