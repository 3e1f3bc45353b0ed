%ip filter INPUT
-m mark --mark 0x1 -j X
    save: -m mark --mark 0x1 -j X
    nft: filter/INPUT meta mark 0x1 counter jump filter/X
-m mark ! --mark 0x00000200/0x00000f00 -j X
    save: -m mark ! --mark 0x200/0xf00 -j X
    nft: filter/INPUT meta mark & 0xf00 != 0x200 counter jump filter/X
-m mark --mark 0x0/0x0 -j X
    save: -m mark --mark 0x0/0x0 -j X
    nft: filter/INPUT counter jump filter/X
-m mark --mark 0x10/0x0f -j X
    save: -m mark --mark 0x10/0xf -j X
    nft: filter/INPUT # matches nothing
-m mark -j X
    error missing-option: -m mark needs --mark
-m mark --mark zz -j X
    error bad-argument: --mark: 'zz' is not a mark, value or value/mask
-m mark --mark 1 --mark 2 -j X
    error repeated-option: --mark is given twice
