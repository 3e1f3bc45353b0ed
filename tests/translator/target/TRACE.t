%ip raw PREROUTING
-j TRACE
    save: -j TRACE
    nft: raw/PREROUTING counter meta nftrace set 1
%ip mangle PREROUTING
-j TRACE
    error wrong-table: -j TRACE cannot stand in table mangle
    hint: the kernel takes it in raw only
%ip6 raw PREROUTING
-p tcp -j TRACE
    save: -p tcp -j TRACE
    nft: raw/PREROUTING jump raw/..broken-headers
    nft: raw/PREROUTING meta l4proto tcp counter meta nftrace set 1
    nft: raw/..broken-headers meta l4proto >= 0 return
    nft: raw/..broken-headers drop
