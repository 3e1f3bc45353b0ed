%ip mangle PREROUTING
-j DSCP --set-dscp 0x2e
    save: -j DSCP --set-dscp 0x2e
    nft: mangle/PREROUTING counter ip dscp set 46
-j DSCP --set-dscp 46
    save: -j DSCP --set-dscp 0x2e
    nft: mangle/PREROUTING counter ip dscp set 46
-j DSCP --set-dscp 64
    error bad-argument: --set-dscp: '64' is not a number from 0 to 63
-j DSCP --set-dscp-class EF
    save: -j DSCP --set-dscp 0x2e
    nft: mangle/PREROUTING counter ip dscp set 46
-j DSCP --set-dscp-class af31
    save: -j DSCP --set-dscp 0x1a
    nft: mangle/PREROUTING counter ip dscp set 26
-j DSCP --set-dscp-class BE
    save: -j DSCP --set-dscp 0x00
    nft: mangle/PREROUTING counter ip dscp set 0
-j DSCP --set-dscp-class CS7
    save: -j DSCP --set-dscp 0x38
    nft: mangle/PREROUTING counter ip dscp set 56
-j DSCP --set-dscp-class AF99
    error bad-argument: --set-dscp-class: 'AF99' is not a DiffServ class
    hint: classes are BE, EF, CS0 to CS7 and AF11 to AF43
-j DSCP
    error missing-option: -j DSCP needs --set-dscp
-j DSCP --set-dscp 1 --set-dscp-class EF
    error repeated-option: --set-dscp is given twice
%ip6 mangle PREROUTING
-j DSCP --set-dscp 10
    save: -j DSCP --set-dscp 0x0a
    nft: mangle/PREROUTING counter @nh,0,16 set @nh,0,16 & 0xf03f ^ 0x280
