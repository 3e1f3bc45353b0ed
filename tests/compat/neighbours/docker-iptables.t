# SPDX-License-Identifier: GPL-2.0-or-later
# Docker with iptables: a container on br0 with a published port. What nobody published is dropped.
%iptables
*nat
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 10.88.0.0/16 ! -o br0 -j MASQUERADE
-A DOCKER ! -i br0 -p udp -m udp --dport 8053 -j DNAT --to-destination 10.88.0.7:53
COMMIT
*filter
:FORWARD DROP [0:0]
:DOCKER-USER - [0:0]
:DOCKER-FORWARD - [0:0]
:DOCKER-CT - [0:0]
:DOCKER-BRIDGE - [0:0]
:DOCKER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-FORWARD
-A DOCKER-FORWARD -j DOCKER-CT
-A DOCKER-FORWARD -j DOCKER-BRIDGE
-A DOCKER-FORWARD -i br0 -j ACCEPT
-A DOCKER-CT -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER-BRIDGE -o br0 -j DOCKER
-A DOCKER -d 10.88.0.7/32 ! -i br0 -o br0 -p udp -m udp --dport 53 -j ACCEPT
-A DOCKER ! -i br0 -o br0 -j DROP
COMMIT
# To the published port.
%packet eth0 8.8.8.8:1000 > 33.1.2.3:8053
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out br0: 8.8.8.8 > 10.88.0.7
# From a pod of Cilium to the world: the policy of FORWARD drops what Cilium's chain accepted.
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat
    out eth0: 33.1.2.3 > 8.8.8.8
# From the container to the world.
%packet port1 10.88.0.8:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat, iptables nat
    out eth0: 33.1.2.3 > 8.8.8.8
# From the node to its own published port.
%packet - 33.1.2.3:1000 > 33.1.2.3:8053
    OUTPUT 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat, cnft filter
    OUTPUT 0xc00: iptables filter
    POSTROUTING 0xc00: cnft mangle, iptables mangle, cnft nat, iptables nat
    out br0: 33.1.2.3 > 10.88.0.7
