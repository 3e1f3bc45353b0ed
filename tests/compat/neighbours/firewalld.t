# SPDX-License-Identifier: GPL-2.0-or-later
# firewalld with nftables: ten behind the priorities of iptables. The zone lets in ssh and what is
# established, forwards nothing, and masquerades to the world.
%nft
table inet firewalld {
  chain mangle_PREROUTING { type filter hook prerouting priority mangle + 10; }
  chain nat_PREROUTING { type nat hook prerouting priority dstnat + 10; }
  chain nat_POSTROUTING {
    type nat hook postrouting priority srcnat + 10;
    meta nfproto ipv4 oifname "eth0" masquerade
  }
  chain nat_OUTPUT { type nat hook output priority -90; }
  chain filter_PREROUTING {
    type filter hook prerouting priority filter + 10;
    meta nfproto ipv6 fib saddr . mark . iif oif missing drop
  }
  chain filter_INPUT {
    type filter hook input priority filter + 10;
    ct state { established, related } accept
    ct status dnat accept
    iifname "lo" accept
    tcp dport 22 accept
    reject with icmpx admin-prohibited
  }
  chain filter_FORWARD {
    type filter hook forward priority filter + 10;
    ct state { established, related } accept
    ct status dnat accept
    reject with icmpx admin-prohibited
  }
  chain filter_OUTPUT { type filter hook output priority filter + 10; }
}
# What Cilium's chains accept is rejected.
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, cnft mangle, firewalld mangle_PREROUTING, cnft nat, firewalld nat_PREROUTING, firewalld filter_PREROUTING
    FORWARD 0x0: cnft mangle, cnft filter, firewalld filter_FORWARD
    OUTPUT 0x0: cnft raw, cnft mangle, cnft filter
    OUTPUT 0xc00: firewalld filter_OUTPUT
    POSTROUTING 0xc00: cnft mangle
    out lxc1: 33.1.2.3 > 100.64.64.11 icmp 3/13
%packet eth0 8.8.8.8:1000 > 33.1.2.3:53
    PREROUTING 0x0: cnft raw, cnft mangle, firewalld mangle_PREROUTING, cnft nat, firewalld nat_PREROUTING, firewalld filter_PREROUTING
    INPUT 0x0: cnft mangle, cnft filter, firewalld filter_INPUT
    OUTPUT 0x0: cnft raw, cnft mangle, cnft filter
    OUTPUT 0xc00: firewalld filter_OUTPUT
    POSTROUTING 0xc00: cnft mangle
    out eth0: 33.1.2.3 > 8.8.8.8 icmp 3/13
# Packets that Cilium redirected to a proxy, too.
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53 mark 0x19420200
    PREROUTING 0x19420200: cnft raw, cnft mangle
    PREROUTING 0x200: firewalld mangle_PREROUTING, firewalld filter_PREROUTING
    INPUT 0x200: cnft mangle, cnft filter, firewalld filter_INPUT
    dropped
%packet - 33.1.2.3:1000 > 8.8.8.8:53
    OUTPUT 0x0: cnft raw, cnft mangle, cnft nat, firewalld nat_OUTPUT, cnft filter
    OUTPUT 0xc00: firewalld filter_OUTPUT
    POSTROUTING 0xc00: cnft mangle, cnft nat, firewalld nat_POSTROUTING
    out eth0: 33.1.2.3 > 8.8.8.8
