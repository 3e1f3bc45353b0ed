%ip6 filter INPUT
-m dst -j X
    save: -m dst -j X
    nft: filter/INPUT exthdr dst exists jump filter/..short-60-2
    nft: filter/INPUT jump filter/..short-60-2.1
    nft: filter/INPUT exthdr dst exists counter jump filter/X
    nft: filter/..short-60-2 dst hdrlength >= 0 return
    nft: filter/..short-60-2 drop
    nft: filter/..short-60-2.1 dst hdrlength >= 0 return
    nft: filter/..short-60-2.1 meta l4proto >= 0 return
    nft: filter/..short-60-2.1 frag frag-off != 0 return
    nft: filter/..short-60-2.1 drop
-m dst --dst-len 8 -j X
    save: -m dst --dst-len 8 -j X
    nft: filter/INPUT exthdr dst exists jump filter/..short-60-2
    nft: filter/INPUT jump filter/..short-60-2.1
    nft: filter/INPUT dst hdrlength 0 counter jump filter/X
    nft: filter/..short-60-2 dst hdrlength >= 0 return
    nft: filter/..short-60-2 drop
    nft: filter/..short-60-2.1 dst hdrlength >= 0 return
    nft: filter/..short-60-2.1 meta l4proto >= 0 return
    nft: filter/..short-60-2.1 frag frag-off != 0 return
    nft: filter/..short-60-2.1 drop
-m dst ! --dst-len 8 -j X
    save: -m dst ! --dst-len 8 -j X
    nft: filter/INPUT exthdr dst exists jump filter/..short-60-2
    nft: filter/INPUT jump filter/..short-60-2.1
    nft: filter/INPUT dst hdrlength != 0 counter jump filter/X
    nft: filter/..short-60-2 dst hdrlength >= 0 return
    nft: filter/..short-60-2 drop
    nft: filter/..short-60-2.1 dst hdrlength >= 0 return
    nft: filter/..short-60-2.1 meta l4proto >= 0 return
    nft: filter/..short-60-2.1 frag frag-off != 0 return
    nft: filter/..short-60-2.1 drop
-m dst --dst-len 7 -j X
    save: -m dst --dst-len 7 -j X
    nft: filter/INPUT exthdr dst exists jump filter/..short-60-2
    nft: filter/INPUT jump filter/..short-60-2.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-60-2 dst hdrlength >= 0 return
    nft: filter/..short-60-2 drop
    nft: filter/..short-60-2.1 dst hdrlength >= 0 return
    nft: filter/..short-60-2.1 meta l4proto >= 0 return
    nft: filter/..short-60-2.1 frag frag-off != 0 return
    nft: filter/..short-60-2.1 drop
-m dst --dst-len 4096 -j X
    save: -m dst --dst-len 4096 -j X
    nft: filter/INPUT exthdr dst exists jump filter/..short-60-2
    nft: filter/INPUT jump filter/..short-60-2.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-60-2 dst hdrlength >= 0 return
    nft: filter/..short-60-2 drop
    nft: filter/..short-60-2.1 dst hdrlength >= 0 return
    nft: filter/..short-60-2.1 meta l4proto >= 0 return
    nft: filter/..short-60-2.1 frag frag-off != 0 return
    nft: filter/..short-60-2.1 drop
-m dst --dst-opts 5:2 -j X
    error no-native-form: -m dst --dst-opts: nf_tables cannot walk through the options of an IPv6 header
    hint: test for the header alone; or let it through nft_compat with --allow-xt
-m dst --dst-opts 0:4 -j X
    error bad-argument: --dst-opts: option 0 is a single byte and has no length
-m dst --dst-opts 1,x -j X
    error bad-argument: --dst-opts: 'x' is not the type of an option, or type:length
-m dst ! --dst-opts 5 -j X
    error not-negatable: --dst-opts cannot be negated
-m dst --dst-len x -j X
    error bad-argument: --dst-len: 'x' is not a number from 0 to 4294967295
%options allow-xt
-m dst --dst-opts 1:4,5,0x6:2 -j X
    warning uses-xtables: -m dst: nf_tables cannot walk through the options of an IPv6 header; the rule goes through nft_compat
    save: -m dst --dst-opts 1:4,5,6:2 -j X
    nft: filter/INPUT [xt match dst revision 0 0000000002000401ff05020600000000000000000000000000000000000000000000000000000300] counter jump filter/X
-m dst ! --dst-len 16 --dst-opts 1:255 -j X
    warning uses-xtables: -m dst: nf_tables cannot walk through the options of an IPv6 header; the rule goes through nft_compat
    save: -m dst ! --dst-len 16 --dst-opts 1 -j X
    nft: filter/INPUT [xt match dst revision 0 100000000301ff010000000000000000000000000000000000000000000000000000000000000100] counter jump filter/X
