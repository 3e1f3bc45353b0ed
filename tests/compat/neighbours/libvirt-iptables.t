# SPDX-License-Identifier: GPL-2.0-or-later
# libvirt with iptables: guests on br0 behind the node's address.
%iptables
*nat
:LIBVIRT_PRT - [0:0]
-A POSTROUTING -j LIBVIRT_PRT
-A LIBVIRT_PRT -s 10.88.0.0/16 -d 224.0.0.0/24 -j RETURN
-A LIBVIRT_PRT -s 10.88.0.0/16 ! -d 10.88.0.0/16 -p udp -j MASQUERADE --to-ports 1024-65535
COMMIT
*filter
:LIBVIRT_INP - [0:0]
:LIBVIRT_OUT - [0:0]
:LIBVIRT_FWI - [0:0]
:LIBVIRT_FWO - [0:0]
:LIBVIRT_FWX - [0:0]
-A INPUT -j LIBVIRT_INP
-A FORWARD -j LIBVIRT_FWX
-A FORWARD -j LIBVIRT_FWI
-A FORWARD -j LIBVIRT_FWO
-A OUTPUT -j LIBVIRT_OUT
-A LIBVIRT_INP -i br0 -p udp -m udp --dport 53 -j ACCEPT
-A LIBVIRT_FWI -d 10.88.0.0/16 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A LIBVIRT_FWI -o br0 -j REJECT --reject-with icmp-port-unreachable
-A LIBVIRT_FWO -s 10.88.0.0/16 -i br0 -j ACCEPT
-A LIBVIRT_FWO -i br0 -j REJECT --reject-with icmp-port-unreachable
-A LIBVIRT_FWX -i br0 -o br0 -j ACCEPT
COMMIT
%packet port1 10.88.0.8:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out eth0: 33.1.2.3 > 8.8.8.8
# From a pod of Cilium to a guest: rejected.
%packet lxc1 100.64.64.11:1000 > 10.88.0.7:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat
    out br0: 10.88.0.1 > 10.88.0.7
