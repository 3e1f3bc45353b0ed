%ip mangle PREROUTING
-p tcp -j TPROXY --on-port 80
    save: -p tcp -j TPROXY --on-port 80 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0
    nft: mangle/PREROUTING meta l4proto tcp tproxy to :80 counter accept
    nft: mangle/PREROUTING meta l4proto tcp counter drop
-p udp -j TPROXY --on-port 0 --on-ip 127.0.0.1 --tproxy-mark 5
    save: -p udp -j TPROXY --on-port 0 --on-ip 127.0.0.1 --tproxy-mark 0x5/0xffffffff
    nft: mangle/PREROUTING meta l4proto udp tproxy to 127.0.0.1 counter meta mark set 0x5 accept
    nft: mangle/PREROUTING meta l4proto udp counter drop
-p udp -j TPROXY --on-port 65536
    error bad-argument: --on-port: '65536' is not a number from 0 to 65535
-p udp -j TPROXY --on-port 5 --tproxy-mark 1/0xf
    save: -p udp -j TPROXY --on-port 5 --on-ip 0.0.0.0 --tproxy-mark 0x1/0xf
    nft: mangle/PREROUTING meta l4proto udp tproxy to :5 counter meta mark set meta mark & 0xfffffff0 ^ 0x1 accept
    nft: mangle/PREROUTING meta l4proto udp counter drop
-p sctp -j TPROXY --on-port 5
    error needs-protocol: -j TPROXY needs -p tcp or udp
    hint: the kernel refuses the rule without it
-p udp -j TPROXY
    error missing-option: -j TPROXY needs --on-port
%ip mangle OUTPUT
-p udp -j TPROXY --on-port 5
    error wrong-hook: -j TPROXY cannot be reached from OUTPUT
    hint: the kernel refuses the rule
%ip6 mangle PREROUTING
-p tcp -j TPROXY --on-port 80 --on-ip ::1 --tproxy-mark 0x1/0x1
    save: -p tcp -j TPROXY --on-port 80 --on-ip ::1 --tproxy-mark 0x1/0x1
    nft: mangle/PREROUTING jump mangle/..broken-headers
    nft: mangle/PREROUTING meta l4proto tcp tproxy to [::1]:80 counter meta mark set meta mark | 0x1 accept
    nft: mangle/PREROUTING meta l4proto tcp counter drop
    nft: mangle/..broken-headers meta l4proto >= 0 return
    nft: mangle/..broken-headers drop
-p tcp -j TPROXY --on-port 80
    save: -p tcp -j TPROXY --on-port 80 --on-ip :: --tproxy-mark 0x0/0x0
    nft: mangle/PREROUTING jump mangle/..broken-headers
    nft: mangle/PREROUTING meta l4proto tcp tproxy to :80 counter accept
    nft: mangle/PREROUTING meta l4proto tcp counter drop
    nft: mangle/..broken-headers meta l4proto >= 0 return
    nft: mangle/..broken-headers drop
%ip mangle PREROUTING
-p tcp -j TPROXY --on-port http
    error bad-argument: --on-port: 'http' is not a number from 0 to 65535
-j TPROXY --on-port 80
    error needs-protocol: -j TPROXY needs -p tcp or udp
    hint: the kernel refuses the rule without it
-p tcp -j TPROXY --on-port 80 --on-ip fd00::1
    error bad-argument: --on-ip: 'fd00::1' is not an address
-p tcp -j TPROXY --on-port 80 --tproxy-mark x
    error bad-argument: --tproxy-mark: 'x' is not a mark, value or value/mask
