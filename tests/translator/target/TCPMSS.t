%ip mangle FORWARD
-p tcp --syn -j TCPMSS --set-mss 1200
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp -j TCPMSS --set-mss 1200
    error missing-option: -j TCPMSS needs -m tcp --syn
    hint: the kernel refuses the rule without a test of the SYN flag
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp ! --syn -j TCPMSS --set-mss 1200
    error missing-option: -j TCPMSS needs -m tcp --syn
    hint: the kernel refuses the rule without a test of the SYN flag
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
%ip mangle PREROUTING
-p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
    error wrong-hook: --clamp-mss-to-pmtu works in FORWARD, OUTPUT and POSTROUTING only
    hint: the kernel refuses the rule
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp --syn -j TCPMSS --set-mss 1200
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
%ip filter INPUT
-p tcp --syn -j TCPMSS --set-mss 65536
    error bad-argument: --set-mss: '65536' is not a number from 0 to 65515
-p tcp --syn -j TCPMSS --set-mss 10
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp --syn -j TCPMSS --set-mss 10 --clamp-mss-to-pmtu
    error conflicting-options: --set-mss and --clamp-mss-to-pmtu exclude each other
-p tcp --syn -j TCPMSS
    error missing-option: -j TCPMSS needs one of --set-mss, --clamp-mss-to-pmtu
-p tcp --tcp-flags SYN,ACK ACK -j TCPMSS --set-mss 100
    error missing-option: -j TCPMSS needs -m tcp --syn
    hint: the kernel refuses the rule without a test of the SYN flag
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p tcp --tcp-flags ALL SYN,ACK -j TCPMSS --set-mss 100
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
-p udp -j TCPMSS --set-mss 100
    error needs-protocol: -j TCPMSS needs -p tcp
    hint: the kernel refuses the rule without it
%ip6 mangle FORWARD
-p tcp --syn -j TCPMSS --set-mss 1200
    error approximation: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops
    hint: accept it with --accept-approximation tcpmss-option-present; or let it through nft_compat with --allow-xt
%options allow-xt
%ip mangle FORWARD
-p tcp --syn -j TCPMSS --set-mss 1200
    warning uses-xtables: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops; the rule goes through nft_compat
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j TCPMSS --set-mss 1200
    nft: mangle/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 jump mangle/..short-20
    nft: mangle/FORWARD meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 counter [xt target TCPMSS revision 0 b004000000000000]
    nft: mangle/..short-20 @th,136,24 >= 0x0 return
    nft: mangle/..short-20 drop
-p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
    warning uses-xtables: -j TCPMSS: the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops; the rule goes through nft_compat
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j TCPMSS --clamp-mss-to-pmtu
    nft: mangle/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 jump mangle/..short-20
    nft: mangle/FORWARD meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 counter [xt target TCPMSS revision 0 ffff000000000000]
    nft: mangle/..short-20 @th,136,24 >= 0x0 return
    nft: mangle/..short-20 drop
%options tcpmss-option-present
%ip mangle FORWARD
-i eth0 -p tcp --syn -j TCPMSS --set-mss 1200
    warning approximated: : the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops; the nearest native form is used, as --accept-approximation tcpmss-option-present says
    save: -i eth0 -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j TCPMSS --set-mss 1200
    nft: mangle/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 meta iifname "eth0" jump mangle/..short-20
    nft: mangle/FORWARD meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 meta iifname "eth0" counter tcp option maxseg size set 1200
    nft: mangle/..short-20 @th,136,24 >= 0x0 return
    nft: mangle/..short-20 drop
-i eth0 -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
    warning approximated: : the kernel's target gives a SYN without the option one (536 at most, 1220 with IPv6); nf_tables only changes an option that is there, and leaves packets alone whose path takes no segment at all, which the target drops; the nearest native form is used, as --accept-approximation tcpmss-option-present says
    save: -i eth0 -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j TCPMSS --clamp-mss-to-pmtu
    nft: mangle/FORWARD meta l4proto tcp ip frag-off & 8191 <= 1 meta iifname "eth0" jump mangle/..short-20
    nft: mangle/FORWARD meta l4proto tcp tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 meta iifname "eth0" counter tcp option maxseg size set rt mtu
    nft: mangle/..short-20 @th,136,24 >= 0x0 return
    nft: mangle/..short-20 drop
