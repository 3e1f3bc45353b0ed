# SPDX-License-Identifier: GPL-2.0-or-later
# kubelet: its hint for iptables-wrappers, its canaries, and no packets from elsewhere to loopback.
%iptables
*mangle
:KUBE-IPTABLES-HINT - [0:0]
:KUBE-KUBELET-CANARY - [0:0]
COMMIT
*nat
:KUBE-KUBELET-CANARY - [0:0]
COMMIT
*filter
:KUBE-KUBELET-CANARY - [0:0]
:KUBE-FIREWALL - [0:0]
-A INPUT -j KUBE-FIREWALL
-A OUTPUT -j KUBE-FIREWALL
-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
COMMIT
%packet eth0 8.8.8.8:1000 > 33.1.2.3:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    INPUT 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter, cnft nat, iptables nat
    udp listener 0.0.0.0 53 got 8.8.8.8
# From the world to loopback: Cilium does not mind, kubelet does.
%packet eth0 8.8.8.8:1000 > 127.0.0.1:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    INPUT 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    dropped
