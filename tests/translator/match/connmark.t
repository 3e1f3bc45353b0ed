%ip mangle PREROUTING
-m connmark --mark 0x80/0x80 -j X
    save: -m connmark --mark 0x80/0x80 -j X
    nft: mangle/PREROUTING ct state & (invalid | untracked) == 0 ct mark & 0x80 == 0x80 counter jump mangle/X
-m connmark ! --mark 0x80/0x80 -j X
    save: -m connmark ! --mark 0x80/0x80 -j X
    nft: mangle/PREROUTING ct mark & 0x80 != 0x80 counter jump mangle/X
-m connmark ! --mark 1/0 -j X
    save: -m connmark ! --mark 0x1/0x0 -j X
    nft: mangle/PREROUTING ct state & (invalid | untracked) == 0 counter jump mangle/X
-m connmark --mark 5 -j X
    save: -m connmark --mark 0x5 -j X
    nft: mangle/PREROUTING ct state & (invalid | untracked) == 0 ct mark 0x5 counter jump mangle/X
-m connmark --mark zz -j X
    error bad-argument: --mark: 'zz' is not a mark, value or value/mask
-m connmark -j X
    error missing-option: -m connmark needs --mark
%ip6 mangle PREROUTING
-m connmark ! --mark 0x1/0xff -j ACCEPT
    save: -m connmark ! --mark 0x1/0xff -j ACCEPT
    nft: mangle/PREROUTING ct mark & 0xff != 0x1 counter accept
