%ip mangle PREROUTING
-j TTL --ttl-set 64
    save: -j TTL --ttl-set 64
    nft: mangle/PREROUTING counter ip ttl set 64
-j TTL --ttl-set 0
    save: -j TTL --ttl-set 0
    nft: mangle/PREROUTING counter ip ttl set 0
-j TTL --ttl-inc 0
    error bad-argument: --ttl-inc: '0' is not a number from 1 to 255
-j TTL --ttl-inc 1
    save: -j TTL --ttl-inc 1
    nft: mangle/PREROUTING counter jump mangle/PREROUTING..0539240a
    nft: mangle/PREROUTING..0539240a ip ttl >= 254 ip ttl set 255 return
    nft: mangle/PREROUTING..0539240a ip ttl & 1 == 0 [@nh,64,16 set @nh,64,16 ^ 0x100 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 3 == 1 [@nh,64,16 set @nh,64,16 ^ 0x300 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 7 == 3 [@nh,64,16 set @nh,64,16 ^ 0x700 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 15 == 7 [@nh,64,16 set @nh,64,16 ^ 0xf00 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 31 == 15 [@nh,64,16 set @nh,64,16 ^ 0x1f00 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 63 == 31 [@nh,64,16 set @nh,64,16 ^ 0x3f00 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 127 == 63 [@nh,64,16 set @nh,64,16 ^ 0x7f00 and fix the checksum] return
    nft: mangle/PREROUTING..0539240a ip ttl & 255 == 127 [@nh,64,16 set @nh,64,16 ^ 0xff00 and fix the checksum] return
-j TTL --ttl-dec 0
    error bad-argument: --ttl-dec: '0' is not a number from 1 to 255
-j TTL --ttl-dec 255
    save: -j TTL --ttl-dec 255
    nft: mangle/PREROUTING counter ip ttl set 0
-j TTL
    error missing-option: -j TTL needs one of --ttl-set, --ttl-inc, --ttl-dec
-j TTL --ttl-dec 1 --ttl-inc 1
    error conflicting-options: --ttl-inc and --ttl-dec exclude each other
%ip filter INPUT
-j TTL --ttl-set 3
    error wrong-table: -j TTL cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip mangle PREROUTING
-i eth0 -j TTL --ttl-dec 1
    save: -i eth0 -j TTL --ttl-dec 1
    nft: mangle/PREROUTING meta iifname "eth0" counter jump mangle/PREROUTING..452cd12b
    nft: mangle/PREROUTING..452cd12b ip ttl <= 1 ip ttl set 0 return
    nft: mangle/PREROUTING..452cd12b ip ttl & 1 == 1 [@nh,64,16 set @nh,64,16 ^ 0x100 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 3 == 2 [@nh,64,16 set @nh,64,16 ^ 0x300 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 7 == 4 [@nh,64,16 set @nh,64,16 ^ 0x700 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 15 == 8 [@nh,64,16 set @nh,64,16 ^ 0xf00 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 31 == 16 [@nh,64,16 set @nh,64,16 ^ 0x1f00 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 63 == 32 [@nh,64,16 set @nh,64,16 ^ 0x3f00 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 127 == 64 [@nh,64,16 set @nh,64,16 ^ 0x7f00 and fix the checksum] return
    nft: mangle/PREROUTING..452cd12b ip ttl & 255 == 128 [@nh,64,16 set @nh,64,16 ^ 0xff00 and fix the checksum] return
-i eth0 -j TTL --ttl-inc 5
    save: -i eth0 -j TTL --ttl-inc 5
    nft: mangle/PREROUTING meta iifname "eth0" counter jump mangle/PREROUTING..ddc3d25b
    nft: mangle/PREROUTING..ddc3d25b ip ttl >= 250 ip ttl set 255 return
    nft: mangle/PREROUTING..ddc3d25b jump mangle/PREROUTING..ddc3d25b.1
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 4 == 0 [@nh,64,16 set @nh,64,16 ^ 0x400 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 12 == 4 [@nh,64,16 set @nh,64,16 ^ 0xc00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 28 == 12 [@nh,64,16 set @nh,64,16 ^ 0x1c00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 60 == 28 [@nh,64,16 set @nh,64,16 ^ 0x3c00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 124 == 60 [@nh,64,16 set @nh,64,16 ^ 0x7c00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b ip ttl & 252 == 124 [@nh,64,16 set @nh,64,16 ^ 0xfc00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 1 == 0 [@nh,64,16 set @nh,64,16 ^ 0x100 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 3 == 1 [@nh,64,16 set @nh,64,16 ^ 0x300 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 7 == 3 [@nh,64,16 set @nh,64,16 ^ 0x700 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 15 == 7 [@nh,64,16 set @nh,64,16 ^ 0xf00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 31 == 15 [@nh,64,16 set @nh,64,16 ^ 0x1f00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 63 == 31 [@nh,64,16 set @nh,64,16 ^ 0x3f00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 127 == 63 [@nh,64,16 set @nh,64,16 ^ 0x7f00 and fix the checksum] return
    nft: mangle/PREROUTING..ddc3d25b.1 ip ttl & 255 == 127 [@nh,64,16 set @nh,64,16 ^ 0xff00 and fix the checksum] return
-j TTL --ttl-set 256
    error bad-argument: --ttl-set: '256' is not a number from 0 to 255
-j TTL --ttl-set 1 -m ttl
    error missing-option: -m ttl needs one of --ttl-eq, --ttl-lt, --ttl-gt
%ip6 mangle PREROUTING
-j TTL --ttl-set 3
    error unknown-option: unknown option --ttl-set
    hint: options of a match follow its -m
