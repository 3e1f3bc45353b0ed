# SPDX-License-Identifier: GPL-2.0-or-later
# kube-proxy, mode iptables: a service with one endpoint here, and a node port.
%iptables
*mangle
:KUBE-PROXY-CANARY - [0:0]
COMMIT
*nat
:KUBE-SERVICES - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-EXT-A - [0:0]
:KUBE-SVC-A - [0:0]
:KUBE-SEP-A - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A KUBE-SERVICES -d 10.96.0.10/32 -p udp -m udp --dport 53 -j KUBE-SVC-A
-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
-A KUBE-NODEPORTS -p udp -m udp --dport 30053 -j KUBE-EXT-A
-A KUBE-EXT-A -j KUBE-MARK-MASQ
-A KUBE-EXT-A -j KUBE-SVC-A
-A KUBE-SVC-A ! -s 100.64.0.0/10 -d 10.96.0.10/32 -p udp -m udp --dport 53 -j KUBE-MARK-MASQ
-A KUBE-SVC-A -j KUBE-SEP-A
-A KUBE-SEP-A -s 100.64.64.12/32 -j KUBE-MARK-MASQ
-A KUBE-SEP-A -p udp -m udp -j DNAT --to-destination 100.64.64.12:5353
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE --random-fully
COMMIT
*filter
:KUBE-FORWARD - [0:0]
-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
COMMIT
# From a pod to the service.
%packet lxc1 100.64.64.11:1000 > 10.96.0.10:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 100.64.64.11 > 100.64.64.12
# From the world to the node port: masqueraded.
%packet eth0 8.8.8.8:1000 > 33.1.2.3:30053
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x4000: cnft mangle, iptables mangle, cnft filter, iptables filter
    POSTROUTING 0x4000: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 33.1.2.3 > 100.64.64.12
# From the node to the service: masqueraded, since it is no pod.
%packet - 33.1.2.3:1000 > 10.96.0.10:53
    OUTPUT 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    OUTPUT 0x4000: cnft filter
    OUTPUT 0x4c00: iptables filter
    POSTROUTING 0x4c00: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 33.1.2.3 > 100.64.64.12
# From a pod, marked for a proxy of Cilium.
%packet lxc1 100.64.64.11:1000 > 10.96.0.10:53 mark 0x19420200
    PREROUTING 0x19420200: cnft raw, iptables raw, cnft mangle
    PREROUTING 0x200: iptables mangle
    INPUT 0x200: cnft mangle, iptables mangle, cnft filter
    udp listener 127.0.0.1 16921 transparent got 100.64.64.11
# From a proxy of Cilium to the service.
%packet - 33.1.2.3:1000 > 10.96.0.10:53 mark 0xa00
    OUTPUT 0xa00: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0xa00: cnft mangle, iptables mangle
    out cilium_host: 33.1.2.3 > 10.96.0.10
