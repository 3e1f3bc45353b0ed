# SPDX-License-Identifier: GPL-2.0-or-later
# kube-proxy, mode nftables: a table of its own. It filters before it translates.
%nft
table ip kube-proxy {
  map service-ips {
    type ipv4_addr . inet_proto . inet_service : verdict
    elements = { 10.96.0.10 . udp . 53 : goto service-A }
  }
  map service-nodeports {
    type inet_proto . inet_service : verdict
    elements = { udp . 30053 : goto external-A }
  }
  chain filter-prerouting { type filter hook prerouting priority -110; }
  chain filter-input { type filter hook input priority -110; }
  chain filter-forward { type filter hook forward priority -110; }
  chain filter-output { type filter hook output priority -110; }
  chain filter-output-post-dnat { type filter hook output priority -90; }
  chain nat-prerouting { type nat hook prerouting priority -100; jump services; }
  chain nat-output { type nat hook output priority -100; jump services; }
  chain nat-postrouting { type nat hook postrouting priority 100; jump masquerading; }
  chain services {
    ip daddr . meta l4proto . th dport vmap @service-ips
    fib daddr type local meta l4proto . th dport vmap @service-nodeports
  }
  chain external-A {
    jump mark-for-masquerade
    goto service-A
  }
  chain service-A {
    ip daddr 10.96.0.10 udp dport 53 ip saddr != 100.64.0.0/10 jump mark-for-masquerade
    meta l4proto udp dnat to 100.64.64.12:5353
  }
  chain mark-for-masquerade { meta mark set meta mark or 0x4000; }
  chain masquerading {
    meta mark & 0x4000 == 0 return
    meta mark set meta mark xor 0x4000
    masquerade fully-random
  }
}
%packet lxc1 100.64.64.11:1000 > 10.96.0.10:53
    PREROUTING 0x0: cnft raw, cnft mangle, kube-proxy filter-prerouting, cnft nat, kube-proxy nat-prerouting
    FORWARD 0x0: cnft mangle, kube-proxy filter-forward, cnft filter
    POSTROUTING 0x0: cnft mangle, cnft nat, kube-proxy nat-postrouting
    out lxc2: 100.64.64.11 > 100.64.64.12
%packet eth0 8.8.8.8:1000 > 33.1.2.3:30053
    PREROUTING 0x0: cnft raw, cnft mangle, kube-proxy filter-prerouting, cnft nat, kube-proxy nat-prerouting
    FORWARD 0x4000: cnft mangle, kube-proxy filter-forward, cnft filter
    POSTROUTING 0x4000: cnft mangle, cnft nat, kube-proxy nat-postrouting
    out lxc2: 33.1.2.3 > 100.64.64.12
%packet - 33.1.2.3:1000 > 10.96.0.10:53
    OUTPUT 0x0: cnft raw, cnft mangle, kube-proxy filter-output, cnft nat, kube-proxy nat-output
    OUTPUT 0x4000: kube-proxy filter-output-post-dnat, cnft filter
    POSTROUTING 0x4c00: cnft mangle, cnft nat, kube-proxy nat-postrouting
    out lxc2: 33.1.2.3 > 100.64.64.12
%packet lxc1 100.64.64.11:1000 > 10.96.0.10:53 mark 0x19420200
    PREROUTING 0x19420200: cnft raw, cnft mangle
    PREROUTING 0x200: kube-proxy filter-prerouting
    INPUT 0x200: cnft mangle, kube-proxy filter-input, cnft filter
    udp listener 127.0.0.1 16921 transparent got 100.64.64.11
