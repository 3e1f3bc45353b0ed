# SPDX-License-Identifier: GPL-2.0-or-later
# CNI portmap: port 8080 of the node is a container's. What comes from the container's own network
# or from loopback is masqueraded.
%iptables
*nat
:CNI-HOSTPORT-DNAT - [0:0]
:CNI-HOSTPORT-MASQ - [0:0]
:CNI-HOSTPORT-SETMARK - [0:0]
:CNI-DN-a - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
-A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ
-A CNI-HOSTPORT-DNAT -p udp -m multiport --dports 8080 -j CNI-DN-a
-A CNI-DN-a -s 100.64.64.0/24 -p udp -m udp --dport 8080 -j CNI-HOSTPORT-SETMARK
-A CNI-DN-a -s 127.0.0.1/32 -p udp -m udp --dport 8080 -j CNI-HOSTPORT-SETMARK
-A CNI-DN-a -p udp -m udp --dport 8080 -j DNAT --to-destination 100.64.64.12:80
-A CNI-HOSTPORT-SETMARK -j MARK --set-xmark 0x2000/0x2000
-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE
COMMIT
%packet eth0 8.8.8.8:1000 > 33.1.2.3:8080
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 8.8.8.8 > 100.64.64.12
%packet lxc1 100.64.64.11:1000 > 33.1.2.3:8080
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x2000: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x2000: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 33.1.2.3 > 100.64.64.12
%packet - 127.0.0.1:1000 > 127.0.0.1:8080
    OUTPUT 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    OUTPUT 0x2000: cnft filter
    OUTPUT 0x2c00: iptables filter
    POSTROUTING 0x2c00: cnft mangle, iptables mangle, cnft nat, iptables nat
    out lxc2: 33.1.2.3 > 100.64.64.12
