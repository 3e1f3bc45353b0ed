# Rules as kube-proxy-ipvs writes them.
%ipset create xset_ipport hash:ip,port
%ipset add xset_ipport 10.1.0.2,tcp:80
%ipset create xset_ipportip hash:ip,port,ip
%ipset create xset_port bitmap:port range 0-65535
%ipset add xset_port 80
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%ipset create xset_ipportnet hash:ip,port,net
%chains KUBE-MARK-MASQ
%ip nat PREROUTING KUBE-SERVICES
-m comment --comment "Kubernetes service cluster ip + port for masquerade purpose" -m set --match-set xset_ipport dst,dst -j KUBE-MARK-MASQ
    save: -m comment --comment "Kubernetes service cluster ip + port for masquerade purpose" -m set --match-set xset_ipport dst,dst -j KUBE-MARK-MASQ
    nft: set xset_ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.1.0.2 . tcp . 80 } }
    nft: nat/PREROUTING counter jump nat/KUBE-SERVICES
    nft: nat/KUBE-SERVICES ip daddr . meta l4proto . th dport @xset_ipport counter jump nat/KUBE-MARK-MASQ comment "Kubernetes service cluster ip + port for masquerade purpose"
! -s 10.244.0.0/16 -m set --match-set xset_ipport dst,dst -j KUBE-MARK-MASQ
    save: ! -s 10.244.0.0/16 -m set --match-set xset_ipport dst,dst -j KUBE-MARK-MASQ
    nft: set xset_ipport { type ipv4_addr . inet_proto . inet_service size 64 elements = { 10.1.0.2 . tcp . 80 } }
    nft: nat/PREROUTING counter jump nat/KUBE-SERVICES
    nft: nat/KUBE-SERVICES ip saddr & 255.255.0.0 != 10.244.0.0 ip daddr . meta l4proto . th dport @xset_ipport counter jump nat/KUBE-MARK-MASQ
%ip nat POSTROUTING KUBE-POSTROUTING
-m set --match-set xset_ipportip dst,dst,src -j MASQUERADE
    save: -m set --match-set xset_ipportip dst,dst,src -j MASQUERADE
    nft: set xset_ipportip { type ipv4_addr . inet_proto . inet_service . ipv4_addr size 64 }
    nft: nat/POSTROUTING counter jump nat/KUBE-POSTROUTING
    nft: nat/KUBE-POSTROUTING ip daddr . meta l4proto . th dport . ip saddr @xset_ipportip counter masquerade
%ip nat PREROUTING KUBE-NODE-PORT
-p tcp -m comment --comment "nodeport TCP" -m set --match-set xset_port dst -j KUBE-MARK-MASQ
    save: -p tcp -m comment --comment "nodeport TCP" -m set --match-set xset_port dst -j KUBE-MARK-MASQ
    nft: set xset_port { type inet_service size 64 elements = { 80 } }
    nft: nat/PREROUTING counter jump nat/KUBE-NODE-PORT
    nft: nat/KUBE-NODE-PORT meta l4proto tcp tcp dport @xset_port counter jump nat/KUBE-MARK-MASQ comment "nodeport TCP"
%ip filter INPUT KUBE-IPVS-FILTER
-m conntrack --ctstate NEW -m set --match-set xset_ip dst -j REJECT --reject-with icmp-port-unreachable
    save: -m conntrack --ctstate NEW -m set --match-set xset_ip dst -j REJECT --reject-with icmp-port-unreachable
    nft: set xset_ip { type ipv4_addr size 64 elements = { 10.1.0.2, 10.2.0.9 } }
    nft: filter/INPUT counter jump filter/KUBE-IPVS-FILTER
    nft: filter/KUBE-IPVS-FILTER ct state new ip daddr @xset_ip counter reject with icmp port-unreachable
%ip filter INPUT KUBE-NODE-PORT
-m set --match-set xset_port dst -m comment --comment "Kubernetes health check node port" -j ACCEPT
    save: -m set --match-set xset_port dst -m comment --comment "Kubernetes health check node port" -j ACCEPT
    nft: set xset_port { type inet_service size 64 elements = { 80 } }
    nft: set protocols..2ab9cc67 { type inet_proto size 2 elements = { tcp, udp } }
    nft: filter/INPUT counter jump filter/KUBE-NODE-PORT
    nft: filter/KUBE-NODE-PORT meta l4proto != tcp @th,40,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @xset_port counter accept comment "Kubernetes health check node port"
    nft: filter/KUBE-NODE-PORT @th,40,24 >= 0x0 @th,136,24 >= 0x0 meta l4proto @protocols..2ab9cc67 th dport @xset_port counter accept
%ip nat PREROUTING KUBE-LOAD-BALANCER
-m set --match-set xset_ipportnet dst,dst,src -j RETURN
    save: -m set --match-set xset_ipportnet dst,dst,src -j RETURN
    nft: set xset_ipportnet { type ipv4_addr . inet_proto . inet_service . ipv4_addr flags interval }
    nft: nat/PREROUTING counter jump nat/KUBE-LOAD-BALANCER
    nft: nat/KUBE-LOAD-BALANCER ip daddr . meta l4proto . th dport . ip saddr @xset_ipportnet counter return
