%ip filter INPUT
-p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    save: -p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport 18 @th,8,24 >= 0x0 counter drop
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp ! --ipcompspi 18 -j ACCEPT
    save: -p ipcomp -m ipcomp ! --ipcompspi 18 -j ACCEPT
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport != 18 @th,8,24 >= 0x0 counter accept
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp --ipcompspi 1:0xffff --compres -j X
    save: -p ipcomp -m ipcomp --ipcompspi 1:65535 --compres -j X
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport >= 1 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp -j X
    save: -p ipcomp -m ipcomp --ipcompspi 0 -j X
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport 0 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp --ipcompspi 0: -j X
    save: -p ipcomp -m ipcomp --ipcompspi 0:4294967295 -j X
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp --ipcompspi 65536:70000 -j X
    save: -p ipcomp -m ipcomp --ipcompspi 65536:70000 -j X
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT # matches nothing
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp ! --ipcompspi 65536 -j X
    save: -p ipcomp -m ipcomp ! --ipcompspi 65536 -j X
    nft: filter/INPUT meta l4proto 108 ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p ipcomp -m ipcomp --ipcompspi x -j X
    error bad-argument: --ipcompspi: 'x' is not a number or a range low:high up to 4294967295
-p ipcomp -m ipcomp ! --compres -j X
    error not-negatable: --compres cannot be negated
-m ipcomp --ipcompspi 18 -j X
    error needs-protocol: -m ipcomp needs -p ipcomp
    hint: the kernel refuses the rule without it
%ip6 filter INPUT
-p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    save: -p ipcomp -m ipcomp --ipcompspi 18 -j DROP
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 108 jump filter/..short-4
    nft: filter/INPUT meta l4proto 108 th dport 18 @th,8,24 >= 0x0 counter drop
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-4 frag frag-off != 0 return
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
