%ip nat PREROUTING
-m recent --name KUBE-SEP-X --rcheck --seconds 10800 --reap --mask 255.255.255.255 --rsource -j X
    save: -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-X --mask 255.255.255.255 --rsource -j X
    nft: set recent..KUBE-SEP-X..10800 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING ip saddr @recent..KUBE-SEP-X..10800 counter jump nat/X
-m recent --name KUBE-SEP-X --set --mask 255.255.255.255 --rsource -j X
    save: -m recent --set --name KUBE-SEP-X --mask 255.255.255.255 --rsource -j X
    nft: nat/PREROUTING counter jump nat/X
-m recent --rcheck -j X
    save: -m recent --rcheck --name DEFAULT --mask 255.255.255.255 --rsource -j X
    nft: set recent..DEFAULT { type ipv4_addr size 65536 flags dynamic }
    nft: nat/PREROUTING ip saddr @recent..DEFAULT counter jump nat/X
-m recent ! --rcheck --seconds 60 -j X
    save: -m recent ! --rcheck --seconds 60 --name DEFAULT --mask 255.255.255.255 --rsource -j X
    nft: set recent..DEFAULT..60 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING ip saddr != @recent..DEFAULT..60 counter jump nat/X
-m recent --update --seconds 60 --rdest -j X
    save: -m recent --update --seconds 60 --name DEFAULT --mask 255.255.255.255 --rdest -j X
    nft: set recent..DEFAULT..60 { type ipv4_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING ip daddr @recent..DEFAULT..60 jump nat/PREROUTING..c1280fb7
    nft: nat/PREROUTING..c1280fb7 update @recent..DEFAULT..60 { ip daddr timeout 60s }
    nft: nat/PREROUTING..c1280fb7 counter jump nat/X
-m recent ! --update -j X
    save: -m recent ! --update --name DEFAULT --mask 255.255.255.255 --rsource -j X
    nft: set recent..DEFAULT { type ipv4_addr size 65536 flags dynamic }
    nft: nat/PREROUTING ip saddr != @recent..DEFAULT counter jump nat/X
-m recent ! --update --seconds 60 -j X
    error no-native-form: -m recent --update: nf_tables cannot refresh an address that is in the list but was not seen lately
    hint: let it through nft_compat with --allow-xt
-m recent --remove --name A -j X
    save: -m recent --remove --name A --mask 255.255.255.255 --rsource -j X
    nft: set recent..A { type ipv4_addr size 65536 flags dynamic }
    nft: nat/PREROUTING ip saddr @recent..A jump nat/PREROUTING..a0b1c36e
    nft: nat/PREROUTING..a0b1c36e delete @recent..A { ip saddr }
    nft: nat/PREROUTING..a0b1c36e counter jump nat/X
-m recent ! --remove --name A -j X
    error no-native-form: -m recent --remove: nf_tables cannot remove an address without a match
    hint: let it through nft_compat with --allow-xt
-m recent ! --set -j X
    save: -m recent ! --set --name DEFAULT --mask 255.255.255.255 --rsource -j X
    nft: nat/PREROUTING # matches nothing
-m recent --rcheck --mask 255.255.255.0 --hitcount 1 -j X
    save: -m recent --rcheck --hitcount 1 --name DEFAULT --mask 255.255.255.0 --rsource -j X
    nft: set recent..DEFAULT { type ipv4_addr size 65536 flags dynamic }
    nft: nat/PREROUTING ip saddr & 255.255.255.0 @recent..DEFAULT counter jump nat/X
-m recent --rcheck --seconds 60 --hitcount 4 -j X
    error no-native-form: -m recent --hitcount: nf_tables does not keep the times at which an address was seen, only the last
    hint: limit the rate of each address with -m hashlimit; or let it through nft_compat with --allow-xt
-m recent --rcheck --rttl -j X
    error no-native-form: -m recent --rttl: nf_tables does not keep the TTL of the packets it has seen
    hint: let it through nft_compat with --allow-xt
-m recent --rcheck --reap -j X
    error missing-option: --reap needs --seconds
-m recent --set --seconds 5 -j X
    error conflicting-options: --seconds and --set exclude each other
-m recent --set --rcheck -j X
    error conflicting-options: --set and --rcheck exclude each other
-m recent --set --name a/b -j X
    error bad-argument: --name: 'a/b' cannot be the name of a list
-m recent --rcheck --seconds 0 -j X
    error bad-argument: --seconds: '0' is not a number from 1 to 4294967295
-m recent --rcheck --hitcount 256 -j X
    error bad-argument: --hitcount: '256' is not a number from 0 to 255
-m recent --rcheck --mask ::1 -j X
    error bad-argument: --mask: '::1' is not a mask
-m recent --name A -j X
    error missing-option: -m recent needs one of --set, --rcheck, --update, --remove
%ip6 nat PREROUTING
-m recent --name KUBE-SEP-X --rcheck --seconds 10800 --reap -j X
    save: -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-X --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j X
    nft: set recent..KUBE-SEP-X..10800 { type ipv6_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING ip6 saddr @recent..KUBE-SEP-X..10800 counter jump nat/X
-m recent --update --mask ffff:ffff:: --seconds 5 -j X
    save: -m recent --update --seconds 5 --name DEFAULT --mask ffff:ffff:: --rsource -j X
    nft: set recent..DEFAULT..5 { type ipv6_addr size 65536 flags timeout,dynamic }
    nft: nat/PREROUTING ip6 saddr & ffff:ffff:: @recent..DEFAULT..5 jump nat/PREROUTING..6a65fe87
    nft: nat/PREROUTING..6a65fe87 update @recent..DEFAULT..5 { ip6 saddr & ffff:ffff:: timeout 5s }
    nft: nat/PREROUTING..6a65fe87 counter jump nat/X
%options allow-xt
-m recent --update --seconds 60 --hitcount 4 --rttl --name SSH -j X
    warning uses-xtables: -m recent: nf_tables does not keep the times at which an address was seen, only the last; the rule goes through nft_compat
    save: -m recent --update --seconds 60 --hitcount 4 --rttl --name SSH --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j X
    nft: nat/PREROUTING [xt match recent revision 1 3c00000004000000140053534800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000ffffffffffffffffffffffffffffffff00000000] counter jump nat/X
-m recent --rcheck --rttl --name TTL -j X
    warning uses-xtables: -m recent: nf_tables does not keep the TTL of the packets it has seen; the rule goes through nft_compat
    save: -m recent --rcheck --rttl --name TTL --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j X
    nft: nat/PREROUTING [xt match recent revision 1 0000000000000000110054544c00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000ffffffffffffffffffffffffffffffff00000000] counter jump nat/X
-m recent ! --remove --name GONE -j X
    warning uses-xtables: -m recent: nf_tables cannot remove an address without a match; the rule goes through nft_compat
    save: -m recent ! --remove --name GONE --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j X
    nft: nat/PREROUTING [xt match recent revision 1 00000000000000000801474f4e45000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000ffffffffffffffffffffffffffffffff00000000] counter jump nat/X
%options
%ip nat PREROUTING
-m recent --set --rsource --rsource -j X
    error repeated-option: --rsource is given twice
-m recent --set --rdest --rdest -j X
    error repeated-option: --rdest is given twice
