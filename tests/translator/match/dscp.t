%ip filter INPUT
-m dscp --dscp 46 -j X
    save: -m dscp --dscp 0x2e -j X
    nft: filter/INPUT @nh,8,8 & 0xfc == 0xb8 counter jump filter/X
-m dscp ! --dscp 0x2e -j X
    save: -m dscp ! --dscp 0x2e -j X
    nft: filter/INPUT @nh,8,8 & 0xfc != 0xb8 counter jump filter/X
-m dscp --dscp-class ef -j X
    save: -m dscp --dscp 0x2e -j X
    nft: filter/INPUT @nh,8,8 & 0xfc == 0xb8 counter jump filter/X
-m dscp ! --dscp-class AF41 -j X
    save: -m dscp ! --dscp 0x22 -j X
    nft: filter/INPUT @nh,8,8 & 0xfc != 0x88 counter jump filter/X
-m dscp --dscp-class AF11zz -j X
    save: -m dscp --dscp 0x0a -j X
    nft: filter/INPUT @nh,8,8 & 0xfc == 0x28 counter jump filter/X
-m dscp --dscp-class AF -j X
    error bad-argument: --dscp-class: 'AF' is not a DiffServ class
    hint: the classes are BE, EF, CS0 to CS7 and AF11 to AF43
-m dscp --dscp 64 -j X
    error bad-argument: --dscp: '64' is not a number from 0 to 63
-m dscp --dscp 1 --dscp-class CS1 -j X
    error repeated-option: --dscp is given twice
-m dscp -j X
    error missing-option: -m dscp needs --dscp
%ip6 filter INPUT
-m dscp --dscp-class CS7 -j X
    save: -m dscp --dscp 0x38 -j X
    nft: filter/INPUT @nh,0,16 & 0xfc0 == 0xe00 counter jump filter/X
-m dscp ! --dscp 0 -j X
    save: -m dscp ! --dscp 0x00 -j X
    nft: filter/INPUT @nh,0,16 & 0xfc0 != 0x0 counter jump filter/X
