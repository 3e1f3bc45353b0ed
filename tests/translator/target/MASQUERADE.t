%ip nat POSTROUTING
-j MASQUERADE
    save: -j MASQUERADE
    nft: nat/POSTROUTING counter masquerade
-j MASQUERADE --random --random-fully
    save: -j MASQUERADE --random --random-fully
    nft: nat/POSTROUTING counter masquerade random,fully-random
-p udp -j MASQUERADE --to-ports 1024-2000 --random
    save: -p udp -j MASQUERADE --to-ports 1024-2000 --random
    nft: nat/POSTROUTING meta l4proto udp counter masquerade to :1024-2000 random
-j MASQUERADE --to-ports 1024-2000
    error needs-protocol: ports need -p tcp, udp, sctp or dccp in the rule
    hint: iptables refuses the rule too
-p icmp -j MASQUERADE --to-ports 10-20
    save: -p icmp -j MASQUERADE --to-ports 10-20
    nft: nat/POSTROUTING meta l4proto icmp counter masquerade to :10-20
%ip nat PREROUTING
-j MASQUERADE
    error wrong-hook: -j MASQUERADE cannot be reached from PREROUTING
    hint: the kernel refuses the rule
%ip nat POSTROUTING
-j MASQUERADE --to-ports x
    error bad-argument: --to-ports: 'x' is not a port or a range port-port
-j MASQUERADE ! --random
    error not-negatable: --random cannot be negated
-j MASQUERADE --random-fully=1
    error syntax: '1' belongs to no option
    hint: a negation stands before the option: ! --option value
-p tcp -j MASQUERADE --to-ports 1024-2000
    save: -p tcp -j MASQUERADE --to-ports 1024-2000
    nft: nat/POSTROUTING meta l4proto tcp counter masquerade to :1024-2000
-p udp -j MASQUERADE --to-ports 1024-2000
    save: -p udp -j MASQUERADE --to-ports 1024-2000
    nft: nat/POSTROUTING meta l4proto udp counter masquerade to :1024-2000
