%ip mangle PREROUTING
-j CONNMARK
    error missing-option: -j CONNMARK needs one of --set-xmark, --save-mark, --restore-mark
-j CONNMARK --set-mark 5
    save: -j CONNMARK --set-xmark 0x5/0xffffffff
    nft: mangle/PREROUTING counter ct mark set 0x5
-j CONNMARK --set-mark 5/0xff
    save: -j CONNMARK --set-xmark 0x5/0xff
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xffffff00 ^ 0x5
-j CONNMARK --set-mark 0x105/0xff
    save: -j CONNMARK --set-xmark 0x105/0x1ff
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xfffffe00 ^ 0x105
-j CONNMARK --set-xmark 5
    save: -j CONNMARK --set-xmark 0x5/0xffffffff
    nft: mangle/PREROUTING counter ct mark set 0x5
-j CONNMARK --set-xmark 5/0xff
    save: -j CONNMARK --set-xmark 0x5/0xff
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xffffff00 ^ 0x5
-j CONNMARK --and-mark 5
    save: -j CONNMARK --set-xmark 0x0/0xfffffffa
    nft: mangle/PREROUTING counter ct mark set ct mark & 0x5
-j CONNMARK --or-mark 5
    save: -j CONNMARK --set-xmark 0x5/0x5
    nft: mangle/PREROUTING counter ct mark set ct mark | 0x5
-j CONNMARK --xor-mark 5
    save: -j CONNMARK --set-xmark 0x5/0x0
    nft: mangle/PREROUTING counter ct mark set ct mark ^ 0x5
-j CONNMARK --save-mark
    save: -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter ct mark set meta mark
-j CONNMARK --save-mark --mask 0xff
    save: -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING meta mark & 0x1 == 0x1 ct mark set ct mark | 0x1
    nft: mangle/PREROUTING meta mark & 0x1 == 0x0 ct mark set ct mark & 0xfffffffe
    nft: mangle/PREROUTING meta mark & 0x2 == 0x2 ct mark set ct mark | 0x2
    nft: mangle/PREROUTING meta mark & 0x2 == 0x0 ct mark set ct mark & 0xfffffffd
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark | 0x4
    nft: mangle/PREROUTING meta mark & 0x4 == 0x0 ct mark set ct mark & 0xfffffffb
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark | 0x8
    nft: mangle/PREROUTING meta mark & 0x8 == 0x0 ct mark set ct mark & 0xfffffff7
    nft: mangle/PREROUTING meta mark & 0x10 == 0x10 ct mark set ct mark | 0x10
    nft: mangle/PREROUTING meta mark & 0x10 == 0x0 ct mark set ct mark & 0xffffffef
    nft: mangle/PREROUTING meta mark & 0x20 == 0x20 ct mark set ct mark | 0x20
    nft: mangle/PREROUTING meta mark & 0x20 == 0x0 ct mark set ct mark & 0xffffffdf
    nft: mangle/PREROUTING meta mark & 0x40 == 0x40 ct mark set ct mark | 0x40
    nft: mangle/PREROUTING meta mark & 0x40 == 0x0 ct mark set ct mark & 0xffffffbf
    nft: mangle/PREROUTING meta mark & 0x80 == 0x80 ct mark set ct mark | 0x80
    nft: mangle/PREROUTING meta mark & 0x80 == 0x0 ct mark set ct mark & 0xffffff7f
-j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf
    save: -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING meta mark & 0x1 == 0x1 ct mark set ct mark | 0x1
    nft: mangle/PREROUTING meta mark & 0x1 == 0x0 ct mark set ct mark & 0xfffffffe
    nft: mangle/PREROUTING meta mark & 0x2 == 0x2 ct mark set ct mark | 0x2
    nft: mangle/PREROUTING meta mark & 0x2 == 0x0 ct mark set ct mark & 0xfffffffd
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark | 0x4
    nft: mangle/PREROUTING meta mark & 0x4 == 0x0 ct mark set ct mark & 0xfffffffb
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark | 0x8
    nft: mangle/PREROUTING meta mark & 0x8 == 0x0 ct mark set ct mark & 0xfffffff7
    nft: mangle/PREROUTING meta mark & 0x10 == 0x10 ct mark set ct mark ^ 0x10
    nft: mangle/PREROUTING meta mark & 0x20 == 0x20 ct mark set ct mark ^ 0x20
    nft: mangle/PREROUTING meta mark & 0x40 == 0x40 ct mark set ct mark ^ 0x40
    nft: mangle/PREROUTING meta mark & 0x80 == 0x80 ct mark set ct mark ^ 0x80
-j CONNMARK --save-mark --nfmask 0xff
    save: -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter ct mark set meta mark & 0xff
-j CONNMARK --save-mark --nfmask 0xff --mask 0xf
    error conflicting-options: --nfmask and --mask exclude each other
-j CONNMARK --save-mark --mask 0xffffffff
    save: -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter ct mark set meta mark
-j CONNMARK --restore-mark
    save: -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING counter meta mark set ct mark
-j CONNMARK --restore-mark --mask 0xff
    save: -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0xffffff00
    nft: mangle/PREROUTING ct mark & 0x1 == 0x1 meta mark set meta mark ^ 0x1
    nft: mangle/PREROUTING ct mark & 0x2 == 0x2 meta mark set meta mark ^ 0x2
    nft: mangle/PREROUTING ct mark & 0x4 == 0x4 meta mark set meta mark ^ 0x4
    nft: mangle/PREROUTING ct mark & 0x8 == 0x8 meta mark set meta mark ^ 0x8
    nft: mangle/PREROUTING ct mark & 0x10 == 0x10 meta mark set meta mark ^ 0x10
    nft: mangle/PREROUTING ct mark & 0x20 == 0x20 meta mark set meta mark ^ 0x20
    nft: mangle/PREROUTING ct mark & 0x40 == 0x40 meta mark set meta mark ^ 0x40
    nft: mangle/PREROUTING ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
-j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xf
    save: -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xf
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0xffffff00
    nft: mangle/PREROUTING ct mark & 0x1 == 0x1 meta mark set meta mark ^ 0x1
    nft: mangle/PREROUTING ct mark & 0x2 == 0x2 meta mark set meta mark ^ 0x2
    nft: mangle/PREROUTING ct mark & 0x4 == 0x4 meta mark set meta mark ^ 0x4
    nft: mangle/PREROUTING ct mark & 0x8 == 0x8 meta mark set meta mark ^ 0x8
-j CONNMARK --restore-mark --ctmask 0xf
    save: -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xf
    nft: mangle/PREROUTING counter meta mark set ct mark & 0xf
-j CONNMARK --restore-mark --save-mark
    error conflicting-options: --save-mark and --restore-mark exclude each other
-j CONNMARK --set-mark 5 --mask 0xff
    save: -j CONNMARK --set-xmark 0x5/0xff
    nft: mangle/PREROUTING counter ct mark set ct mark & 0xffffff00 ^ 0x5
-j CONNMARK --set-mark 5 --nfmask 0xff
    save: -j CONNMARK --set-xmark 0x5/0xffffffff
    nft: mangle/PREROUTING counter ct mark set 0x5
-j CONNMARK --mask 0xff
    error missing-option: -j CONNMARK needs one of --set-xmark, --save-mark, --restore-mark
-j CONNMARK --set-mark 4 --left-shift-mark 2
    save: -j CONNMARK --set-xmark 0x4/0xffffffff --left-shift-mark 2
    nft: mangle/PREROUTING counter ct mark set 0x10
-j CONNMARK --set-mark 4/0xf --left-shift-mark 2
    error no-native-form: -j CONNMARK shift: nf_tables cannot move bits within the connection's mark
    hint: give --set-xmark without a mask, already shifted
-j CONNMARK --save-mark --left-shift-mark 2
    save: -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff --left-shift-mark 2
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct mark set ct mark & 0xfffffffc
    nft: mangle/PREROUTING meta mark & 0x1 == 0x1 ct mark set ct mark | 0x4
    nft: mangle/PREROUTING meta mark & 0x1 == 0x0 ct mark set ct mark & 0xfffffffb
    nft: mangle/PREROUTING meta mark & 0x2 == 0x2 ct mark set ct mark | 0x8
    nft: mangle/PREROUTING meta mark & 0x2 == 0x0 ct mark set ct mark & 0xfffffff7
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark | 0x10
    nft: mangle/PREROUTING meta mark & 0x4 == 0x0 ct mark set ct mark & 0xffffffef
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark | 0x20
    nft: mangle/PREROUTING meta mark & 0x8 == 0x0 ct mark set ct mark & 0xffffffdf
    nft: mangle/PREROUTING meta mark & 0x10 == 0x10 ct mark set ct mark | 0x40
    nft: mangle/PREROUTING meta mark & 0x10 == 0x0 ct mark set ct mark & 0xffffffbf
    nft: mangle/PREROUTING meta mark & 0x20 == 0x20 ct mark set ct mark | 0x80
    nft: mangle/PREROUTING meta mark & 0x20 == 0x0 ct mark set ct mark & 0xffffff7f
    nft: mangle/PREROUTING meta mark & 0x40 == 0x40 ct mark set ct mark | 0x100
    nft: mangle/PREROUTING meta mark & 0x40 == 0x0 ct mark set ct mark & 0xfffffeff
    nft: mangle/PREROUTING meta mark & 0x80 == 0x80 ct mark set ct mark | 0x200
    nft: mangle/PREROUTING meta mark & 0x80 == 0x0 ct mark set ct mark & 0xfffffdff
    nft: mangle/PREROUTING meta mark & 0x100 == 0x100 ct mark set ct mark | 0x400
    nft: mangle/PREROUTING meta mark & 0x100 == 0x0 ct mark set ct mark & 0xfffffbff
    nft: mangle/PREROUTING meta mark & 0x200 == 0x200 ct mark set ct mark | 0x800
    nft: mangle/PREROUTING meta mark & 0x200 == 0x0 ct mark set ct mark & 0xfffff7ff
    nft: mangle/PREROUTING meta mark & 0x400 == 0x400 ct mark set ct mark | 0x1000
    nft: mangle/PREROUTING meta mark & 0x400 == 0x0 ct mark set ct mark & 0xffffefff
    nft: mangle/PREROUTING meta mark & 0x800 == 0x800 ct mark set ct mark | 0x2000
    nft: mangle/PREROUTING meta mark & 0x800 == 0x0 ct mark set ct mark & 0xffffdfff
    nft: mangle/PREROUTING meta mark & 0x1000 == 0x1000 ct mark set ct mark | 0x4000
    nft: mangle/PREROUTING meta mark & 0x1000 == 0x0 ct mark set ct mark & 0xffffbfff
    nft: mangle/PREROUTING meta mark & 0x2000 == 0x2000 ct mark set ct mark | 0x8000
    nft: mangle/PREROUTING meta mark & 0x2000 == 0x0 ct mark set ct mark & 0xffff7fff
    nft: mangle/PREROUTING meta mark & 0x4000 == 0x4000 ct mark set ct mark | 0x10000
    nft: mangle/PREROUTING meta mark & 0x4000 == 0x0 ct mark set ct mark & 0xfffeffff
    nft: mangle/PREROUTING meta mark & 0x8000 == 0x8000 ct mark set ct mark | 0x20000
    nft: mangle/PREROUTING meta mark & 0x8000 == 0x0 ct mark set ct mark & 0xfffdffff
    nft: mangle/PREROUTING meta mark & 0x10000 == 0x10000 ct mark set ct mark | 0x40000
    nft: mangle/PREROUTING meta mark & 0x10000 == 0x0 ct mark set ct mark & 0xfffbffff
    nft: mangle/PREROUTING meta mark & 0x20000 == 0x20000 ct mark set ct mark | 0x80000
    nft: mangle/PREROUTING meta mark & 0x20000 == 0x0 ct mark set ct mark & 0xfff7ffff
    nft: mangle/PREROUTING meta mark & 0x40000 == 0x40000 ct mark set ct mark | 0x100000
    nft: mangle/PREROUTING meta mark & 0x40000 == 0x0 ct mark set ct mark & 0xffefffff
    nft: mangle/PREROUTING meta mark & 0x80000 == 0x80000 ct mark set ct mark | 0x200000
    nft: mangle/PREROUTING meta mark & 0x80000 == 0x0 ct mark set ct mark & 0xffdfffff
    nft: mangle/PREROUTING meta mark & 0x100000 == 0x100000 ct mark set ct mark | 0x400000
    nft: mangle/PREROUTING meta mark & 0x100000 == 0x0 ct mark set ct mark & 0xffbfffff
    nft: mangle/PREROUTING meta mark & 0x200000 == 0x200000 ct mark set ct mark | 0x800000
    nft: mangle/PREROUTING meta mark & 0x200000 == 0x0 ct mark set ct mark & 0xff7fffff
    nft: mangle/PREROUTING meta mark & 0x400000 == 0x400000 ct mark set ct mark | 0x1000000
    nft: mangle/PREROUTING meta mark & 0x400000 == 0x0 ct mark set ct mark & 0xfeffffff
    nft: mangle/PREROUTING meta mark & 0x800000 == 0x800000 ct mark set ct mark | 0x2000000
    nft: mangle/PREROUTING meta mark & 0x800000 == 0x0 ct mark set ct mark & 0xfdffffff
    nft: mangle/PREROUTING meta mark & 0x1000000 == 0x1000000 ct mark set ct mark | 0x4000000
    nft: mangle/PREROUTING meta mark & 0x1000000 == 0x0 ct mark set ct mark & 0xfbffffff
    nft: mangle/PREROUTING meta mark & 0x2000000 == 0x2000000 ct mark set ct mark | 0x8000000
    nft: mangle/PREROUTING meta mark & 0x2000000 == 0x0 ct mark set ct mark & 0xf7ffffff
    nft: mangle/PREROUTING meta mark & 0x4000000 == 0x4000000 ct mark set ct mark | 0x10000000
    nft: mangle/PREROUTING meta mark & 0x4000000 == 0x0 ct mark set ct mark & 0xefffffff
    nft: mangle/PREROUTING meta mark & 0x8000000 == 0x8000000 ct mark set ct mark | 0x20000000
    nft: mangle/PREROUTING meta mark & 0x8000000 == 0x0 ct mark set ct mark & 0xdfffffff
    nft: mangle/PREROUTING meta mark & 0x10000000 == 0x10000000 ct mark set ct mark | 0x40000000
    nft: mangle/PREROUTING meta mark & 0x10000000 == 0x0 ct mark set ct mark & 0xbfffffff
    nft: mangle/PREROUTING meta mark & 0x20000000 == 0x20000000 ct mark set ct mark | 0x80000000
    nft: mangle/PREROUTING meta mark & 0x20000000 == 0x0 ct mark set ct mark & 0x7fffffff
-j CONNMARK --save-mark --right-shift-mark 2 --mask 0xff
    save: -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff --right-shift-mark 2
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct mark set ct mark & 0xffffff3f
    nft: mangle/PREROUTING meta mark & 0x4 == 0x4 ct mark set ct mark | 0x1
    nft: mangle/PREROUTING meta mark & 0x4 == 0x0 ct mark set ct mark & 0xfffffffe
    nft: mangle/PREROUTING meta mark & 0x8 == 0x8 ct mark set ct mark | 0x2
    nft: mangle/PREROUTING meta mark & 0x8 == 0x0 ct mark set ct mark & 0xfffffffd
    nft: mangle/PREROUTING meta mark & 0x10 == 0x10 ct mark set ct mark | 0x4
    nft: mangle/PREROUTING meta mark & 0x10 == 0x0 ct mark set ct mark & 0xfffffffb
    nft: mangle/PREROUTING meta mark & 0x20 == 0x20 ct mark set ct mark | 0x8
    nft: mangle/PREROUTING meta mark & 0x20 == 0x0 ct mark set ct mark & 0xfffffff7
    nft: mangle/PREROUTING meta mark & 0x40 == 0x40 ct mark set ct mark | 0x10
    nft: mangle/PREROUTING meta mark & 0x40 == 0x0 ct mark set ct mark & 0xffffffef
    nft: mangle/PREROUTING meta mark & 0x80 == 0x80 ct mark set ct mark | 0x20
    nft: mangle/PREROUTING meta mark & 0x80 == 0x0 ct mark set ct mark & 0xffffffdf
-j CONNMARK --restore-mark --right-shift-mark 2
    save: -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff --right-shift-mark 2
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0x0
    nft: mangle/PREROUTING ct mark & 0x4 == 0x4 meta mark set meta mark ^ 0x1
    nft: mangle/PREROUTING ct mark & 0x8 == 0x8 meta mark set meta mark ^ 0x2
    nft: mangle/PREROUTING ct mark & 0x10 == 0x10 meta mark set meta mark ^ 0x4
    nft: mangle/PREROUTING ct mark & 0x20 == 0x20 meta mark set meta mark ^ 0x8
    nft: mangle/PREROUTING ct mark & 0x40 == 0x40 meta mark set meta mark ^ 0x10
    nft: mangle/PREROUTING ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x20
    nft: mangle/PREROUTING ct mark & 0x100 == 0x100 meta mark set meta mark ^ 0x40
    nft: mangle/PREROUTING ct mark & 0x200 == 0x200 meta mark set meta mark ^ 0x80
    nft: mangle/PREROUTING ct mark & 0x400 == 0x400 meta mark set meta mark ^ 0x100
    nft: mangle/PREROUTING ct mark & 0x800 == 0x800 meta mark set meta mark ^ 0x200
    nft: mangle/PREROUTING ct mark & 0x1000 == 0x1000 meta mark set meta mark ^ 0x400
    nft: mangle/PREROUTING ct mark & 0x2000 == 0x2000 meta mark set meta mark ^ 0x800
    nft: mangle/PREROUTING ct mark & 0x4000 == 0x4000 meta mark set meta mark ^ 0x1000
    nft: mangle/PREROUTING ct mark & 0x8000 == 0x8000 meta mark set meta mark ^ 0x2000
    nft: mangle/PREROUTING ct mark & 0x10000 == 0x10000 meta mark set meta mark ^ 0x4000
    nft: mangle/PREROUTING ct mark & 0x20000 == 0x20000 meta mark set meta mark ^ 0x8000
    nft: mangle/PREROUTING ct mark & 0x40000 == 0x40000 meta mark set meta mark ^ 0x10000
    nft: mangle/PREROUTING ct mark & 0x80000 == 0x80000 meta mark set meta mark ^ 0x20000
    nft: mangle/PREROUTING ct mark & 0x100000 == 0x100000 meta mark set meta mark ^ 0x40000
    nft: mangle/PREROUTING ct mark & 0x200000 == 0x200000 meta mark set meta mark ^ 0x80000
    nft: mangle/PREROUTING ct mark & 0x400000 == 0x400000 meta mark set meta mark ^ 0x100000
    nft: mangle/PREROUTING ct mark & 0x800000 == 0x800000 meta mark set meta mark ^ 0x200000
    nft: mangle/PREROUTING ct mark & 0x1000000 == 0x1000000 meta mark set meta mark ^ 0x400000
    nft: mangle/PREROUTING ct mark & 0x2000000 == 0x2000000 meta mark set meta mark ^ 0x800000
    nft: mangle/PREROUTING ct mark & 0x4000000 == 0x4000000 meta mark set meta mark ^ 0x1000000
    nft: mangle/PREROUTING ct mark & 0x8000000 == 0x8000000 meta mark set meta mark ^ 0x2000000
    nft: mangle/PREROUTING ct mark & 0x10000000 == 0x10000000 meta mark set meta mark ^ 0x4000000
    nft: mangle/PREROUTING ct mark & 0x20000000 == 0x20000000 meta mark set meta mark ^ 0x8000000
    nft: mangle/PREROUTING ct mark & 0x40000000 == 0x40000000 meta mark set meta mark ^ 0x10000000
    nft: mangle/PREROUTING ct mark & 0x80000000 == 0x80000000 meta mark set meta mark ^ 0x20000000
-j CONNMARK --restore-mark --right-shift-mark 32
    error bad-argument: --right-shift-mark: '32' is not a number from 0 to 31
-j CONNMARK --left-shift-mark 2
    error missing-option: -j CONNMARK needs one of --set-xmark, --save-mark, --restore-mark
-j CONNMARK --set-mark zz
    error bad-argument: --set-mark: 'zz' is not a mark, value or value/mask
-j CONNMARK --restore-mark --mask 0xffff0000
    save: -j CONNMARK --restore-mark --nfmask 0xffff0000 --ctmask 0xffff0000
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0xffff
    nft: mangle/PREROUTING ct mark & 0x10000 == 0x10000 meta mark set meta mark ^ 0x10000
    nft: mangle/PREROUTING ct mark & 0x20000 == 0x20000 meta mark set meta mark ^ 0x20000
    nft: mangle/PREROUTING ct mark & 0x40000 == 0x40000 meta mark set meta mark ^ 0x40000
    nft: mangle/PREROUTING ct mark & 0x80000 == 0x80000 meta mark set meta mark ^ 0x80000
    nft: mangle/PREROUTING ct mark & 0x100000 == 0x100000 meta mark set meta mark ^ 0x100000
    nft: mangle/PREROUTING ct mark & 0x200000 == 0x200000 meta mark set meta mark ^ 0x200000
    nft: mangle/PREROUTING ct mark & 0x400000 == 0x400000 meta mark set meta mark ^ 0x400000
    nft: mangle/PREROUTING ct mark & 0x800000 == 0x800000 meta mark set meta mark ^ 0x800000
    nft: mangle/PREROUTING ct mark & 0x1000000 == 0x1000000 meta mark set meta mark ^ 0x1000000
    nft: mangle/PREROUTING ct mark & 0x2000000 == 0x2000000 meta mark set meta mark ^ 0x2000000
    nft: mangle/PREROUTING ct mark & 0x4000000 == 0x4000000 meta mark set meta mark ^ 0x4000000
    nft: mangle/PREROUTING ct mark & 0x8000000 == 0x8000000 meta mark set meta mark ^ 0x8000000
    nft: mangle/PREROUTING ct mark & 0x10000000 == 0x10000000 meta mark set meta mark ^ 0x10000000
    nft: mangle/PREROUTING ct mark & 0x20000000 == 0x20000000 meta mark set meta mark ^ 0x20000000
    nft: mangle/PREROUTING ct mark & 0x40000000 == 0x40000000 meta mark set meta mark ^ 0x40000000
    nft: mangle/PREROUTING ct mark & 0x80000000 == 0x80000000 meta mark set meta mark ^ 0x80000000
-i eth+ -m mark --mark 0/0xff -j CONNMARK --restore-mark --mask 0x80
    save: -i eth+ -m mark --mark 0x0/0xff -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80
    nft: mangle/PREROUTING meta mark & 0xff == 0x0 meta iifname "eth*" counter jump mangle/PREROUTING..c42fabbb
    nft: mangle/PREROUTING..c42fabbb ct state established,related,new meta mark set meta mark & 0xffffff7f
    nft: mangle/PREROUTING..c42fabbb ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
-m conntrack --ctstate NEW -j CONNMARK --save-mark --mask 0x80
    save: -m conntrack --ctstate NEW -j CONNMARK --save-mark --nfmask 0x80 --ctmask 0x80
    nft: mangle/PREROUTING ct state new counter jump mangle/PREROUTING..c9b8b66e
    nft: mangle/PREROUTING..c9b8b66e meta mark & 0x80 == 0x80 ct mark set ct mark | 0x80
    nft: mangle/PREROUTING..c9b8b66e meta mark & 0x80 == 0x0 ct mark set ct mark & 0xffffff7f
-m conntrack ! --ctstate NEW,DNAT -j CONNMARK --save-mark --mask 0x80
    save: -m conntrack ! --ctstate NEW,DNAT -j CONNMARK --save-mark --nfmask 0x80 --ctmask 0x80
    nft: mangle/PREROUTING jump mangle/PREROUTING..d15195c8
    nft: mangle/PREROUTING..d15195c8 ct state invalid,untracked goto mangle/PREROUTING..d15195c8.1
    nft: mangle/PREROUTING..d15195c8 ct state & new == 0 ct status & dnat == 0 goto mangle/PREROUTING..d15195c8.1
    nft: mangle/PREROUTING..d15195c8.1 counter
    nft: mangle/PREROUTING..d15195c8.1 meta mark & 0x80 == 0x80 ct mark set ct mark | 0x80
    nft: mangle/PREROUTING..d15195c8.1 meta mark & 0x80 == 0x0 ct mark set ct mark & 0xffffff7f
-j CONNMARK --save-mark --nfmask 0 --ctmask 0
    save: -j CONNMARK --save-mark --nfmask 0x0 --ctmask 0x0
    nft: mangle/PREROUTING counter ct mark set ct mark
! -j CONNMARK --save-mark
    error not-negatable: -j cannot be negated
%ip6 mangle PREROUTING
-j CONNMARK --restore-mark --mask 0xff
    save: -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff
    nft: mangle/PREROUTING counter
    nft: mangle/PREROUTING ct state established,related,new meta mark set meta mark & 0xffffff00
    nft: mangle/PREROUTING ct mark & 0x1 == 0x1 meta mark set meta mark ^ 0x1
    nft: mangle/PREROUTING ct mark & 0x2 == 0x2 meta mark set meta mark ^ 0x2
    nft: mangle/PREROUTING ct mark & 0x4 == 0x4 meta mark set meta mark ^ 0x4
    nft: mangle/PREROUTING ct mark & 0x8 == 0x8 meta mark set meta mark ^ 0x8
    nft: mangle/PREROUTING ct mark & 0x10 == 0x10 meta mark set meta mark ^ 0x10
    nft: mangle/PREROUTING ct mark & 0x20 == 0x20 meta mark set meta mark ^ 0x20
    nft: mangle/PREROUTING ct mark & 0x40 == 0x40 meta mark set meta mark ^ 0x40
    nft: mangle/PREROUTING ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
%options
%ip mangle PREROUTING
-j CONNMARK --save-mark --ctmask x
    error bad-argument: --ctmask: 'x' is not a number from 0 to 4294967295
