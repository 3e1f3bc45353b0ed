%ip filter INPUT
-p esp -m esp --espspi 500 -j X
    save: -p esp -m esp --espspi 500 -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi 500 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp ! --espspi 500:0x300 -j X
    save: -p esp -m esp ! --espspi 500:768 -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi != 500-768 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp --espspi :3 -j X
    save: -p esp -m esp --espspi 0:3 -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi <= 3 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp --espspi 5:3 -j X
    warning never-matches: --espspi: '5:3' ends before it begins: nothing is in it
    save: -p esp -m esp --espspi 5:3 -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT # matches nothing
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp ! --espspi 5:3 -j X
    warning never-matches: --espspi: '5:3' ends before it begins: nothing is in it
    save: -p esp -m esp ! --espspi 5:3 -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp -j X
    save: -p esp -m esp -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp --espspi 0: -j X
    save: -p esp -m esp -j X
    nft: filter/INPUT meta l4proto esp ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto esp @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
-p esp -m esp --espspi 4294967296 -j X
    error bad-argument: --espspi: '4294967296' is not a number or a range low:high up to 4294967295
-m esp --espspi 1 -j X
    error needs-protocol: -m esp needs -p esp
    hint: the kernel refuses the rule without it
%ip6 filter INPUT
-p esp -m esp --espspi 500:600 -j X
    save: -p esp -m esp --espspi 500:600 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto esp jump filter/..short-8
    nft: filter/INPUT meta l4proto esp esp spi 500-600 @th,40,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-8 frag frag-off != 0 return
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
