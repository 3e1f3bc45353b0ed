%ip filter FORWARD
-m devgroup --src-group 0x1 -j X
    save: -m devgroup --src-group 0x1 -j X
    nft: filter/FORWARD meta iifgroup 1 counter jump filter/X
-m devgroup ! --src-group 0x10/0xf0 --dst-group 2 -j X
    save: -m devgroup ! --src-group 0x10/0xf0 --dst-group 0x2 -j X
    nft: filter/FORWARD meta iifgroup & 240 != 16 meta oifgroup 2 counter jump filter/X
-m devgroup ! --dst-group 0x13/0xf0 -j X
    save: -m devgroup ! --dst-group 0x13/0xf0 -j X
    nft: filter/FORWARD meta oifgroup & 240 != 16 counter jump filter/X
-m devgroup --src-group lan -j X
    error bad-argument: --src-group: 'lan' is not a number, value or value/mask
    hint: names of /etc/iproute2 are not looked up: write the number
-m devgroup -j X
    error missing-option: -m devgroup needs one of --src-group, --dst-group
%ip filter INPUT
-m devgroup --src-group 5 -j X
    save: -m devgroup --src-group 0x5 -j X
    nft: filter/INPUT meta iifgroup 5 counter jump filter/X
-m devgroup --dst-group 5 -j X
    error wrong-hook: --dst-group is reached where packets have no such interface
    hint: the kernel refuses the rule
%ip6 filter OUTPUT
-m devgroup --dst-group 5 -j X
    save: -m devgroup --dst-group 0x5 -j X
    nft: filter/OUTPUT meta oifgroup 5 counter jump filter/X
-m devgroup --src-group 5 -j X
    error wrong-hook: --src-group is reached where packets have no such interface
    hint: the kernel refuses the rule
