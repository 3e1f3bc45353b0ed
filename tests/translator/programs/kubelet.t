# Rules as kubelet writes them.
%ip filter INPUT KUBE-FIREWALL
! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    save: ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    nft: filter/INPUT counter jump filter/KUBE-FIREWALL
    nft: filter/KUBE-FIREWALL ip saddr & 255.0.0.0 != 127.0.0.0 ip daddr & 255.0.0.0 == 127.0.0.0 ct state invalid,untracked counter drop comment "block incoming localnet connections"
    nft: filter/KUBE-FIREWALL ip saddr & 255.0.0.0 != 127.0.0.0 ip daddr & 255.0.0.0 == 127.0.0.0 ct state & (established | related) == 0 ct status & dnat == 0 counter drop
-m mark --mark 0x8000/0x8000 -m comment --comment "kubernetes firewall for dropping marked packets" -j DROP
    save: -m mark --mark 0x8000/0x8000 -m comment --comment "kubernetes firewall for dropping marked packets" -j DROP
    nft: filter/INPUT counter jump filter/KUBE-FIREWALL
    nft: filter/KUBE-FIREWALL meta mark & 0x8000 == 0x8000 counter drop comment "kubernetes firewall for dropping marked packets"
%ip nat PREROUTING KUBE-MARK-DROP
-j MARK --or-mark 0x8000
    save: -j MARK --set-xmark 0x8000/0x8000
    nft: nat/PREROUTING counter jump nat/KUBE-MARK-DROP
    nft: nat/KUBE-MARK-DROP counter meta mark set meta mark | 0x8000
