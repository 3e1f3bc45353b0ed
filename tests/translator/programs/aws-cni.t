# Rules as aws-cni writes them.
%ip mangle PREROUTING
-i eth0 -m comment --comment "AWS, primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x80/0x80
    save: -i eth0 -m comment --comment "AWS, primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x80/0x80
    nft: mangle/PREROUTING meta iifname "eth0" fib daddr . iif type local counter ct mark set ct mark | 0x80 comment "AWS, primary ENI"
-i eni+ -m comment --comment "AWS, primary ENI" -j CONNMARK --restore-mark --mask 0x80
    save: -i eni+ -m comment --comment "AWS, primary ENI" -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80
    nft: mangle/PREROUTING meta iifname "eni*" counter jump mangle/PREROUTING..9098781c comment "AWS, primary ENI"
    nft: mangle/PREROUTING..9098781c ct state established,related,new meta mark set meta mark & 0xffffff7f
    nft: mangle/PREROUTING..9098781c ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
%ip nat POSTROUTING AWS-SNAT-CHAIN-0
! -o vlan+ -m comment --comment "AWS, SNAT" -m addrtype ! --dst-type LOCAL -j SNAT --to-source 10.0.0.9 --random-fully
    save: ! -o vlan+ -m comment --comment "AWS, SNAT" -m addrtype ! --dst-type LOCAL -j SNAT --to-source 10.0.0.9 --random-fully
    nft: nat/POSTROUTING counter jump nat/AWS-SNAT-CHAIN-0
    nft: nat/AWS-SNAT-CHAIN-0 meta oifname != "vlan*" fib daddr type != local counter snat to 10.0.0.9 fully-random comment "AWS, SNAT"
