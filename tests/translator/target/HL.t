%ip6 mangle PREROUTING
-j HL --hl-set 64
    save: -j HL --hl-set 64
    nft: mangle/PREROUTING counter ip6 hoplimit set 64
-j HL --hl-inc 0
    error bad-argument: --hl-inc: '0' is not a number from 1 to 255
-j HL --hl-inc 1
    save: -j HL --hl-inc 1
    nft: mangle/PREROUTING counter jump mangle/PREROUTING..33a5a33e
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit >= 254 ip6 hoplimit set 255 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 1 == 0 ip6 hoplimit set ip6 hoplimit ^ 1 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 3 == 1 ip6 hoplimit set ip6 hoplimit ^ 3 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 7 == 3 ip6 hoplimit set ip6 hoplimit ^ 7 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 15 == 7 ip6 hoplimit set ip6 hoplimit ^ 15 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 31 == 15 ip6 hoplimit set ip6 hoplimit ^ 31 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 63 == 31 ip6 hoplimit set ip6 hoplimit ^ 63 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 127 == 63 ip6 hoplimit set ip6 hoplimit ^ 127 return
    nft: mangle/PREROUTING..33a5a33e ip6 hoplimit & 255 == 127 ip6 hoplimit set ip6 hoplimit ^ 255 return
-j HL --hl-dec 3
    save: -j HL --hl-dec 3
    nft: mangle/PREROUTING counter jump mangle/PREROUTING..722ce2c8
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit <= 3 ip6 hoplimit set 0 return
    nft: mangle/PREROUTING..722ce2c8 jump mangle/PREROUTING..722ce2c8.1
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 2 == 2 ip6 hoplimit set ip6 hoplimit ^ 2 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 6 == 4 ip6 hoplimit set ip6 hoplimit ^ 6 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 14 == 8 ip6 hoplimit set ip6 hoplimit ^ 14 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 30 == 16 ip6 hoplimit set ip6 hoplimit ^ 30 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 62 == 32 ip6 hoplimit set ip6 hoplimit ^ 62 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 126 == 64 ip6 hoplimit set ip6 hoplimit ^ 126 return
    nft: mangle/PREROUTING..722ce2c8 ip6 hoplimit & 254 == 128 ip6 hoplimit set ip6 hoplimit ^ 254 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 1 == 1 ip6 hoplimit set ip6 hoplimit ^ 1 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 3 == 2 ip6 hoplimit set ip6 hoplimit ^ 3 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 7 == 4 ip6 hoplimit set ip6 hoplimit ^ 7 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 15 == 8 ip6 hoplimit set ip6 hoplimit ^ 15 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 31 == 16 ip6 hoplimit set ip6 hoplimit ^ 31 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 63 == 32 ip6 hoplimit set ip6 hoplimit ^ 63 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 127 == 64 ip6 hoplimit set ip6 hoplimit ^ 127 return
    nft: mangle/PREROUTING..722ce2c8.1 ip6 hoplimit & 255 == 128 ip6 hoplimit set ip6 hoplimit ^ 255 return
-j HL
    error missing-option: -j HL needs one of --hl-set, --hl-inc, --hl-dec
-j HL --hl-set 256
    error bad-argument: --hl-set: '256' is not a number from 0 to 255
%ip6 filter INPUT
-j HL --hl-set 3
    error wrong-table: -j HL cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip mangle PREROUTING
-j HL --hl-set 3
    error unknown-option: unknown option --hl-set
    hint: options of a match follow its -m
%ip6 mangle PREROUTING
-j HL --hl-dec 0
    error bad-argument: --hl-dec: '0' is not a number from 1 to 255
-i eth0 -j HL --hl-dec 6
    save: -i eth0 -j HL --hl-dec 6
    nft: mangle/PREROUTING meta iifname "eth0" counter jump mangle/PREROUTING..ea810c86
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit <= 6 ip6 hoplimit set 0 return
    nft: mangle/PREROUTING..ea810c86 jump mangle/PREROUTING..ea810c86.1
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 4 == 4 ip6 hoplimit set ip6 hoplimit ^ 4 return
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 12 == 8 ip6 hoplimit set ip6 hoplimit ^ 12 return
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 28 == 16 ip6 hoplimit set ip6 hoplimit ^ 28 return
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 60 == 32 ip6 hoplimit set ip6 hoplimit ^ 60 return
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 124 == 64 ip6 hoplimit set ip6 hoplimit ^ 124 return
    nft: mangle/PREROUTING..ea810c86 ip6 hoplimit & 252 == 128 ip6 hoplimit set ip6 hoplimit ^ 252 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 2 == 2 ip6 hoplimit set ip6 hoplimit ^ 2 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 6 == 4 ip6 hoplimit set ip6 hoplimit ^ 6 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 14 == 8 ip6 hoplimit set ip6 hoplimit ^ 14 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 30 == 16 ip6 hoplimit set ip6 hoplimit ^ 30 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 62 == 32 ip6 hoplimit set ip6 hoplimit ^ 62 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 126 == 64 ip6 hoplimit set ip6 hoplimit ^ 126 return
    nft: mangle/PREROUTING..ea810c86.1 ip6 hoplimit & 254 == 128 ip6 hoplimit set ip6 hoplimit ^ 254 return
