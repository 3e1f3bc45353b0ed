%ip raw PREROUTING
-j NOTRACK
    save: -j NOTRACK
    nft: raw/PREROUTING counter notrack
%ip6 raw PREROUTING
-j NOTRACK
    save: -j NOTRACK
    nft: raw/PREROUTING counter notrack
%ip raw PREROUTING
-j NOTRACK --zone 5
    error unknown-option: unknown option --zone
    hint: -j NOTRACK has no such option
%ip filter INPUT
-j NOTRACK
    error wrong-table: -j NOTRACK cannot stand in table filter
    hint: the kernel takes it in raw only
