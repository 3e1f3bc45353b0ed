%ip filter INPUT
-p ah -m ah --ahspi 500 -j X
    save: -p ah -m ah --ahspi 500 -j X
    nft: filter/INPUT meta l4proto ah ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto ah ah spi 500 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p ah -m ah ! --ahspi 16:20 -j X
    save: -p ah -m ah ! --ahspi 16:20 -j X
    nft: filter/INPUT meta l4proto ah ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto ah ah spi != 16-20 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p ah -m ah -j X
    save: -p ah -m ah -j X
    nft: filter/INPUT meta l4proto ah ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto ah @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-m ah --ahspi 1 -j X
    error needs-protocol: -m ah needs -p ah
    hint: the kernel refuses the rule without it
-p ah -m ah --ahlen 12 -j X
    error wrong-family: the option exists for IPv6 only
%ip6 filter INPUT
-m ah --ahspi 500 -j X
    save: -m ah --ahspi 500 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 4 length 4] 0x1f4 counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah ! --ahspi 500:600 -j X
    save: -m ah ! --ahspi 500:600 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 4 length 4] != 0x1f4-0x258 counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah -j X
    save: -m ah -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah --ahlen 24 -j X
    save: -m ah --ahlen 24 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 1 length 1] 0x4 counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah ! --ahlen 24 -j X
    save: -m ah ! --ahlen 24 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 1 length 1] != 0x4 counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah --ahlen 0 -j X
    save: -m ah -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah ! --ahlen 0 -j X
    save: -m ah ! --ahlen 0 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah --ahlen 13 -j X
    save: -m ah --ahlen 13 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT # matches nothing
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah ! --ahlen 13 -j X
    save: -m ah ! --ahlen 13 -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah --ahspi 7 --ahlen 24 --ahres -j X
    save: -m ah --ahspi 7 --ahlen 24 --ahres -j X
    nft: filter/INPUT [exthdr 51 at 0 length 1] exists jump filter/..short-51-12
    nft: filter/INPUT jump filter/..short-51-12.1
    nft: filter/INPUT [exthdr 51 at 4 length 4] 0x7 [exthdr 51 at 1 length 1] 0x4 [exthdr 51 at 2 length 2] 0x0 counter jump filter/X
    nft: filter/..short-51-12 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12 drop
    nft: filter/..short-51-12.1 [exthdr 51 at 11 length 1] >= 0x0 return
    nft: filter/..short-51-12.1 meta l4proto >= 0 return
    nft: filter/..short-51-12.1 frag frag-off != 0 return
    nft: filter/..short-51-12.1 drop
-m ah ! --ahres -j X
    error not-negatable: --ahres cannot be negated
-m ah --ahlen x -j X
    error bad-argument: --ahlen: 'x' is not a number from 0 to 4294967295
