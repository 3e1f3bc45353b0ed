# Rules as flannel writes them.
%ip nat POSTROUTING FLANNEL-POSTRTG
-m mark --mark 0x4000/0x4000 -m comment --comment "flanneld masq" -j RETURN
    save: -m mark --mark 0x4000/0x4000 -m comment --comment "flanneld masq" -j RETURN
    nft: nat/POSTROUTING counter jump nat/FLANNEL-POSTRTG
    nft: nat/FLANNEL-POSTRTG meta mark & 0x4000 == 0x4000 counter return comment "flanneld masq"
-s 10.0.0.0/16 ! -d 224.0.0.0/4 -m comment --comment "flanneld masq" -j MASQUERADE --random-fully
    save: -s 10.0.0.0/16 ! -d 224.0.0.0/4 -m comment --comment "flanneld masq" -j MASQUERADE --random-fully
    nft: nat/POSTROUTING counter jump nat/FLANNEL-POSTRTG
    nft: nat/FLANNEL-POSTRTG ip saddr & 255.255.0.0 == 10.0.0.0 ip daddr & 240.0.0.0 != 224.0.0.0 counter masquerade fully-random comment "flanneld masq"
! -s 10.0.0.0/16 -d 10.1.0.0/24 -j RETURN
    save: ! -s 10.0.0.0/16 -d 10.1.0.0/24 -j RETURN
    nft: nat/POSTROUTING counter jump nat/FLANNEL-POSTRTG
    nft: nat/FLANNEL-POSTRTG ip saddr & 255.255.0.0 != 10.0.0.0 ip daddr & 255.255.255.0 == 10.1.0.0 counter return
%ip6 nat POSTROUTING FLANNEL-POSTRTG
-s fd00::/64 ! -d ff00::/8 -j MASQUERADE --random-fully
    save: -s fd00::/64 ! -d ff00::/8 -j MASQUERADE --random-fully
    nft: nat/POSTROUTING counter jump nat/FLANNEL-POSTRTG
    nft: nat/FLANNEL-POSTRTG ip6 saddr & ffff:ffff:ffff:ffff:: == fd00:: ip6 daddr & ff00:: != ff00:: counter masquerade fully-random
