# SPDX-License-Identifier: GPL-2.0-or-later
# libvirt with nftables: guests on br0 behind the node's address.
%nft
table ip libvirt_network {
  chain forward {
    type filter hook forward priority filter;
    counter jump guest_cross
    counter jump guest_input
    counter jump guest_output
  }
  chain guest_output {
    ip saddr 10.88.0.0/16 iif "br0" counter accept
    iif "br0" counter reject
  }
  chain guest_input {
    oif "br0" ip daddr 10.88.0.0/16 ct state established,related counter accept
    oif "br0" counter reject
  }
  chain guest_cross { iif "br0" oif "br0" counter accept; }
  chain guest_nat {
    type nat hook postrouting priority srcnat;
    ip saddr 10.88.0.0/16 ip daddr 224.0.0.0/24 counter return
    meta l4proto udp ip saddr 10.88.0.0/16 ip daddr != 10.88.0.0/16 counter masquerade to :1024-65535
  }
}
%packet port1 10.88.0.8:1000 > 8.8.8.8:53
    PREROUTING 0x0: cnft raw, cnft mangle, cnft nat
    FORWARD 0x0: cnft mangle, cnft filter, libvirt_network forward
    POSTROUTING 0x0: cnft mangle, cnft nat, libvirt_network guest_nat
    out eth0: 33.1.2.3 > 8.8.8.8
%packet lxc1 100.64.64.11:1000 > 10.88.0.7:53
    PREROUTING 0x0: cnft raw, cnft mangle, cnft nat
    FORWARD 0x0: cnft mangle, cnft filter, libvirt_network forward
    OUTPUT 0x0: cnft raw, cnft mangle, cnft filter
    POSTROUTING 0xc00: cnft mangle
    out lxc1: 33.1.2.3 > 100.64.64.11 icmp 3/3
