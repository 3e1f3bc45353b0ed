# Rules as nodelocaldns writes them.
%ip raw PREROUTING
-d 169.254.20.10/32 -p udp -m udp --dport 53 -j NOTRACK
    save: -d 169.254.20.10/32 -p udp -m udp --dport 53 -j NOTRACK
    nft: raw/PREROUTING ip daddr 169.254.20.10 meta l4proto udp ip frag-off & 8191 == 0 jump raw/..short-8
    nft: raw/PREROUTING ip daddr 169.254.20.10 meta l4proto udp udp dport 53 @th,40,24 >= 0x0 counter notrack
    nft: raw/..short-8 @th,40,24 >= 0x0 return
    nft: raw/..short-8 drop
