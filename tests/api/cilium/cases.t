# SPDX-License-Identifier: GPL-2.0-or-later
# What each option changes: '+' and '-' lines are rules against the first case of the
# release, 4 and 6 the family.

case the defaults of 1.19
    4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    4 route local 0.0.0.0/0 dev lo table 2004
    6 route local ::/0 dev lo table 2004
    advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case the defaults of 1.18
release 1.18
    4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    4 route local 0.0.0.0/0 dev lo table 2004
    6 route local ::/0 dev lo table 2004
    advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case the defaults of 1.16
release 1.16
    4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    4 mangle -A CILIUM_PRE_mangle -m socket --transparent -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m mark ! --mark 0x00000f00/0x00000f00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    6 mangle -A CILIUM_PRE_mangle -m socket --transparent -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m mark ! --mark 0x00000f00/0x00000f00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    4 route local 0.0.0.0/0 dev lo table 2004
    6 route local ::/0 dev lo table 2004

case the defaults of 1.14
release 1.14
    4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    4 mangle -A CILIUM_PRE_mangle -m socket --transparent -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: ACCEPT for proxy return traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m mark ! --mark 0x00000f00/0x00000f00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    6 mangle -A CILIUM_PRE_mangle -m socket --transparent -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: ACCEPT for proxy return traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m mark ! --mark 0x00000f00/0x00000f00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    4 route local 0.0.0.0/0 dev lo table 2004
    6 route local ::/0 dev lo table 2004

case the defaults of 1.12
release 1.12
    4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    4 mangle -A CILIUM_PRE_mangle -m socket --transparent -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-port 43477
    4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-port 43477
    4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: ACCEPT for proxy return traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    6 mangle -A CILIUM_PRE_mangle -m socket --transparent -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-port 43477
    6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-port 43477
    6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: ACCEPT for proxy return traffic" -j ACCEPT
    6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    4 route local 0.0.0.0/0 dev lo table 2004
    6 route local ::/0 dev lo table 2004

case no rules
set install-iptables-rules=false
set enable-l7-proxy=false
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -4 route local 0.0.0.0/0 dev lo table 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case no rules with an L7 proxy
set install-iptables-rules=false
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    error install-iptables-rules: enable-l7-proxy needs rules that redirect to the proxy, or enable-bpf-tproxy (leave install-iptables-rules on, or set enable-l7-proxy=false)

case no rules with an L7 proxy in BPF
set install-iptables-rules=false
set enable-bpf-tproxy=true
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case IPv4 only
set enable-ipv6=false
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case IPv6 only
set enable-ipv4=false
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -4 route local 0.0.0.0/0 dev lo table 2004

case no family
set enable-ipv4=false
set enable-ipv6=false
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 mangle -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_mangle" -j CILIUM_POST_mangle
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -4 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -4 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -4 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -4 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -4 route local 0.0.0.0/0 dev lo table 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    error enable-ipv4: neither IPv4 nor IPv6 is enabled (enable one of them)

case appended feeders
set prepend-iptables-chains=false

case no feeders in two hooks
set disable-iptables-feeder-rules=PREROUTING output
    -4 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -4 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -4 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -4 nat -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_nat" -j CILIUM_PRE_nat
    -4 nat -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_nat" -j CILIUM_OUTPUT_nat
    -4 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT

case a chain is no hook
set disable-iptables-feeder-rules=CILIUM_INPUT
    warning disable-iptables-feeder-rules: 'CILIUM_INPUT' is no hook and has no effect (hooks are PREROUTING, INPUT, FORWARD, OUTPUT and POSTROUTING)

case the lock
set iptables-lock-timeout=10s

case a lock that is no duration
set iptables-lock-timeout=soon
    error iptables-lock-timeout: 'soon' (set) cannot be its value (it is a duration such as 5s)

case random ports
set iptables-random-fully=true
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --random-fully
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --random-fully

case no fallback for sockets
set enable-xt-socket-fallback=false

case no socket match
node {socket-match: false}
    -4 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200

case no masquerading of IPv4
set enable-ipv4-masquerade=false
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33

case no masquerading of IPv6
set enable-ipv6-masquerade=false
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33

case masquerading in BPF
set enable-bpf-masquerade=true
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33

case one egress interface
set egress-masquerade-interfaces=eth0
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE

case patterns of egress interfaces
set egress-masquerade-interfaces=eth+,ens5
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o ens5 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o ens5 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE

case patterns of egress interfaces, 1.16
release 1.16
set egress-masquerade-interfaces=eth+,ens5
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o ens5 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o ens5 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    error egress-masquerade-interfaces: release 1.16 puts several interfaces into one rule, which iptables refuses (name one interface, or use --cilium-release 1.18 or newer)

case an egress interface and native routing
set egress-masquerade-interfaces=eth0
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -o eth0 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -o eth0 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case an egress interface and native routing, 1.12
release 1.12
set egress-masquerade-interfaces=eth0
set tunnel=disabled
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3

case source of the route
set enable-masquerade-to-route-source=true
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.50.0.0/24 ! -o cilium_+ -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.9.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.30.0.0/16 -o eth1 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.8.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.7.2
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -d 2001:db8:30::/48 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 2001:db8::2

case source of the route, random ports
set enable-masquerade-to-route-source=true
set iptables-random-fully=true
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.50.0.0/24 ! -o cilium_+ -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.9.2 --random-fully
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.30.0.0/16 -o eth1 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.8.2 --random-fully
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.7.2 --random-fully
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -d 2001:db8:30::/48 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 2001:db8::2 --random-fully

case source of the route on an egress interface
set enable-masquerade-to-route-source=true
set egress-masquerade-interfaces=eth1
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.50.0.0/24 ! -o cilium_+ -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.9.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.30.0.0/16 -o eth1 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.8.2
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE

case source of the route without devices
set enable-masquerade-to-route-source=true
node {devices: []}
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    error devices: routes cannot be told apart without the node's devices: the agent stops here (say them in the node's file, or read them from the kernel with --discover)

case source of the route, 1.16
release 1.16
set enable-masquerade-to-route-source=true
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.30.0.0/16 -o eth1 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.8.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.50.0.0/24 ! -o cilium_+ -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.9.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.7.2
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -d 2001:db8:30::/48 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 2001:db8::2

case source of the route, 1.12
release 1.12
set enable-masquerade-to-route-source=true
    error enable-masquerade-to-route-source: release 1.12 does not know it (use --cilium-release 1.14 or newer)

case native routing
set routing-mode=native
set ipv4-native-routing-cidr=10.0.0.0/8
set ipv6-native-routing-cidr=fd00::/16
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.0.0.0/8 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00::/16 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case native routing without networks
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case native routing, 1.14
release 1.14
set tunnel=disabled
set ipv4-native-routing-cidr=10.0.0.0/8
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.0.0.0/8 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3

case the node's network wins
set ipv4-native-routing-cidr=10.0.0.0/8
node {ipv4: {native-routing-cidr: 10.64.0.0/10}}
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.64.0.0/10 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE

case everything excluded
set routing-mode=native
set ipv4-native-routing-cidr=0.0.0.0/0
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 0.0.0.0/0 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    warning ipv4-native-routing-cidr: it excludes every destination: nothing is ever masqueraded (set enable-ipv4-masquerade=false, or a smaller network)

case a network of the other family
set ipv4-native-routing-cidr=fd00::/16
    error ipv4-native-routing-cidr: 'fd00::/16' (set) cannot be its value (it is an IPv4 network)

case a node that knows no other
set routing-mode=native
node {ipv4: {node-addresses: []}}
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    warning ipv4.node-addresses: no node of the cluster is known: packets to nodes are masqueraded (list the InternalIPs of all nodes)

case geneve
set tunnel-protocol=geneve
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 6081 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 6081 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 6081 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 6081 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 6081 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 6081 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 6081 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case the older spelling of geneve
release 1.14
set tunnel=geneve

case a tunnel port
set tunnel-port=40000
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-39999
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 40001-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-39999
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 40001-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:40001-65535
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-39999
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 40001-65535
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-39999
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 40001-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 40000 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case a tunnel port above the node ports and route source
set tunnel-port=40000
set enable-masquerade-to-route-source=true
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.50.0.0/24 ! -o cilium_+ -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.9.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -d 10.30.0.0/16 -o eth1 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.8.2
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 192.168.7.2
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:40001-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-39999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:40001-65535
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -d 2001:db8:30::/48 -o eth0 -m comment --comment "cilium snat non-cluster via source route" -j SNAT --to-source 2001:db8::2
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-39999
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:40001-65535
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 40000 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case a tunnel port at the floor
set tunnel-port=32768
set enable-ipv6=false
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 32768 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 32768 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32769-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32769-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32769-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32769-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32769-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32769-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32769-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32769-65535
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 32768 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 32768 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case a tunnel port at the ceiling
set tunnel-port=65535
set enable-ipv6=false
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 65535 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 65535 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-65534
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-65534
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-65534
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-65534
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-65534
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-65534
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-65534
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-65534
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 65535 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 65535 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case node ports up to the tunnel port
set tunnel-port=40000
set node-port-range=30000-40000
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 40000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 40000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 40000 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case an unknown routing mode
set routing-mode=magic
    error routing-mode: 'magic' (set) cannot be its value (it is one of tunnel, native)

case endpoint routes
set enable-endpoint-routes=true
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +advice CILIUM_OUTPUT_raw: packets with -o lxc+ --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case endpoint routes, 1.16
release 1.16
set enable-endpoint-routes=true
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT

case endpoint routes chained to aws-cni
set enable-endpoint-routes=true
set cni-chaining-mode=aws-cni
    +4 raw -A CILIUM_OUTPUT_raw -o eni+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o eni+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o eni+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o eni+ -m comment --comment "cilium: any->cluster on eni+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i eni+ -m comment --comment "cilium: cluster->any on eni+ forward accept (nodeport)" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -o eni+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o eni+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o eni+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o eni+ -m comment --comment "cilium: any->cluster on eni+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i eni+ -m comment --comment "cilium: cluster->any on eni+ forward accept (nodeport)" -j ACCEPT
    +advice CILIUM_OUTPUT_raw: packets with -o eni+ --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case endpoint routes chained to aws-cni, 1.12
release 1.12
set enable-endpoint-routes=true
set cni-chaining-mode=aws-cni
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT

case eni
set ipam=eni
set egress-masquerade-interfaces=eth+
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 mangle -A CILIUM_PRE_mangle -i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x00000080/0x00000080
    +4 mangle -A CILIUM_PRE_mangle -i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat -o eth+ -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat -o eth+ -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -o lxc+ --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case eni without interfaces
set ipam=eni
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 mangle -A CILIUM_PRE_mangle -i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x00000080/0x00000080
    +4 mangle -A CILIUM_PRE_mangle -i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -o lxc+ --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    error egress-masquerade-interfaces: with ipam=eni the pod network is not reliable: the agent stops here (name the interfaces, or masquerade in BPF)

case eni without a default route
set ipam=eni
set egress-masquerade-interfaces=eth0
node {default-route-device: null}
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +advice CILIUM_OUTPUT_raw: packets with -o lxc+ --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    error default-route-device: the device of the default route is needed and not known (say it in the node's file, or read it from the kernel with --discover)

case eni, 1.14
release 1.14
set ipam=eni
set tunnel=disabled
    +4 mangle -A CILIUM_PRE_mangle -i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x00000080/0x00000080
    +4 mangle -A CILIUM_PRE_mangle -i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o lxc+ -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +6 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3

case alibabacloud
set ipam=alibabacloud
set egress-masquerade-interfaces=eth0
set enable-ipv6=false
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    +4 mangle -A CILIUM_PRE_mangle -i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x00000080/0x00000080
    +4 mangle -A CILIUM_PRE_mangle -i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -o eth0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o lxc+ -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o lxc+ -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -o lxc+ -m comment --comment "cilium: any->cluster on lxc+ forward accept" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept (nodeport)" -j ACCEPT
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case ipsec
set enable-ipsec=true
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT

case ipsec and native routing
set enable-ipsec=true
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude encrypt/decrypt marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    +4 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +4 rule pref 10 fwmark 0xb00/0xf00 lookup 2005
    +6 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +6 rule pref 10 fwmark 0xb00/0xf00 lookup 2005
    +4 route 10.11.1.33/32 dev cilium_host table 2005
    +4 route 0.0.0.0/0 via 10.11.1.33 dev cilium_host table 2005 mtu 1420
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +6 route fd00:11:1::34/128 dev cilium_host table 2005
    +6 route ::/0 via fd00:11:1::34 dev cilium_host table 2005 mtu 1420

case ipsec, 1.16
release 1.16
set enable-ipsec=true
    +4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT

case ipsec, 1.14
release 1.14
set enable-ipsec=true
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT

case ipsec, 1.12
release 1.12
set enable-ipsec=true
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-xfrm-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude xfrm marks from filter CILIUM_FORWARD chain" -j ACCEPT

case wireguard
set enable-wireguard=true
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_OUTPUT_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT

case wireguard and native routing
set enable-wireguard=true
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_OUTPUT_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    +4 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +6 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +4 route 10.11.1.33/32 dev cilium_host table 2005
    +4 route 0.0.0.0/0 via 10.11.1.33 dev cilium_host table 2005 mtu 1420
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +6 route fd00:11:1::34/128 dev cilium_host table 2005
    +6 route ::/0 via fd00:11:1::34 dev cilium_host table 2005 mtu 1420

case wireguard and native routing without an MTU
set enable-wireguard=true
set routing-mode=native
node {ipv6: {}, route-mtu: null}
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_OUTPUT_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    error route-mtu: the MTU of routes under encryption is needed and not known (say it in the node's file, or read it from the kernel with --discover)

case wireguard, 1.18
release 1.18
set enable-wireguard=true

case wireguard and a tunnel port above the node ports
set enable-wireguard=true
set tunnel-port=50000
set enable-ipv6=false
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --dport 50000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 51871 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --dport 50000 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-49999
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 50001-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-49999
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 50001-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 3 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-49999
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:50001-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_OUTPUT_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 50000 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp --dport 51871 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    -6 raw -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_raw" -j CILIUM_PRE_raw
    -6 raw -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT_raw" -j CILIUM_OUTPUT_raw
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j CT --notrack
    -6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000800/0x00000e00 -m comment --comment "cilium: NOTRACK for L7 proxy upstream traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    -6 mangle -A PREROUTING -m comment --comment "cilium-feeder: CILIUM_PRE_mangle" -j CILIUM_PRE_mangle
    -6 mangle -A CILIUM_PRE_mangle -m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 nat -A POSTROUTING -m comment --comment "cilium-feeder: CILIUM_POST_nat" -j CILIUM_POST_nat
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A INPUT -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    -6 filter -A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
    -6 filter -A OUTPUT -m comment --comment "cilium-feeder: CILIUM_OUTPUT" -j CILIUM_OUTPUT
    -6 filter -A CILIUM_INPUT -m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    -6 filter -A CILIUM_OUTPUT -m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    -6 filter -A CILIUM_FORWARD -o cilium_host -m comment --comment "cilium: any->cluster on cilium_host forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_host -m comment --comment "cilium: cluster->any on cilium_host forward accept (nodeport)" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    -6 filter -A CILIUM_FORWARD -i cilium_net -m comment --comment "cilium: cluster->any on cilium_net forward accept (nodeport)" -j ACCEPT
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 route local ::/0 dev lo table 2004
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    -advice CILIUM_OUTPUT_raw: packets with -o cilium_host --mark 0x00000800/0x00000e00 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dport 50000 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)

case ipsec and wireguard
set enable-ipsec=true
set enable-wireguard=true
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:32768-51870
    +4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33:51872-65535
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_OUTPUT_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_OUTPUT_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 nat -A CILIUM_PRE_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_PRE_nat chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +4 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -o cilium_host -m mark --mark 0x00000b00/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy forward traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "cilium-encryption-notrack:" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from nat CILIUM_POST_nat chain" -j ACCEPT
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p tcp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 32768-51870
    +6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -p udp -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE --to-ports 51872-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p tcp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -p udp -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p tcp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -p udp -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p tcp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m statistic --mode nth --every 2 --packet 0 -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:32768-51870
    +6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -p udp -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source [fd00:11:1::33]:51872-65535
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_INPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_INPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_OUTPUT chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000e00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    +6 filter -A CILIUM_FORWARD -m mark --mark 0x00000d00/0x00000f00 -m comment --comment "exclude wireguard traffic from filter CILIUM_FORWARD chain" -j ACCEPT
    error enable-ipsec: enable-ipsec and enable-wireguard exclude each other (choose one of them)

case no L7 proxy
set enable-l7-proxy=false
    -4 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -6 rule pref 9 fwmark 0x200/0xf00 lookup 2004
    -4 route local 0.0.0.0/0 dev lo table 2004
    -6 route local ::/0 dev lo table 2004

case TPROXY in BPF
set enable-bpf-tproxy=true
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477

case Envoy configuration and native routing
set enable-envoy-config=true
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 nat -A CILIUM_POST_nat -s 10.11.1.0/24 -m set --match-set cilium_node_set_v4 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 nat -A CILIUM_POST_nat -s fd00:11:1::/64 -m set --match-set cilium_node_set_v6 dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +ipset create cilium_node_set_v4 hash:ip family inet
    +ipset add cilium_node_set_v4 192.168.7.2
    +ipset add cilium_node_set_v4 192.168.7.3
    +ipset create cilium_node_set_v6 hash:ip family inet6
    +ipset add cilium_node_set_v6 2001:db8::3
    +4 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +6 rule pref 10 fwmark 0xa00/0xf00 lookup 2005
    +4 route 10.11.1.33/32 dev cilium_host table 2005
    +4 route 0.0.0.0/0 via 10.11.1.33 dev cilium_host table 2005
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +6 route fd00:11:1::34/128 dev cilium_host table 2005
    +6 route ::/0 via fd00:11:1::34 dev cilium_host table 2005

case no tracking of pods
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
set routing-mode=native
set ipv4-native-routing-cidr=10.0.0.0/8
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case no tracking of pods without a network
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
set routing-mode=native
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    warning install-no-conntrack-iptables-rules: without ipv4-native-routing-cidr no traffic of pods is exempted from tracking (set ipv4-native-routing-cidr)

case no tracking of pods beside kube-proxy
set install-no-conntrack-iptables-rules=true
set enable-ipv4-masquerade=false
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    error install-no-conntrack-iptables-rules: it needs the full replacement of kube-proxy (set kube-proxy-replacement=true)
    warning install-no-conntrack-iptables-rules: it is meant for native routing, and the node uses a tunnel
    warning install-no-conntrack-iptables-rules: without ipv4-native-routing-cidr no traffic of pods is exempted from tracking (set ipv4-native-routing-cidr)

case no tracking of pods with masquerading
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
    error install-no-conntrack-iptables-rules: packets that are not tracked cannot be masqueraded by rules (set enable-bpf-masquerade=true, or enable-ipv4-masquerade=false)
    warning install-no-conntrack-iptables-rules: it is meant for native routing, and the node uses a tunnel
    warning install-no-conntrack-iptables-rules: without ipv4-native-routing-cidr no traffic of pods is exempted from tracking (set ipv4-native-routing-cidr)

case the masquerading agent
set enable-ip-masq-agent=true
    warning enable-ip-masq-agent: the agent's list of networks has no effect without enable-bpf-masquerade (exclude one network with ipv4-native-routing-cidr)

case an option nobody knows
set enable-ipv4-masqerade=false
    warning enable-ipv4-masqerade: nobody knows this option

case an option that does not matter
set enable-hubble=true

case router addresses
set local-router-ipv4=169.254.1.1
set local-router-ipv6=fe80::1

case a no-track pod
node {no-track-pods: [{addresses: [10.11.1.5, "fd00:11:1::5"], port: 53}]}
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 filter -A CILIUM_INPUT -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +6 raw -A CILIUM_OUTPUT_raw -p tcp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p tcp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p tcp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p tcp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 filter -A CILIUM_INPUT -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +advice no-track-pods: what 10.11.1.5 sends from port 53 is not tracked: nothing masquerades it (serve only those who can reach the address of the pod)
    +advice no-track-pods: what fd00:11:1::5 sends from port 53 is not tracked: nothing masquerades it (serve only those who can reach the address of the pod)

case a no-track pod, 1.12
release 1.12
node {no-track-pods: [{addresses: [10.11.1.5], port: 53}]}
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 filter -A CILIUM_INPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +advice no-track-pods: what 10.11.1.5 sends from port 53 is not tracked: nothing masquerades it (serve only those who can reach the address of the pod)

case a no-track pod and no tracking of pods
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
set routing-mode=native
set ipv4-native-routing-cidr=10.0.0.0/8
node {no-track-pods: [{addresses: [10.11.1.5, "fd00:11:1::5"], port: 53}]}
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p tcp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p tcp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p tcp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p tcp -s fd00:11:1::5 --sport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp -d fd00:11:1::5 --dport 53 -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp -s fd00:11:1::5 --sport 53 -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    +6 filter -A CILIUM_INPUT -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_INPUT -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_OUTPUT -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p tcp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p tcp -s fd00:11:1::5 --sport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp -d fd00:11:1::5 --dport 53 -j ACCEPT
    +6 filter -A CILIUM_FORWARD -p udp -s fd00:11:1::5 --sport 53 -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)

case no-track host ports
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
node {host-ports: [443/tcp, 53/udp, 80/tcp, 443/tcp]}
    +4 raw -A CILIUM_OUTPUT_raw -p tcp --match multiport --sports 80,443 -m comment --comment "cilium no-track-host-ports return traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp --match multiport --sports 53 -m comment --comment "cilium no-track-host-ports return traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp --match multiport --dports 80,443 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp --match multiport --dports 53 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +6 raw -A CILIUM_OUTPUT_raw -p tcp --match multiport --sports 80,443 -m comment --comment "cilium no-track-host-ports return traffic" -j CT --notrack
    +6 raw -A CILIUM_OUTPUT_raw -p udp --match multiport --sports 53 -m comment --comment "cilium no-track-host-ports return traffic" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p tcp --match multiport --dports 80,443 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    +6 raw -A CILIUM_PRE_raw -p udp --match multiport --dports 53 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    +advice CILIUM_PRE_raw: packets with -p tcp --dports 80,443 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -p tcp --sports 80,443 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -p udp --dports 53 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -p udp --sports 53 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    warning install-no-conntrack-iptables-rules: it is meant for native routing, and the node uses a tunnel
    warning install-no-conntrack-iptables-rules: without ipv4-native-routing-cidr no traffic of pods is exempted from tracking (set ipv4-native-routing-cidr)

case no-track host ports without the option
node {host-ports: [443/tcp]}

case too many no-track host ports
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
node {host-ports: [1/tcp,2/tcp,3/tcp,4/tcp,5/tcp,6/tcp,7/tcp,8/tcp,9/tcp,10/tcp,11/tcp,12/tcp,13/tcp,14/tcp,15/tcp,16/tcp]}
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    warning install-no-conntrack-iptables-rules: it is meant for native routing, and the node uses a tunnel
    warning install-no-conntrack-iptables-rules: without ipv4-native-routing-cidr no traffic of pods is exempted from tracking (set ipv4-native-routing-cidr)
    error host-ports: 16 tcp ports: a multiport match holds 15 (annotate fewer ports)

case several proxies
node {proxies: [{name: cilium-http-ingress, port: 37379}, {name: team/cec/listener, port: 10000}]}
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    +4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0x3920200 -m comment --comment "cilium: TPROXY to host cilium-http-ingress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 37379
    +4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0x3920200 -m comment --comment "cilium: TPROXY to host cilium-http-ingress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 37379
    +4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0x10270200 -m comment --comment "cilium: TPROXY to host team/cec/listener proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 10000
    +4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0x10270200 -m comment --comment "cilium: TPROXY to host team/cec/listener proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 10000
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    +6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0x3920200 -m comment --comment "cilium: TPROXY to host cilium-http-ingress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 37379
    +6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0x3920200 -m comment --comment "cilium: TPROXY to host cilium-http-ingress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 37379
    +6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0x10270200 -m comment --comment "cilium: TPROXY to host team/cec/listener proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 10000
    +6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0x10270200 -m comment --comment "cilium: TPROXY to host team/cec/listener proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 10000
    +advice proxies: cilium-http-ingress is on port 37379, and the agent takes ports from 10000 to 20000 (is the file up to date?)

case no proxy
node {proxies: []}
    -4 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -4 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p tcp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477
    -6 mangle -A CILIUM_PRE_mangle -p udp -m mark --mark 0xd5a90200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip ::1 --on-port 43477

case a node that knows nothing of its pods
node {ipv4: {pod-cidr: 10.1.0.0/33}, ipv6: {}, colour: red}
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    error case:1:19: '10.1.0.0/33' is no IPv4 network
    error case:1:43: 'colour' is not known here (known are ipv4, ipv6, devices, default-route-device, proxies, no-track-pods, host-ports, marks, route-mtu, socket-match)
    error ipv4.pod-cidr: the network of this node's pods is needed and not known (say it in the node's file)

case marks of others
node {marks: [{mark: 0x80000/0xff0000, user: a VPN}, {mark: "0x4000/0x4000", user: kube-proxy}, {mark: "0x21", user: a router}]}
    +advice marks: a VPN goes by the mark 0x80000/0xff0000, where Cilium keeps identities, and ports of proxies (bits 12 to 15 (mask 0xf000) are free of Cilium's, and of kube-proxy's but two)
    +advice marks: a router goes by the mark 0x21/0xffffffff, where Cilium keeps what a packet is (bits 12 to 15 (mask 0xf000) are free of Cilium's, and of kube-proxy's but two)
    +advice marks: a router goes by the mark 0x21/0xffffffff, where Cilium keeps identities, and ports of proxies (bits 12 to 15 (mask 0xf000) are free of Cilium's, and of kube-proxy's but two)

case a range of ports for proxies
set proxy-portrange-min=30000
set proxy-portrange-max=50000

case a range of ports for proxies that ends before it begins
set proxy-portrange-min=30000
    error proxy-portrange-min: the range of ports for proxies ends before it begins (set proxy-portrange-min and proxy-portrange-max)

case old ports of proxies
set restored-proxy-ports-age-limit=20

case ages that are no number
set restored-proxy-ports-age-limit=15m
    error restored-proxy-ports-age-limit: '15m' (set) cannot be its value (it is a number)

case no tracking of pods, chained to another plugin
set install-no-conntrack-iptables-rules=true
set kube-proxy-replacement=true
set enable-bpf-masquerade=true
set routing-mode=native
set ipv4-native-routing-cidr=10.0.0.0/8
set cni-chaining-mode=generic-veth
    -4 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -d 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -s 10.0.0.0/8 -m comment --comment "cilium: NOTRACK for pod traffic" -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    -4 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -6 raw -A CILIUM_OUTPUT_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 raw -A CILIUM_PRE_raw -p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
    -6 filter -A CILIUM_OUTPUT -p udp --dport 8472 -m comment --comment "cilium: ACCEPT for tunnel traffic" -j ACCEPT
    -advice CILIUM_PRE_raw: packets with -p udp --dport 8472 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_PRE_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_INPUT or CILIUM_FORWARD accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -d 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    +advice CILIUM_OUTPUT_raw: packets with -s 10.0.0.0/8 are not tracked, and no rule of CILIUM_OUTPUT accepts all of them (accept them before rules that drop packets of no connection)
    warning install-no-conntrack-iptables-rules: the CNI plugin that Cilium is chained to may need connections tracked

case a no-track pod, masquerading in BPF
set enable-bpf-masquerade=true
node {no-track-pods: [{addresses: [10.11.1.5], port: 53}]}
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p tcp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_OUTPUT_raw -p udp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p tcp -s 10.11.1.5 --sport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp -d 10.11.1.5 --dport 53 -j CT --notrack
    +4 raw -A CILIUM_PRE_raw -p udp -s 10.11.1.5 --sport 53 -j CT --notrack
    -4 nat -A CILIUM_POST_nat ! -d 10.11.1.0/24 -s 10.11.1.0/24 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -4 nat -A CILIUM_POST_nat ! -s 10.11.1.0/24 ! -d 10.11.1.0/24 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.11.1.33
    -4 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source 10.11.1.33
    +4 filter -A CILIUM_INPUT -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_INPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_OUTPUT -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p tcp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p tcp -s 10.11.1.5 --sport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp -d 10.11.1.5 --dport 53 -j ACCEPT
    +4 filter -A CILIUM_FORWARD -p udp -s 10.11.1.5 --sport 53 -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -d fd00:11:1::/64 -s fd00:11:1::/64 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000a00/0x00000e00 -m comment --comment "exclude proxy return traffic from masquerade" -j ACCEPT
    -6 nat -A CILIUM_POST_nat ! -s fd00:11:1::/64 ! -d fd00:11:1::/64 -o cilium_host -m comment --comment "cilium host->cluster masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -s ::1 -o cilium_host -m comment --comment "cilium host->cluster from ::1 masquerade" -j SNAT --to-source fd00:11:1::33
    -6 nat -A CILIUM_POST_nat -m mark --mark 0x00000f00/0x00000f00 -o cilium_host -m conntrack --ctstate DNAT -m comment --comment "hairpin traffic that originated from a local pod" -j SNAT --to-source fd00:11:1::33
