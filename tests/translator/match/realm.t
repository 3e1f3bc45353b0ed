%ip filter INPUT
-m realm --realm 0x10 -j X
    save: -m realm --realm 0x10 -j X
    nft: filter/INPUT rt classid 16 counter jump filter/X
-m realm ! --realm 0x1/0xff -j X
    save: -m realm ! --realm 0x1/0xff -j X
    nft: filter/INPUT rt classid & 255 != 1 counter jump filter/X
-m realm --realm cosmos -j X
    error bad-argument: --realm: 'cosmos' is not a number, value or value/mask
    hint: names of /etc/iproute2 are not looked up: write the number
-m realm -j X
    error missing-option: -m realm needs --realm
%ip mangle PREROUTING
-m realm --realm 0x10 -j X
    error wrong-hook: -m realm cannot be reached from PREROUTING
    hint: the kernel refuses the rule
%ip6 filter INPUT
-m realm --realm 0x10 -j X
    error wrong-family: -m realm exists for IPv4 only
