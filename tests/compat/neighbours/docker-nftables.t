# SPDX-License-Identifier: GPL-2.0-or-later
# Docker with nftables: a container on br0 with a published port.
%nft
table ip docker-bridges {
  map filter-forward-in-jumps {
    type ifname : verdict
    elements = { "br0" : jump filter-forward-in__br0 }
  }
  map filter-forward-out-jumps {
    type ifname : verdict
    elements = { "br0" : jump filter-forward-out__br0 }
  }
  chain raw-PREROUTING {
    type filter hook prerouting priority raw;
    ip daddr 10.88.0.7 iifname != "br0" counter drop
  }
  chain nat-PREROUTING {
    type nat hook prerouting priority dstnat;
    fib daddr type local counter jump nat-prerouting-and-output
  }
  chain nat-OUTPUT {
    type nat hook output priority -100;
    ip daddr != 127.0.0.0/8 fib daddr type local counter jump nat-prerouting-and-output
  }
  chain nat-POSTROUTING {
    type nat hook postrouting priority srcnat;
    oifname != "br0" ip saddr 10.88.0.0/16 counter masquerade
  }
  chain nat-prerouting-and-output {
    iifname != "br0" udp dport 8053 counter dnat to 10.88.0.7:53
  }
  chain filter-FORWARD {
    type filter hook forward priority filter;
    oifname vmap @filter-forward-in-jumps
    iifname vmap @filter-forward-out-jumps
  }
  chain filter-forward-in__br0 {
    ct state established,related counter accept
    ip daddr 10.88.0.7 udp dport 53 counter accept
    counter drop
  }
  chain filter-forward-out__br0 { counter accept; }
}
%packet eth0 8.8.8.8:1000 > 33.1.2.3:8053
    PREROUTING 0x0: cnft raw, docker-bridges raw-PREROUTING, cnft mangle, cnft nat, docker-bridges nat-PREROUTING
    FORWARD 0x0: cnft mangle, cnft filter, docker-bridges filter-FORWARD
    POSTROUTING 0x0: cnft mangle, cnft nat, docker-bridges nat-POSTROUTING
    out br0: 8.8.8.8 > 10.88.0.7
# Straight to the container: dropped first of all.
%packet eth0 8.8.8.8:1000 > 10.88.0.7:53
    PREROUTING 0x0: cnft raw, docker-bridges raw-PREROUTING
    dropped
%packet lxc1 100.64.64.11:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, docker-bridges raw-PREROUTING, cnft mangle, cnft nat, docker-bridges nat-PREROUTING
    FORWARD 0x0: cnft mangle, cnft filter, docker-bridges filter-FORWARD
    POSTROUTING 0x0: cnft mangle, cnft nat
    out eth0: 33.1.2.3 > 8.8.8.8
%packet port1 10.88.0.8:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, docker-bridges raw-PREROUTING, cnft mangle, cnft nat, docker-bridges nat-PREROUTING
    FORWARD 0x0: cnft mangle, cnft filter, docker-bridges filter-FORWARD
    POSTROUTING 0x0: cnft mangle, cnft nat, docker-bridges nat-POSTROUTING
    out eth0: 33.1.2.3 > 8.8.8.8
# From the node to its own published port.
%packet - 33.1.2.3:1000 > 33.1.2.3:8053
    OUTPUT 0x0: cnft raw, cnft mangle, cnft nat, docker-bridges nat-OUTPUT, cnft filter
    POSTROUTING 0xc00: cnft mangle, cnft nat, docker-bridges nat-POSTROUTING
    out br0: 33.1.2.3 > 10.88.0.7
