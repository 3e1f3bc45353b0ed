# Rules as kube-proxy writes them.
%chains KUBE-MARK-MASQ KUBE-NODEPORTS KUBE-PROXY-FIREWALL KUBE-SEP-A KUBE-SVC-NPX46M4PTMTKRN6Y
%ip filter FORWARD KUBE-FORWARD
-m conntrack --ctstate INVALID -j DROP
    save: -m conntrack --ctstate INVALID -j DROP
    nft: filter/FORWARD counter jump filter/KUBE-FORWARD
    nft: filter/KUBE-FORWARD ct state invalid counter drop
-m conntrack --ctstate INVALID -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP
    error no-native-form: -m nfacct --nfacct-name: accounting objects are of another subsystem, which nf_tables does not count in, and their readers see no others
    hint: leave the match out and read the rule's own counter
-m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
    save: -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
    nft: filter/FORWARD counter jump filter/KUBE-FORWARD
    nft: filter/KUBE-FORWARD meta mark & 0x4000 == 0x4000 counter accept comment "kubernetes forwarding rules"
-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    nft: filter/FORWARD counter jump filter/KUBE-FORWARD
    nft: filter/KUBE-FORWARD ct state established,related counter accept
%ip filter INPUT
-m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
    save: -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
    nft: filter/INPUT ct state new counter jump filter/KUBE-PROXY-FIREWALL comment "kubernetes load balancer firewall"
%ip nat POSTROUTING KUBE-POSTROUTING
-m mark ! --mark 0x4000/0x4000 -j RETURN
    save: -m mark ! --mark 0x4000/0x4000 -j RETURN
    nft: nat/POSTROUTING counter jump nat/KUBE-POSTROUTING
    nft: nat/KUBE-POSTROUTING meta mark & 0x4000 != 0x4000 counter return
-j MARK --set-xmark 0x4000/0x0
    save: -j MARK --set-xmark 0x4000/0x0
    nft: nat/POSTROUTING counter jump nat/KUBE-POSTROUTING
    nft: nat/KUBE-POSTROUTING counter meta mark set meta mark ^ 0x4000
-m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
    save: -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
    nft: nat/POSTROUTING counter jump nat/KUBE-POSTROUTING
    nft: nat/KUBE-POSTROUTING counter masquerade fully-random comment "kubernetes service traffic requiring SNAT"
%ip nat PREROUTING KUBE-MARK-MASQ
-j MARK --set-xmark 0x4000/0x4000
    save: -j MARK --set-xmark 0x4000/0x4000
    nft: nat/PREROUTING counter jump nat/KUBE-MARK-MASQ
    nft: nat/KUBE-MARK-MASQ counter meta mark set meta mark | 0x4000
%ip nat PREROUTING KUBE-SERVICES
-d 10.96.0.1/32 -p tcp -m comment --comment "default/kubernetes:https cluster IP" -m tcp --dport 443 -j KUBE-SVC-NPX46M4PTMTKRN6Y
    save: -d 10.96.0.1/32 -p tcp -m comment --comment "default/kubernetes:https cluster IP" -m tcp --dport 443 -j KUBE-SVC-NPX46M4PTMTKRN6Y
    nft: nat/PREROUTING counter jump nat/KUBE-SERVICES
    nft: nat/KUBE-SERVICES ip daddr 10.96.0.1 meta l4proto tcp tcp dport 443 counter jump nat/KUBE-SVC-NPX46M4PTMTKRN6Y comment "default/kubernetes:https cluster IP"
-m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    save: -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    nft: nat/PREROUTING counter jump nat/KUBE-SERVICES
    nft: nat/KUBE-SERVICES fib daddr type local counter jump nat/KUBE-NODEPORTS comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain"
! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    save: ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    nft: nat/PREROUTING counter jump nat/KUBE-SERVICES
    nft: nat/KUBE-SERVICES ip daddr & 255.0.0.0 != 127.0.0.0 fib daddr type local counter jump nat/KUBE-NODEPORTS
%ip nat PREROUTING KUBE-SVC-NPX46M4PTMTKRN6Y
! -s 10.244.0.0/16 -d 10.0.0.1/32 -p tcp -m comment --comment "default/kubernetes:https cluster IP" -m tcp --dport 443 -j KUBE-MARK-MASQ
    save: ! -s 10.244.0.0/16 -d 10.0.0.1/32 -p tcp -m comment --comment "default/kubernetes:https cluster IP" -m tcp --dport 443 -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-NPX46M4PTMTKRN6Y
    nft: nat/KUBE-SVC-NPX46M4PTMTKRN6Y ip saddr & 255.255.0.0 != 10.244.0.0 ip daddr 10.0.0.1 meta l4proto tcp tcp dport 443 counter jump nat/KUBE-MARK-MASQ comment "default/kubernetes:https cluster IP"
-m comment --comment "default/kubernetes:https -> 10.244.0.2:6443" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-A
    save: -m comment --comment "default/kubernetes:https -> 10.244.0.2:6443" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-A
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-NPX46M4PTMTKRN6Y
    nft: nat/KUBE-SVC-NPX46M4PTMTKRN6Y meta random < 1431655766 counter jump nat/KUBE-SEP-A comment "default/kubernetes:https -> 10.244.0.2:6443"
-m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A
    save: -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-NPX46M4PTMTKRN6Y
    nft: nat/KUBE-SVC-NPX46M4PTMTKRN6Y meta random < 2147483648 counter jump nat/KUBE-SEP-A
%ip nat PREROUTING KUBE-SEP-A
-s 10.244.0.2/32 -m comment --comment "default/kubernetes:https" -j KUBE-MARK-MASQ
    save: -s 10.244.0.2/32 -m comment --comment "default/kubernetes:https" -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-SEP-A
    nft: nat/KUBE-SEP-A ip saddr 10.244.0.2 counter jump nat/KUBE-MARK-MASQ comment "default/kubernetes:https"
-p tcp -m comment --comment "default/kubernetes:https" -m tcp -j DNAT --to-destination 10.244.0.2:6443
    save: -p tcp -m comment --comment "default/kubernetes:https" -m tcp -j DNAT --to-destination 10.244.0.2:6443
    nft: nat/PREROUTING counter jump nat/KUBE-SEP-A
    nft: nat/KUBE-SEP-A meta l4proto tcp counter dnat to 10.244.0.2:6443 comment "default/kubernetes:https"
-p tcp -m recent --set --name KUBE-SEP-A --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.0.2:6443
    save: -p tcp -m recent --set --name KUBE-SEP-A --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.0.2:6443
    nft: nat/PREROUTING counter jump nat/KUBE-SEP-A
    nft: nat/KUBE-SEP-A meta l4proto tcp counter dnat to 10.244.0.2:6443
%ip nat PREROUTING KUBE-SVC-AFF
-m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-A --mask 255.255.255.255 --rsource -j KUBE-SEP-A
    save: -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-A --mask 255.255.255.255 --rsource -j KUBE-SEP-A
    nft: set recent..KUBE-SEP-A..10800 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-AFF
    nft: nat/KUBE-SVC-AFF ip saddr @recent..KUBE-SEP-A..10800 counter jump nat/KUBE-SEP-A
%ip nat PREROUTING KUBE-XLB-A
-m comment --comment "masquerade LOCAL traffic for service LB IP" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
    save: -m comment --comment "masquerade LOCAL traffic for service LB IP" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-XLB-A
    nft: nat/KUBE-XLB-A fib saddr type local counter jump nat/KUBE-MARK-MASQ comment "masquerade LOCAL traffic for service LB IP"
%ip filter FORWARD KUBE-SERVICES
-d 10.96.7.7/32 -p tcp -m comment --comment "default/svc has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
    save: -d 10.96.7.7/32 -p tcp -m comment --comment "default/svc has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
    nft: filter/FORWARD counter jump filter/KUBE-SERVICES
    nft: filter/KUBE-SERVICES ip daddr 10.96.7.7 meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/KUBE-SERVICES ip daddr 10.96.7.7 meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter reject with icmp port-unreachable comment "default/svc has no endpoints"
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter INPUT KUBE-NODEPORTS
-p tcp -m comment --comment "default/svc health check node port" -m tcp --dport 30000 -j ACCEPT
    save: -p tcp -m comment --comment "default/svc health check node port" -m tcp --dport 30000 -j ACCEPT
    nft: filter/INPUT counter jump filter/KUBE-NODEPORTS
    nft: filter/KUBE-NODEPORTS meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/KUBE-NODEPORTS meta l4proto tcp tcp dport 30000 @th,136,24 >= 0x0 counter accept comment "default/svc health check node port"
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip nat PREROUTING KUBE-SVC-LONG
-d 10.96.0.1/32 -p tcp -m tcp --dport 443 -m comment --comment "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:https-port-name cluster IP" -j ACCEPT
    save: -d 10.96.0.1/32 -p tcp -m tcp --dport 443 -m comment --comment "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:https-port-name cluster IP" -j ACCEPT
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-LONG
    nft: nat/KUBE-SVC-LONG ip daddr 10.96.0.1 meta l4proto tcp tcp dport 443 counter accept  # aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:https-port-name cluster IP
%ip nat PREROUTING KUBE-SVC-A
-m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j KUBE-MARK-MASQ
    save: -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-A
    nft: nat/KUBE-SVC-A fib saddr type != local jump nat/KUBE-SVC-A..0d06a56c
    nft: nat/KUBE-SVC-A..0d06a56c meta iifkind "bridge" return
    nft: nat/KUBE-SVC-A..0d06a56c counter jump nat/KUBE-MARK-MASQ
! -i cni0 -j KUBE-MARK-MASQ
    save: ! -i cni0 -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-A
    nft: nat/KUBE-SVC-A meta iifname != "cni0" counter jump nat/KUBE-MARK-MASQ
! -i veth+ -j KUBE-MARK-MASQ
    save: ! -i veth+ -j KUBE-MARK-MASQ
    nft: nat/PREROUTING counter jump nat/KUBE-SVC-A
    nft: nat/KUBE-SVC-A meta iifname != "veth*" counter jump nat/KUBE-MARK-MASQ
