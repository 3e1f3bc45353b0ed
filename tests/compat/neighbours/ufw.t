# SPDX-License-Identifier: GPL-2.0-or-later
# ufw: nothing comes in but ssh, nothing is forwarded.
%iptables
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:ufw-before-input - [0:0]
:ufw-before-forward - [0:0]
:ufw-user-input - [0:0]
:ufw-user-forward - [0:0]
-A INPUT -j ufw-before-input
-A FORWARD -j ufw-before-forward
-A ufw-before-input -i lo -j ACCEPT
-A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A ufw-before-input -m conntrack --ctstate INVALID -j DROP
-A ufw-before-input -j ufw-user-input
-A ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A ufw-before-forward -j ufw-user-forward
-A ufw-user-input -p tcp -m tcp --dport 22 -j ACCEPT
COMMIT
# What Cilium's chains accept is dropped.
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    FORWARD 0x0: cnft mangle, iptables mangle, cnft filter
    POSTROUTING 0x0: cnft mangle, iptables mangle, cnft nat
    out eth0: 33.1.2.3 > 8.8.8.8
# To a proxy: Cilium's accept does not reach as far as ufw's policy.
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53 mark 0x19420200
    PREROUTING 0x19420200: cnft raw, iptables raw, cnft mangle
    PREROUTING 0x200: iptables mangle
    INPUT 0x200: cnft mangle, iptables mangle, cnft filter
    udp listener 127.0.0.1 16921 transparent got 100.64.64.11
%packet eth0 8.8.8.8:1000 > 33.1.2.3:53
    PREROUTING 0x0: cnft raw, iptables raw, cnft mangle, iptables mangle, cnft nat, iptables nat
    INPUT 0x0: cnft mangle, iptables mangle, cnft filter, iptables filter
    dropped
