%ip filter INPUT
-m comment --comment abc -j X
    save: -m comment --comment abc -j X
    nft: filter/INPUT counter jump filter/X comment "abc"
-m comment --comment "two words, \"quoted\"" -j X
    save: -m comment --comment "two words, \"quoted\"" -j X
    nft: filter/INPUT counter jump filter/X  # two words, "quoted"
-p tcp -m comment --comment "a'b" -m tcp --dport 80 -j X
    save: -p tcp -m comment --comment "a\'b" -m tcp --dport 80 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter jump filter/X comment "a'b"
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -j X
    save: -m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -j X
    nft: filter/INPUT counter jump filter/X  # aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -j X
    error bad-argument: --comment: is longer than 255 bytes
-m comment ! --comment abc -j X
    error not-negatable: --comment cannot be negated
-m comment --comment a --comment b -j X
    error repeated-option: --comment is given twice
-m comment -j X
    error missing-option: -m comment needs --comment
