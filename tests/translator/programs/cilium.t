# Rules as cilium writes them.
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%chains CILIUM_INPUT
%ip filter INPUT CILIUM_INPUT
-m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    save: -m mark --mark 0x200/0xf00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
    nft: filter/INPUT counter jump filter/CILIUM_INPUT
    nft: filter/CILIUM_INPUT meta mark & 0xf00 == 0x200 counter accept comment "cilium: ACCEPT for proxy traffic"
-p esp -m comment --comment "exclude esp" -j ACCEPT
    save: -p esp -m comment --comment "exclude esp" -j ACCEPT
    nft: filter/INPUT counter jump filter/CILIUM_INPUT
    nft: filter/CILIUM_INPUT meta l4proto esp counter accept comment "exclude esp"
%ip raw PREROUTING CILIUM_PRE_raw
-m mark --mark 0x00000200/0x00000f00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    save: -m mark --mark 0x200/0xf00 -m comment --comment "cilium: NOTRACK for proxy traffic" -j CT --notrack
    nft: raw/PREROUTING counter jump raw/CILIUM_PRE_raw
    nft: raw/CILIUM_PRE_raw meta mark & 0xf00 == 0x200 counter notrack comment "cilium: NOTRACK for proxy traffic"
-p tcp --match multiport --dports 8080,9090,53 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    save: -p tcp -m multiport --dports 8080,9090,53 -m comment --comment "cilium no-track-host-ports" -j CT --notrack
    nft: set ports..7543e164 { type inet_service size 3 elements = { 53, 8080, 9090 } }
    nft: raw/PREROUTING counter jump raw/CILIUM_PRE_raw
    nft: raw/CILIUM_PRE_raw meta l4proto tcp ip frag-off & 8191 == 0 jump raw/..short-4
    nft: raw/CILIUM_PRE_raw meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..7543e164 counter notrack comment "cilium no-track-host-ports"
    nft: raw/..short-4 @th,8,24 >= 0x0 return
    nft: raw/..short-4 drop
-p udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    save: -p udp -m udp --dport 8472 -m comment --comment "cilium: NOTRACK for tunnel traffic" -j CT --notrack
    nft: raw/PREROUTING counter jump raw/CILIUM_PRE_raw
    nft: raw/CILIUM_PRE_raw meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-8
    nft: raw/CILIUM_PRE_raw meta l4proto udp udp dport 8472 @th,40,24 >= 0x0 counter notrack comment "cilium: NOTRACK for tunnel traffic"
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
%ip raw OUTPUT CILIUM_OUTPUT_raw
-o lxc+ -m mark --mark 0x00000a00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j NOTRACK
    save: -o lxc+ -m mark --mark 0xa00/0xfffffeff -m comment --comment "cilium: NOTRACK for proxy return traffic" -j NOTRACK
    nft: raw/OUTPUT counter jump raw/CILIUM_OUTPUT_raw
    nft: raw/CILIUM_OUTPUT_raw meta mark & 0xfffffeff == 0xa00 meta oifname "lxc*" counter notrack comment "cilium: NOTRACK for proxy return traffic"
-p udp --match multiport --sports 8472,6081 -j CT --notrack
    save: -p udp -m multiport --sports 8472,6081 -j CT --notrack
    nft: set ports..821e2e4b { type inet_service size 2 elements = { 6081, 8472 } }
    nft: raw/OUTPUT counter jump raw/CILIUM_OUTPUT_raw
    nft: raw/CILIUM_OUTPUT_raw meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-4
    nft: raw/CILIUM_OUTPUT_raw meta l4proto udp @th,8,24 >= 0x0 udp sport @ports..821e2e4b counter notrack
    nft: raw/..short-4 @th,8,24 >= 0x0 return
    nft: raw/..short-4 drop
%ip filter OUTPUT CILIUM_OUTPUT
-m mark --mark 0x00000800/0x00000e00 -j ACCEPT
    save: -m mark --mark 0x800/0xe00 -j ACCEPT
    nft: filter/OUTPUT counter jump filter/CILIUM_OUTPUT
    nft: filter/CILIUM_OUTPUT meta mark & 0xe00 == 0x800 counter accept
-m mark ! --mark 0x00000d00/0x00000f00 -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000400/0x00000f00 -m mark ! --mark 0x00000a00/0x00000e00 -m mark ! --mark 0x00000800/0x00000e00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0x00000c00/0x00000f00
    save: -m mark ! --mark 0xd00/0xf00 -m mark ! --mark 0xe00/0xf00 -m mark ! --mark 0x400/0xf00 -m mark ! --mark 0xa00/0xe00 -m mark ! --mark 0x800/0xe00 -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0xc00/0xf00
    nft: filter/OUTPUT counter jump filter/CILIUM_OUTPUT
    nft: filter/CILIUM_OUTPUT meta mark & 0xf00 != 0xd00 meta mark & 0xf00 != 0xe00 meta mark & 0xf00 != 0x400 meta mark & 0xe00 != 0xa00 meta mark & 0xe00 != 0x800 counter meta mark set meta mark & 0xfffff0ff ^ 0xc00 comment "cilium: host->any mark as from host"
%ip mangle PREROUTING CILIUM_PRE_mangle
-m socket --transparent ! -o lo -m mark ! --mark 0x00000e00/0x00000f00 -m mark ! --mark 0x00000800/0x00000f00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-mark 0x00000200
    save: ! -o lo -m socket --transparent -m mark ! --mark 0xe00/0xf00 -m mark ! --mark 0x800/0xf00 -m comment --comment "cilium: any->pod redirect proxied traffic to host proxy" -j MARK --set-xmark 0x200/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle meta mark & 0xf00 != 0xe00 meta mark & 0xf00 != 0x800 meta oifname != "lo" socket transparent 1 jump mangle/CILIUM_PRE_mangle..b7c7bfae comment "cilium: any->pod redirect proxied traffic to host proxy"
    nft: mangle/CILIUM_PRE_mangle..b7c7bfae socket wildcard 1 return
    nft: mangle/CILIUM_PRE_mangle..b7c7bfae counter meta mark set 0x200
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket --transparent --nowildcard -j MARK --set-mark 0x200
    save: -m socket --transparent --nowildcard -j MARK --set-xmark 0x200/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle socket transparent 1 counter meta mark set 0x200
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-p tcp -m mark --mark 0x3f9d0200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --tproxy-mark 0x200 --on-ip 127.0.0.1 --on-port 40255
    save: -p tcp -m mark --mark 0x3f9d0200 -m comment --comment "cilium: TPROXY to host cilium-dns-egress proxy" -j TPROXY --on-port 40255 --on-ip 127.0.0.1 --tproxy-mark 0x200/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto tcp tproxy to 127.0.0.1:40255 counter meta mark set 0x200 accept comment "cilium: TPROXY to host cilium-dns-egress proxy"
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto tcp counter drop
-p udp -m mark --mark 0x3f9d0200 -j TPROXY --on-port 40255 --on-ip 0.0.0.0 --tproxy-mark 0x200/0xffffffff
    save: -p udp -m mark --mark 0x3f9d0200 -j TPROXY --on-port 40255 --on-ip 0.0.0.0 --tproxy-mark 0x200/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto udp tproxy to :40255 counter meta mark set 0x200 accept
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto udp counter drop
-i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x00000080/0x00000080
    save: -i eth0 -m comment --comment "cilium: primary ENI" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x80/0x80
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle meta iifname "eth0" fib daddr . iif type local counter ct mark set ct mark | 0x80 comment "cilium: primary ENI"
-i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080
    save: -i lxc+ -m comment --comment "cilium: primary ENI" -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle meta iifname "lxc*" counter jump mangle/CILIUM_PRE_mangle..6cc37b87 comment "cilium: primary ENI"
    nft: mangle/CILIUM_PRE_mangle..6cc37b87 ct state established,related,new meta mark set meta mark & 0xffffff7f
    nft: mangle/CILIUM_PRE_mangle..6cc37b87 ct mark & 0x80 == 0x80 meta mark set meta mark ^ 0x80
%ip6 mangle PREROUTING CILIUM_PRE_mangle
-p tcp -m mark --mark 0x3f9d0200 -j TPROXY --on-port 40255 --on-ip ::1 --tproxy-mark 0x200
    save: -p tcp -m mark --mark 0x3f9d0200 -j TPROXY --on-port 40255 --on-ip ::1 --tproxy-mark 0x200/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/CILIUM_PRE_mangle
    nft: mangle/CILIUM_PRE_mangle jump mangle/..broken-headers
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto tcp tproxy to [::1]:40255 counter meta mark set 0x200 accept
    nft: mangle/CILIUM_PRE_mangle meta mark 0x3f9d0200 meta l4proto tcp counter drop
    nft: mangle/..broken-headers meta l4proto >= 0 return
    nft: mangle/..broken-headers drop
%ip nat POSTROUTING CILIUM_POST_nat
-s 10.0.0.0/24 ! -d 10.0.0.0/8 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    save: -s 10.0.0.0/24 ! -d 10.0.0.0/8 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat ip saddr & 255.255.255.0 == 10.0.0.0 ip daddr & 255.0.0.0 != 10.0.0.0 meta oifname != "cilium_*" counter masquerade comment "cilium masquerade non-cluster"
-s 10.0.0.0/24 ! -d 10.0.0.0/8 ! -o cilium_+ -j MASQUERADE --random-fully
    save: -s 10.0.0.0/24 ! -d 10.0.0.0/8 ! -o cilium_+ -j MASQUERADE --random-fully
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat ip saddr & 255.255.255.0 == 10.0.0.0 ip daddr & 255.0.0.0 != 10.0.0.0 meta oifname != "cilium_*" counter masquerade fully-random
-s 127.0.0.1 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.0.0.5
    save: -s 127.0.0.1/32 -o cilium_host -m comment --comment "cilium host->cluster from 127.0.0.1 masquerade" -j SNAT --to-source 10.0.0.5
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat ip saddr 127.0.0.1 meta oifname "cilium_host" counter snat to 10.0.0.5 comment "cilium host->cluster from 127.0.0.1 masquerade"
-m mark --mark 0x00000a00/0x00000e00 -o cilium_host -j ACCEPT
    save: -o cilium_host -m mark --mark 0xa00/0xe00 -j ACCEPT
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat meta mark & 0xe00 == 0xa00 meta oifname "cilium_host" counter accept
-s 10.0.0.0/24 -o cilium_host -m conntrack --ctstate DNAT -m mark ! --mark 0xc00/0xf00 -j SNAT --to-source 10.0.0.5
    save: -s 10.0.0.0/24 -o cilium_host -m conntrack --ctstate DNAT -m mark ! --mark 0xc00/0xf00 -j SNAT --to-source 10.0.0.5
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat ip saddr & 255.255.255.0 == 10.0.0.0 meta mark & 0xf00 != 0xc00 ct status dnat meta oifname "cilium_host" counter snat to 10.0.0.5
-s 10.0.0.0/16 -m set --match-set xset_ip dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    save: -s 10.0.0.0/16 -m set --match-set xset_ip dst -m comment --comment "exclude traffic to cluster nodes from masquerade" -j ACCEPT
    nft: set xset_ip { type ipv4_addr size 64 elements = { 10.1.0.2, 10.2.0.9 } }
    nft: nat/POSTROUTING counter jump nat/CILIUM_POST_nat
    nft: nat/CILIUM_POST_nat ip saddr & 255.255.0.0 == 10.0.0.0 ip daddr @xset_ip counter accept comment "exclude traffic to cluster nodes from masquerade"
%ip filter FORWARD CILIUM_FORWARD
-i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    save: -i lxc+ -m comment --comment "cilium: cluster->any on lxc+ forward accept" -j ACCEPT
    nft: filter/FORWARD counter jump filter/CILIUM_FORWARD
    nft: filter/CILIUM_FORWARD meta iifname "lxc*" counter accept comment "cilium: cluster->any on lxc+ forward accept"
-o cilium_host -j ACCEPT
    save: -o cilium_host -j ACCEPT
    nft: filter/FORWARD counter jump filter/CILIUM_FORWARD
    nft: filter/CILIUM_FORWARD meta oifname "cilium_host" counter accept
%ip filter INPUT
-m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    save: -m comment --comment "cilium-feeder: CILIUM_INPUT" -j CILIUM_INPUT
    nft: filter/INPUT counter jump filter/CILIUM_INPUT comment "cilium-feeder: CILIUM_INPUT"
