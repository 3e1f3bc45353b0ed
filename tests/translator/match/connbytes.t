%ip filter INPUT
-m connbytes --connbytes 10:1000 --connbytes-mode packets --connbytes-dir original -j X
    save: -m connbytes --connbytes 10:1000 --connbytes-mode packets --connbytes-dir original -j X
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct original packets 10-1000 counter jump filter/X
-m connbytes --connbytes 0:1000 --connbytes-mode bytes --connbytes-dir reply -j X
    save: -m connbytes --connbytes 0:1000 --connbytes-mode bytes --connbytes-dir reply -j X
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct reply bytes <= 1000 ct packets >= 1 counter jump filter/X
-m connbytes --connbytes 100 --connbytes-mode avgpkt --connbytes-dir both -j X
    save: -m connbytes --connbytes 100 --connbytes-mode avgpkt --connbytes-dir both -j X
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct avgpkt >= 100 counter jump filter/X
-m connbytes ! --connbytes 100:200 --connbytes-mode bytes --connbytes-dir both -j X
    save: -m connbytes ! --connbytes 100:200 --connbytes-mode bytes --connbytes-dir both -j X
    nft: filter/INPUT ct bytes != 100-200 ct packets >= 1 counter jump filter/X
-m connbytes ! --connbytes 5:5 --connbytes-mode packets --connbytes-dir both -j X
    save: -m connbytes --connbytes 5:5 --connbytes-mode packets --connbytes-dir both -j X
    nft: filter/INPUT ct state & (invalid | untracked) == 0 ct packets 5 counter jump filter/X
-m connbytes --connbytes 5:4 --connbytes-mode packets --connbytes-dir both -j X
    error bad-argument: --connbytes: '5:4' ends before it begins
-m connbytes --connbytes x --connbytes-mode packets --connbytes-dir both -j X
    error bad-argument: --connbytes: 'x' is not a number or a range from:to
-m connbytes --connbytes 5 --connbytes-mode octets --connbytes-dir both -j X
    error bad-argument: --connbytes-mode: 'octets' is none of packets, bytes, avgpkt
-m connbytes --connbytes 5 --connbytes-mode packets --connbytes-dir back -j X
    error bad-argument: --connbytes-dir: 'back' is none of original, reply, both
-m connbytes --connbytes 5 --connbytes-mode packets -j X
    error missing-option: -m connbytes needs --connbytes-dir
