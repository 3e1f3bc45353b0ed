# SPDX-License-Identifier: GPL-2.0-or-later
# kube-proxy, mode ipvs: sets say what is a service; the translation itself is IPVS's.
%ipset
create KUBE-CLUSTER-IP hash:ip,port
add KUBE-CLUSTER-IP 10.96.0.10,udp:53
create KUBE-LOOP-BACK hash:ip,port,ip
add KUBE-LOOP-BACK 100.64.64.12,udp:5353,100.64.64.12
%iptables
*nat
:KUBE-SERVICES - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-MARK-MASQ - [0:0]
-A PREROUTING -j KUBE-SERVICES
-A OUTPUT -j KUBE-SERVICES
-A POSTROUTING -j KUBE-POSTROUTING
-A KUBE-SERVICES -s 127.0.0.0/8 -j RETURN
-A KUBE-SERVICES ! -s 100.64.0.0/10 -m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ
-A KUBE-SERVICES -m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m set --match-set KUBE-LOOP-BACK dst,dst,src -j MASQUERADE
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE --random-fully
COMMIT
*filter
:KUBE-FORWARD - [0:0]
-A FORWARD -j KUBE-FORWARD
-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
COMMIT
# From the node to the service.
%packet - 33.1.2.3:1000 > 10.96.0.10:53
    OUTPUT 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    OUTPUT 0x4000: cnft filter
    OUTPUT 0x4c00: iptables filter
    POSTROUTING 0x4c00: cnft mangle, iptables mangle, cnft nat, iptables nat
    out eth0: 33.1.2.3 > 10.96.0.10
# A pod that reaches itself through the service.
%packet lxc2 100.64.64.12:1000 > 100.64.64.12:5353
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 33.1.2.3 > 100.64.64.12
