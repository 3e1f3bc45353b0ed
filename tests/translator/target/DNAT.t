%ip nat PREROUTING
-p tcp -j DNAT --to-destination 1.2.3.4:80-90/1000
    error no-native-form: -j DNAT shifted ports: nf_tables cannot shift a range of ports (:port-port/base)
    hint: write one rule for each port
-p tcp -j DNAT --to-destination 1.2.3.4:80/1000
    error bad-argument: --to-destination: '1.2.3.4:80/1000' is not a range of addresses and ports
    hint: write address[-address][:port[-port]], IPv6 with ports as [address]:port
-p tcp -j DNAT --to-destination 1.2.3.4:80-90/http
    error no-native-form: -j DNAT shifted ports: nf_tables cannot shift a range of ports (:port-port/base)
    hint: write one rule for each port
-j DNAT --to-destination 1.2.3.4 --random --persistent
    save: -j DNAT --to-destination 1.2.3.4 --random --persistent
    nft: nat/PREROUTING counter dnat to 1.2.3.4 random,persistent
-j DNAT --to-destination 1.2.3.4 --random-fully
    error unknown-option: unknown option --random-fully
    hint: -j DNAT has no such option
-p tcp -j DNAT --to-destination 0.0.0.0:80
    save: -p tcp -j DNAT --to-destination 0.0.0.0:80
    nft: nat/PREROUTING meta l4proto tcp counter dnat to 0.0.0.0:80
-p tcp -j DNAT --to-destination 1.2.3.4:
    error bad-argument: --to-destination: '1.2.3.4:' is not a range of addresses and ports
    hint: write address[-address][:port[-port]], IPv6 with ports as [address]:port
-p tcp -j DNAT --to-destination "" --random
    error bad-argument: --to-destination: '' is not a range of addresses and ports
    hint: the address is missing: an iptables older than the rules dumps such lines; dump them again with the newer one
-p tcp -j DNAT --to-destination  --random
    error bad-argument: --to-destination: '--random' is not a range of addresses and ports
    hint: the address is missing: an iptables older than the rules dumps such lines; dump them again with the newer one
%ip nat POSTROUTING
-j DNAT --to-destination 1.2.3.4
    error wrong-hook: -j DNAT cannot be reached from POSTROUTING
    hint: the kernel refuses the rule
%ip nat PREROUTING
-p tcp -j DNAT --to-destination --to-destination --random --persistent
    error bad-argument: --to-destination: '--to-destination' is not a range of addresses and ports
    hint: the address is missing: an iptables older than the rules dumps such lines; dump them again with the newer one
