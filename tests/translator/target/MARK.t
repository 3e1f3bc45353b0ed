%ip filter INPUT
-j MARK --set-mark 5
    save: -j MARK --set-xmark 0x5/0xffffffff
    nft: filter/INPUT counter meta mark set 0x5
-j MARK --set-mark 5/6
    save: -j MARK --set-xmark 0x5/0x7
    nft: filter/INPUT counter meta mark set meta mark & 0xfffffff8 ^ 0x5
-j MARK --set-xmark 5/6
    save: -j MARK --set-xmark 0x5/0x6
    nft: filter/INPUT counter meta mark set meta mark & 0xfffffff9 ^ 0x5
-j MARK --and-mark 5
    save: -j MARK --set-xmark 0x0/0xfffffffa
    nft: filter/INPUT counter meta mark set meta mark & 0x5
-j MARK --or-mark 5
    save: -j MARK --set-xmark 0x5/0x5
    nft: filter/INPUT counter meta mark set meta mark | 0x5
-j MARK --xor-mark 5
    save: -j MARK --set-xmark 0x5/0x0
    nft: filter/INPUT counter meta mark set meta mark ^ 0x5
-j MARK --or-mark 5/6
    error bad-argument: --or-mark: '5/6' is not a 32-bit number
-j MARK --set-mark 5 --or-mark 6
    error repeated-option: --set-xmark is given twice
-j MARK
    error missing-option: -j MARK needs --set-xmark
