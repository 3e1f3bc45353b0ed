%ip mangle PREROUTING
-p tcp -j ECN --ecn-tcp-remove
    save: -p tcp -j ECN --ecn-tcp-remove
    nft: mangle/PREROUTING meta l4proto tcp counter jump mangle/PREROUTING..55421509
    nft: mangle/PREROUTING..55421509 jump mangle/PREROUTING..55421509.1
    nft: mangle/PREROUTING..55421509 [@th,96,16 set @th,96,16 & 0xff3f and fix the checksum]
    nft: mangle/PREROUTING..55421509.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..55421509.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..55421509.1 drop
-j ECN --ecn-tcp-remove
    error needs-protocol: --ecn-tcp-remove, --ecn-tcp-ece and --ecn-tcp-cwr need -p tcp
    hint: the kernel refuses the rule without it
-p tcp -j ECN --ecn-tcp-cwr 1
    save: -p tcp -j ECN --ecn-tcp-cwr 1
    nft: mangle/PREROUTING meta l4proto tcp counter jump mangle/PREROUTING..07cebe80
    nft: mangle/PREROUTING..07cebe80 jump mangle/PREROUTING..07cebe80.1
    nft: mangle/PREROUTING..07cebe80 [@th,96,16 set @th,96,16 | 0x80 and fix the checksum]
    nft: mangle/PREROUTING..07cebe80.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..07cebe80.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..07cebe80.1 drop
-p tcp -j ECN --ecn-tcp-ece 0 --ecn-tcp-cwr 1
    save: -p tcp -j ECN --ecn-tcp-ece 0 --ecn-tcp-cwr 1
    nft: mangle/PREROUTING meta l4proto tcp counter jump mangle/PREROUTING..2583a404
    nft: mangle/PREROUTING..2583a404 jump mangle/PREROUTING..2583a404.1
    nft: mangle/PREROUTING..2583a404 [@th,96,16 set @th,96,16 & 0xff3f ^ 0x80 and fix the checksum]
    nft: mangle/PREROUTING..2583a404.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..2583a404.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..2583a404.1 drop
-p tcp -j ECN --ecn-tcp-ece 0 --ecn-tcp-cwr 0
    save: -p tcp -j ECN --ecn-tcp-remove
    nft: mangle/PREROUTING meta l4proto tcp counter jump mangle/PREROUTING..55421509
    nft: mangle/PREROUTING..55421509 jump mangle/PREROUTING..55421509.1
    nft: mangle/PREROUTING..55421509 [@th,96,16 set @th,96,16 & 0xff3f and fix the checksum]
    nft: mangle/PREROUTING..55421509.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..55421509.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..55421509.1 drop
-j ECN --ecn-ip-ect 2
    save: -j ECN --ecn-ip-ect 2
    nft: mangle/PREROUTING counter ip ecn set 2
-j ECN --ecn-ip-ect 4
    error bad-argument: --ecn-ip-ect: '4' is not a number from 0 to 3
-p tcp -j ECN --ecn-ip-ect 0 --ecn-tcp-ece 1
    save: -p tcp -j ECN --ecn-tcp-ece 1 --ecn-ip-ect 0
    nft: mangle/PREROUTING meta l4proto tcp counter ip ecn set 0 jump mangle/PREROUTING..9ed38b1e
    nft: mangle/PREROUTING..9ed38b1e jump mangle/PREROUTING..9ed38b1e.1
    nft: mangle/PREROUTING..9ed38b1e [@th,96,16 set @th,96,16 | 0x40 and fix the checksum]
    nft: mangle/PREROUTING..9ed38b1e.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..9ed38b1e.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..9ed38b1e.1 drop
-p tcp -j ECN --ecn-ip-ect 0 --ecn-tcp-remove
    save: -p tcp -j ECN --ecn-tcp-remove
    nft: mangle/PREROUTING meta l4proto tcp counter jump mangle/PREROUTING..55421509
    nft: mangle/PREROUTING..55421509 jump mangle/PREROUTING..55421509.1
    nft: mangle/PREROUTING..55421509 [@th,96,16 set @th,96,16 & 0xff3f and fix the checksum]
    nft: mangle/PREROUTING..55421509.1 @th,152,8 >= 0x0 return
    nft: mangle/PREROUTING..55421509.1 ip frag-off & 8191 != 0 return
    nft: mangle/PREROUTING..55421509.1 drop
-j ECN
    error missing-option: -j ECN needs one of --ecn-tcp-remove, --ecn-tcp-ece, --ecn-tcp-cwr, --ecn-ip-ect
%ip6 mangle PREROUTING
-j ECN --ecn-ip-ect 2
    error unknown-option: unknown option --ecn-ip-ect
    hint: options of a match follow its -m
%options
%ip mangle PREROUTING
-j ECN --ecn-tcp-ece 1
    error needs-protocol: --ecn-tcp-remove, --ecn-tcp-ece and --ecn-tcp-cwr need -p tcp
    hint: the kernel refuses the rule without it
-j ECN --ecn-tcp-cwr 1
    error needs-protocol: --ecn-tcp-remove, --ecn-tcp-ece and --ecn-tcp-cwr need -p tcp
    hint: the kernel refuses the rule without it
