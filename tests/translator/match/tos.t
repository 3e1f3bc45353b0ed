%ip filter INPUT
-m tos --tos 0x10 -j X
    save: -m tos --tos 0x10/0xff -j X
    nft: filter/INPUT @nh,8,8 0x10 counter jump filter/X
-m tos ! --tos 0x10/0x1c -j X
    save: -m tos ! --tos 0x10/0x1c -j X
    nft: filter/INPUT @nh,8,8 & 0x1c != 0x10 counter jump filter/X
-m tos --tos minimize-delay -j X
    save: -m tos --tos 0x10/0x3f -j X
    nft: filter/INPUT @nh,8,8 & 0x3f == 0x10 counter jump filter/X
-m tos ! --tos Normal-Service -j X
    save: -m tos ! --tos 0x00/0x3f -j X
    nft: filter/INPUT @nh,8,8 & 0x3f != 0x0 counter jump filter/X
-m tos --tos 0xff/0x03 -j X
    save: -m tos --tos 0xff/0x03 -j X
    nft: filter/INPUT # matches nothing
-m tos --tos 0/0 -j X
    save: -m tos --tos 0x00/0x00 -j X
    nft: filter/INPUT counter jump filter/X
-m tos --tos 256 -j X
    error bad-argument: --tos: '256' is neither a TOS value nor the name of one
-m tos --tos fast -j X
    error bad-argument: --tos: 'fast' is neither a TOS value nor the name of one
-m tos -j X
    error missing-option: -m tos needs --tos
%ip6 filter INPUT
-m tos --tos 0x10/0x3f -j X
    save: -m tos --tos 0x10/0x3f -j X
    nft: filter/INPUT @nh,0,16 & 0x3f0 == 0x100 counter jump filter/X
-m tos ! --tos 0xe0 -j X
    save: -m tos ! --tos 0xe0/0xff -j X
    nft: filter/INPUT @nh,0,16 & 0xff0 != 0xe00 counter jump filter/X
