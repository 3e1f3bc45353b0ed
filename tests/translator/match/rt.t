%ip6 filter INPUT
-m rt -j X
    save: -m rt -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT exthdr rt exists counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 -j DROP
    save: -m rt --rt-type 0 -j DROP
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type 0 counter drop
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt ! --rt-type 0 -j X
    save: -m rt ! --rt-type 0 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type != 0 counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 --rt-segsleft 1:3 --rt-len 24 -j X
    save: -m rt --rt-type 0 --rt-segsleft 1:3 --rt-len 24 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type 0 rt seg-left 1-3 rt hdrlength 2 counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt ! --rt-segsleft 1 ! --rt-len 24 -j X
    save: -m rt ! --rt-segsleft 1 ! --rt-len 24 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt seg-left != 1 rt hdrlength != 2 counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 300 -j X
    save: -m rt --rt-type 300 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-segsleft 0:4294967295 -j X
    save: -m rt -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT exthdr rt exists counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-segsleft 300:400 -j X
    save: -m rt --rt-segsleft 300:400 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-len 25 -j X
    save: -m rt --rt-len 25 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 --rt-0-res -j X
    save: -m rt --rt-type 0 --rt-0-res -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type 0 [exthdr 43 at 4 length 4] 0x0 counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 --rt-0-addrs fe80::1,::2 -j X
    save: -m rt --rt-type 0 --rt-0-addrs fe80::1,::2 -j X
    nft: filter/INPUT exthdr rt exists jump filter/..short-43-4
    nft: filter/INPUT jump filter/..short-43-4.1
    nft: filter/INPUT rt type 0 rt hdrlength 4-5 [exthdr 43 at 8 length 16] 0xfe800000000000000000000000000001 [exthdr 43 at 24 length 16] 0x2 counter jump filter/X
    nft: filter/..short-43-4 rt seg-left >= 0 return
    nft: filter/..short-43-4 drop
    nft: filter/..short-43-4.1 rt seg-left >= 0 return
    nft: filter/..short-43-4.1 meta l4proto >= 0 return
    nft: filter/..short-43-4.1 frag frag-off != 0 return
    nft: filter/..short-43-4.1 drop
-m rt --rt-type 0 --rt-0-addrs fe80::1,::2 --rt-0-not-strict -j X
    error no-native-form: -m rt --rt-0-not-strict: nf_tables cannot look for addresses anywhere in a routing header
    hint: list the whole route and leave the option out; or let it through nft_compat with --allow-xt
-m rt --rt-type 0 --rt-0-not-strict -j X
    error missing-option: --rt-0-not-strict needs --rt-0-addrs
-m rt --rt-0-res -j X
    error missing-option: --rt-0-res needs '--rt-type 0' before it
    hint: iptables refuses it too
-m rt --rt-0-res --rt-type 0 -j X
    error missing-option: --rt-0-res needs '--rt-type 0' before it
    hint: iptables refuses it too
-m rt ! --rt-type 0 --rt-0-addrs ::1 -j X
    error missing-option: --rt-0-addrs needs '--rt-type 0' before it
    hint: iptables refuses it too
-m rt --rt-type 0 --rt-0-addrs 10.0.0.1 -j X
    error bad-argument: --rt-0-addrs: '10.0.0.1' is not an IPv6 address
-m rt --rt-type x -j X
    error bad-argument: --rt-type: 'x' is not a number from 0 to 4294967295
-m rt --rt-segsleft x -j X
    error bad-argument: --rt-segsleft: 'x' is not a number or a range low:high up to 4294967295
-m rt --rt-len x -j X
    error bad-argument: --rt-len: 'x' is not a number from 0 to 4294967295
%options allow-xt
-m rt --rt-type 0 ! --rt-segsleft 1:2 ! --rt-len 40 --rt-0-res --rt-0-addrs fe80::1,::2 --rt-0-not-strict -j X
    warning uses-xtables: -m rt: nf_tables cannot look for addresses anywhere in a routing header; the rule goes through nft_compat
    save: -m rt --rt-type 0 ! --rt-segsleft 1:2 ! --rt-len 40 --rt-0-res --rt-0-addrs fe80::1,::2 --rt-0-not-strict -j X
    nft: filter/INPUT [xt match rt revision 0 000000000100000002000000280000003f060000fe80000000000000000000000000000100000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002000000] counter jump filter/X
