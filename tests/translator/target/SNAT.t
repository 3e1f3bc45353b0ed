%ip nat POSTROUTING
-j SNAT --to-source 1.2.3.4
    save: -j SNAT --to-source 1.2.3.4
    nft: nat/POSTROUTING counter snat to 1.2.3.4
-j SNAT --to-source 1.2.3.4-1.2.3.9
    save: -j SNAT --to-source 1.2.3.4-1.2.3.9
    nft: nat/POSTROUTING counter snat to 1.2.3.4-1.2.3.9
-j SNAT --to-source 1.2.3.9-1.2.3.4
    save: -j SNAT --to-source 1.2.3.9-1.2.3.4
    nft: nat/POSTROUTING counter [snat to 1.2.3.9-1.2.3.4]
-j SNAT --to-source 1.2.3.4 --to-source 1.2.3.5
    error repeated-option: --to-source is given twice
    hint: a dump by an iptables older than the rules prints such lines: dump them again with the newer one
-p tcp -j SNAT --to-source 1.2.3.4:5
    save: -p tcp -j SNAT --to-source 1.2.3.4:5
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4:5
-p tcp -j SNAT --to-source 1.2.3.4:5-6
    save: -p tcp -j SNAT --to-source 1.2.3.4:5-6
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4:5-6
-p tcp -j SNAT --to-source 1.2.3.4:6-5
    error bad-argument: --to-source: '1.2.3.4:6-5' is not a range of addresses and ports
    hint: write address[-address][:port[-port]], IPv6 with ports as [address]:port
-p tcp -j SNAT --to-source :6
    save: -p tcp -j SNAT --to-source :6
    nft: nat/POSTROUTING meta l4proto tcp counter snat to :6
-p tcp -j SNAT --to-source :0
    save: -p tcp -j SNAT --to-source :0
    nft: nat/POSTROUTING meta l4proto tcp counter snat to :0
-p tcp -j SNAT --to-source 1.2.3.4:0
    save: -p tcp -j SNAT --to-source 1.2.3.4:0
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4:0
-p tcp -j SNAT --to-source 1.2.3.4:http
    save: -p tcp -j SNAT --to-source 1.2.3.4:80
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4:80
-j SNAT --to-source 1.2.3.4:5
    error needs-protocol: ports need -p tcp, udp, sctp or dccp in the rule
    hint: iptables refuses the rule too
-p icmp -j SNAT --to-source 1.2.3.4:5
    save: -p icmp -j SNAT --to-source 1.2.3.4:5
    nft: nat/POSTROUTING meta l4proto icmp counter snat to 1.2.3.4:5
-p tcp -j SNAT --to-source 1.2.3.4 --random --random-fully --persistent
    save: -p tcp -j SNAT --to-source 1.2.3.4 --random --random-fully --persistent
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4 random,fully-random,persistent
-p tcp -j SNAT --to-source 1.2.3.4:5-6/3
    error no-native-form: -j SNAT shifted ports: nf_tables cannot shift a range of ports (:port-port/base)
    hint: write one rule for each port
%ip nat INPUT
-j SNAT --to-source 1.2.3.4
    save: -j SNAT --to-source 1.2.3.4
    nft: nat/INPUT counter snat to 1.2.3.4
%ip nat OUTPUT
-j SNAT --to-source 1.2.3.4
    error wrong-hook: -j SNAT cannot be reached from OUTPUT
    hint: the kernel refuses the rule
%ip nat POSTROUTING
-j SNAT
    error missing-option: -j SNAT needs --to-source
-j SNAT --to-source
    error missing-argument: --to-source needs an argument
    hint: the line may be cut short
-j SNAT --to 1.2.3.4
    save: -j SNAT --to-source 1.2.3.4
    nft: nat/POSTROUTING counter snat to 1.2.3.4
%ip6 nat POSTROUTING
-j SNAT --to-source fd00::1
    save: -j SNAT --to-source fd00::1
    nft: nat/POSTROUTING counter snat to fd00::1
-j SNAT --to-source [fd00::1]
    save: -j SNAT --to-source fd00::1
    nft: nat/POSTROUTING counter snat to fd00::1
-j SNAT --to-source fd00::1-fd00::9
    save: -j SNAT --to-source fd00::1-fd00::9
    nft: nat/POSTROUTING counter snat to fd00::1-fd00::9
-p tcp -j SNAT --to-source [fd00::1-fd00::9]:80-90
    save: -p tcp -j SNAT --to-source [fd00::1-fd00::9]:80-90
    nft: nat/POSTROUTING meta l4proto tcp counter snat to [fd00::1]-[fd00::9]:80-90
-p tcp -j SNAT --to-source [fd00::1]-[fd00::9]:80-90
    error bad-argument: --to-source: '[fd00::1]-[fd00::9]:80-90' is not a range of addresses and ports
    hint: write address[-address][:port[-port]], IPv6 with ports as [address]:port
-p tcp -j SNAT --to-source :80
    save: -p tcp -j SNAT --to-source :80
    nft: nat/POSTROUTING meta l4proto tcp counter snat to :80
-p icmpv6 -j SNAT --to-source :80
    error needs-protocol: ports need -p tcp, udp, sctp or dccp in the rule
    hint: iptables refuses the rule too
%ip nat POSTROUTING
-p tcp -j SNAT --to-source 1.2.3.4:5000-6000
    save: -p tcp -j SNAT --to-source 1.2.3.4:5000-6000
    nft: nat/POSTROUTING meta l4proto tcp counter snat to 1.2.3.4:5000-6000
-j SNAT --to-source 1.2.3.4 --random --random
    error repeated-option: --random is given twice
    hint: a dump by an iptables older than the rules prints such lines: dump them again with the newer one
-j SNAT --to-source 1.2.3.4 ! --random-fully
    error not-negatable: --random-fully cannot be negated
-j SNAT --to-source 1.2.3.4 ! --persistent
    error not-negatable: --persistent cannot be negated
