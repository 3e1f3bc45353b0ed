# Rules as istio writes them.
%ipset create xset_ip hash:ip
%ipset add xset_ip 10.1.0.2
%ipset add xset_ip 10.2.0.9
%chains ISTIO_IN_REDIRECT
%ip nat PREROUTING ISTIO_REDIRECT
-p tcp -j REDIRECT --to-ports 15001
    save: -p tcp -j REDIRECT --to-ports 15001
    nft: nat/PREROUTING counter jump nat/ISTIO_REDIRECT
    nft: nat/ISTIO_REDIRECT meta l4proto tcp counter redirect to :15001
%ip nat OUTPUT ISTIO_OUTPUT
-o lo -s 127.0.0.6/32 -j RETURN
    save: -s 127.0.0.6/32 -o lo -j RETURN
    nft: nat/OUTPUT counter jump nat/ISTIO_OUTPUT
    nft: nat/ISTIO_OUTPUT ip saddr 127.0.0.6 meta oifname "lo" counter return
-o lo ! -d 127.0.0.1/32 -p tcp -m multiport ! --dports 53,15008 -m owner --uid-owner 1337 -j ISTIO_IN_REDIRECT
    save: ! -d 127.0.0.1/32 -o lo -p tcp -m multiport ! --dports 53,15008 -m owner --uid-owner 1337 -j ISTIO_IN_REDIRECT
    nft: set ports..37fab8df { type inet_service size 2 elements = { 53, 15008 } }
    nft: nat/OUTPUT counter jump nat/ISTIO_OUTPUT
    nft: nat/ISTIO_OUTPUT ip daddr != 127.0.0.1 meta l4proto tcp meta skuid 1337 meta oifname "lo" tcp dport != @ports..37fab8df counter jump nat/ISTIO_IN_REDIRECT
-o lo -p tcp ! --dport 53 -m owner ! --uid-owner 1337 -j RETURN
    save: -o lo -p tcp -m tcp ! --dport 53 -m owner ! --uid-owner 1337 -j RETURN
    nft: nat/OUTPUT counter jump nat/ISTIO_OUTPUT
    nft: nat/ISTIO_OUTPUT meta l4proto tcp tcp dport != 53 meta oifname "lo" goto nat/ISTIO_OUTPUT..02596dd4
    nft: nat/ISTIO_OUTPUT goto nat/ISTIO_OUTPUT..rest-02596dd4
    nft: nat/ISTIO_OUTPUT..02596dd4 meta skuid 1337 goto nat/ISTIO_OUTPUT..rest-02596dd4
    nft: nat/ISTIO_OUTPUT..02596dd4 counter return
    nft: nat/ISTIO_OUTPUT..02596dd4 goto nat/ISTIO_OUTPUT..rest-02596dd4
-m owner --gid-owner 1337 -j RETURN
    save: -m owner --gid-owner 1337 -j RETURN
    nft: nat/OUTPUT counter jump nat/ISTIO_OUTPUT
    nft: nat/ISTIO_OUTPUT meta skgid 1337 counter return
%ip raw OUTPUT ISTIO_OUTPUT_DNS
-p udp --dport 53 -m owner --uid-owner 1337 -j CT --zone 1
    save: -p udp -m udp --dport 53 -m owner --uid-owner 1337 -j CT --zone 1
    nft: raw/OUTPUT counter jump raw/ISTIO_OUTPUT_DNS
    nft: raw/ISTIO_OUTPUT_DNS meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-8
    nft: raw/ISTIO_OUTPUT_DNS meta l4proto udp udp dport 53 @th,40,24 >= 0x0 meta skuid 1337 counter ct state & untracked == 0 ct zone set 1
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
%ip mangle PREROUTING
-p tcp -m mark --mark 1337 -j CONNMARK --save-mark
    save: -p tcp -m mark --mark 0x539 -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/PREROUTING meta mark 0x539 meta l4proto tcp counter ct mark set meta mark
%ip mangle OUTPUT
-p tcp -m connmark --mark 1337 -j CONNMARK --restore-mark
    save: -p tcp -m connmark --mark 0x539 -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/OUTPUT ct state & (invalid | untracked) == 0 ct mark 0x539 meta l4proto tcp counter meta mark set ct mark
%ip mangle PREROUTING ISTIO_TPROXY
! -d 127.0.0.1/32 -p tcp -j TPROXY --tproxy-mark 1337/0xffffffff --on-port 15006
    save: ! -d 127.0.0.1/32 -p tcp -j TPROXY --on-port 15006 --on-ip 0.0.0.0 --tproxy-mark 0x539/0xffffffff
    nft: mangle/PREROUTING counter jump mangle/ISTIO_TPROXY
    nft: mangle/ISTIO_TPROXY ip daddr != 127.0.0.1 meta l4proto tcp tproxy to :15006 counter meta mark set 0x539 accept
    nft: mangle/ISTIO_TPROXY ip daddr != 127.0.0.1 meta l4proto tcp counter drop
%ip mangle PREROUTING ISTIO_INBOUND
-p tcp -i lo -m mark ! --mark 1338 -j RETURN
    save: -i lo -p tcp -m mark ! --mark 0x53a -j RETURN
    nft: mangle/PREROUTING counter jump mangle/ISTIO_INBOUND
    nft: mangle/ISTIO_INBOUND meta mark != 0x53a meta l4proto tcp meta iifname "lo" counter return
-p tcp -m conntrack --ctstate INVALID -j DROP
    save: -p tcp -m conntrack --ctstate INVALID -j DROP
    nft: mangle/PREROUTING counter jump mangle/ISTIO_INBOUND
    nft: mangle/ISTIO_INBOUND ct state invalid meta l4proto tcp counter drop
%ip nat PREROUTING ISTIO_PRERT
! -d 127.0.0.1/32 -p tcp ! --dport 15008 -m mark ! --mark 0x539/0xfff -j REDIRECT --to-ports 15006
    save: ! -d 127.0.0.1/32 -p tcp -m tcp ! --dport 15008 -m mark ! --mark 0x539/0xfff -j REDIRECT --to-ports 15006
    nft: nat/PREROUTING counter jump nat/ISTIO_PRERT
    nft: nat/ISTIO_PRERT ip daddr != 127.0.0.1 meta mark & 0xfff != 0x539 meta l4proto tcp tcp dport != 15008 counter redirect to :15006
%ip mangle PREROUTING ISTIO_PRERT
-m mark --mark 0x539/0xfff -j CONNMARK --set-xmark 0x111/0xfff
    save: -m mark --mark 0x539/0xfff -j CONNMARK --set-xmark 0x111/0xfff
    nft: mangle/PREROUTING counter jump mangle/ISTIO_PRERT
    nft: mangle/ISTIO_PRERT meta mark & 0xfff == 0x539 counter ct mark set ct mark & 0xfffff000 ^ 0x111
%ip mangle OUTPUT ISTIO_OUTPUT
-m connmark --mark 0x111/0xfff -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
    save: -m connmark --mark 0x111/0xfff -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
    nft: mangle/OUTPUT counter jump mangle/ISTIO_OUTPUT
    nft: mangle/ISTIO_OUTPUT ct state & (invalid | untracked) == 0 ct mark & 0xfff == 0x111 counter meta mark set ct mark
%ip nat POSTROUTING ISTIO_POSTRT
-m owner --socket-exists -p tcp -m set --match-set xset_ip dst -j SNAT --to-source 169.254.7.127
    error no-native-form: -m owner --socket-exists: nf_tables sees only sockets that a process holds, not the kernel's own, with which it answers ping and resets connections
    hint: let it through nft_compat with --allow-xt
