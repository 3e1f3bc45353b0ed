%ip nat PREROUTING
-m mark ! --mark 0/0 -j REDIRECT
    save: -m mark ! --mark 0x0/0x0 -j REDIRECT
    nft: nat/PREROUTING # matches nothing
    nft: nat/..asks ct mark 0x0
-j REDIRECT
    save: -j REDIRECT
    nft: nat/PREROUTING counter redirect
-p tcp -j REDIRECT --to-ports 80
    save: -p tcp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :80
-p tcp -j REDIRECT --to-port 80
    save: -p tcp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :80
-p tcp -j REDIRECT --to-ports 80-90 --random
    save: -p tcp -j REDIRECT --to-ports 80-90 --random
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :80-90 random
-p tcp -j REDIRECT --to-ports 90-80
    error bad-argument: --to-ports: '90-80' is not a port or a range port-port
-p tcp -j REDIRECT --to-ports http
    save: -p tcp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :80
-p tcp -j REDIRECT --to-ports 0
    save: -p tcp -j REDIRECT --to-ports 0
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :0
-p tcp -j REDIRECT --to-ports 80/90
    error bad-argument: --to-ports: '80/90' is not a port or a range port-port
-j REDIRECT --to-ports 80
    error needs-protocol: ports need -p tcp, udp, sctp or dccp in the rule
    hint: iptables refuses the rule too
-p icmp -j REDIRECT --to-ports 80
    save: -p icmp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto icmp counter redirect to :80
-p sctp -j REDIRECT --to-ports 80
    save: -p sctp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto sctp counter redirect to :80
-p dccp -j REDIRECT --to-ports 80
    save: -p dccp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto dccp counter redirect to :80
-p udplite -j REDIRECT --to-ports 80
    error needs-protocol: ports need -p tcp, udp, sctp or dccp in the rule
    hint: iptables refuses the rule too
! -p tcp -j REDIRECT --to-ports 80
    save: ! -p tcp -j REDIRECT --to-ports 80
    nft: nat/PREROUTING meta l4proto != tcp counter redirect to [:80]
%ip nat POSTROUTING
-j REDIRECT
    error wrong-hook: -j REDIRECT cannot be reached from POSTROUTING
    hint: the kernel refuses the rule
%ip nat OUTPUT
-j REDIRECT --random
    save: -j REDIRECT --random
    nft: nat/OUTPUT counter redirect random
%ip6 nat OUTPUT
-p udp -j REDIRECT --to-ports 53
    save: -p udp -j REDIRECT --to-ports 53
    nft: nat/OUTPUT meta l4proto udp counter redirect to :53
%ip nat PREROUTING
-p tcp -j REDIRECT --to-ports 8080-8090 --random
    save: -p tcp -j REDIRECT --to-ports 8080-8090 --random
    nft: nat/PREROUTING meta l4proto tcp counter redirect to :8080-8090 random
-j REDIRECT ! --random
    error not-negatable: --random cannot be negated
