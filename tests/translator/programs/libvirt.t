# Rules as libvirt writes them.
%ip mangle POSTROUTING LIBVIRT_PRT
-o virbr0 -p udp -m udp --dport 68 -j CHECKSUM --checksum-fill
    error no-native-form: -j CHECKSUM: nf_tables computes no checksums
    hint: turn off transmit checksums on the sending device (ethtool -K DEVICE tx off)
%ip nat POSTROUTING LIBVIRT_PRT
-s 192.168.122.0/24 ! -d 192.168.122.0/24 -p tcp -j MASQUERADE --to-ports 1024-65535
    save: -s 192.168.122.0/24 ! -d 192.168.122.0/24 -p tcp -j MASQUERADE --to-ports 1024-65535
    nft: nat/POSTROUTING counter jump nat/LIBVIRT_PRT
    nft: nat/LIBVIRT_PRT ip saddr & 255.255.255.0 == 192.168.122.0 ip daddr & 255.255.255.0 != 192.168.122.0 meta l4proto tcp counter masquerade to :1024-65535
%ip filter FORWARD LIBVIRT_FWO
-m physdev --physdev-is-bridged -j ACCEPT
    error no-native-form: -m physdev --physdev-out, --physdev-is-out and --physdev-is-bridged: nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge from packets that are routed
    hint: let it through nft_compat with --allow-xt
