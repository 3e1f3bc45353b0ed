%ip6 filter INPUT
-m hbh -j X
    save: -m hbh -j X
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT exthdr hbh exists counter jump filter/X
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh --hbh-len 8 -j X
    save: -m hbh --hbh-len 8 -j X
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT hbh hdrlength 0 counter jump filter/X
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh ! --hbh-len 8 -j X
    save: -m hbh ! --hbh-len 8 -j X
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT hbh hdrlength != 0 counter jump filter/X
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh --hbh-len 7 -j X
    save: -m hbh --hbh-len 7 -j X
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh --hbh-len 4096 -j X
    save: -m hbh --hbh-len 4096 -j X
    nft: filter/INPUT exthdr hbh exists jump filter/..short-0-2
    nft: filter/INPUT jump filter/..short-0-2.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-0-2 hbh hdrlength >= 0 return
    nft: filter/..short-0-2 drop
    nft: filter/..short-0-2.1 hbh hdrlength >= 0 return
    nft: filter/..short-0-2.1 meta l4proto >= 0 return
    nft: filter/..short-0-2.1 frag frag-off != 0 return
    nft: filter/..short-0-2.1 drop
-m hbh --hbh-opts 5:2 -j X
    error no-native-form: -m hbh --hbh-opts: nf_tables cannot walk through the options of an IPv6 header
    hint: test for the header alone; or let it through nft_compat with --allow-xt
-m hbh --hbh-opts 0:4 -j X
    error bad-argument: --hbh-opts: option 0 is a single byte and has no length
-m hbh --hbh-opts 1,x -j X
    error bad-argument: --hbh-opts: 'x' is not the type of an option, or type:length
-m hbh ! --hbh-opts 5 -j X
    error not-negatable: --hbh-opts cannot be negated
-m hbh --hbh-len x -j X
    error bad-argument: --hbh-len: 'x' is not a number from 0 to 4294967295
%options allow-xt
-m hbh --hbh-opts 1:4,5,0x6:2 -j X
    warning uses-xtables: -m hbh: nf_tables cannot walk through the options of an IPv6 header; the rule goes through nft_compat
    save: -m hbh --hbh-opts 1:4,5,6:2 -j X
    nft: filter/INPUT [xt match hbh revision 0 0000000002000401ff05020600000000000000000000000000000000000000000000000000000300] counter jump filter/X
-m hbh ! --hbh-len 16 --hbh-opts 1:255 -j X
    warning uses-xtables: -m hbh: nf_tables cannot walk through the options of an IPv6 header; the rule goes through nft_compat
    save: -m hbh ! --hbh-len 16 --hbh-opts 1 -j X
    nft: filter/INPUT [xt match hbh revision 0 100000000301ff010000000000000000000000000000000000000000000000000000000000000100] counter jump filter/X
