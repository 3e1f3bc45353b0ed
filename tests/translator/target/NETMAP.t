%ip nat PREROUTING
-j NETMAP --to 10.9.0.0/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/PREROUTING counter dnat prefix to 10.9.0.0/16
-j NETMAP --to 10.9.0.1
    save: -j NETMAP --to 10.9.0.1/32
    nft: nat/PREROUTING counter dnat prefix to 10.9.0.1
-j NETMAP --to 10.9.1.1/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/PREROUTING counter dnat prefix to 10.9.0.0/16
-j NETMAP --to 10.9.0.0/255.255.0.0
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/PREROUTING counter dnat prefix to 10.9.0.0/16
-j NETMAP --to 10.9.0.0/255.0.255.0
    error bad-argument: --to: the mask of '10.9.0.0/255.0.255.0' is not a prefix
-j NETMAP --to 10.9/16
    error bad-argument: --to: '10.9/16' is not an address
    hint: write address/length with all parts of the address
%ip nat POSTROUTING
-j NETMAP --to 10.9.0.0/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/POSTROUTING counter snat prefix to 10.9.0.0/16
%ip nat INPUT
-j NETMAP --to 10.9.0.0/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/INPUT counter snat prefix to 10.9.0.0/16
%ip nat X
-j NETMAP --to 10.9.0.0/16
    save: -j NETMAP --to 10.9.0.0/16
    nft: nat/X counter snat prefix to 10.9.0.0/16
%ip nat PREROUTING
-j NETMAP
    error missing-option: -j NETMAP needs --to
%ip6 nat PREROUTING
-j NETMAP --to fd00::/64
    save: -j NETMAP --to fd00::/64
    nft: nat/PREROUTING counter dnat prefix to fd00::/64
-j NETMAP --to fd00::1
    save: -j NETMAP --to fd00::1/128
    nft: nat/PREROUTING counter dnat prefix to fd00::1
-j NETMAP --to fd00::1/64
    save: -j NETMAP --to fd00::/64
    nft: nat/PREROUTING counter dnat prefix to fd00::/64
%ip6 nat INPUT
-j NETMAP --to fd00::1/64
    save: -j NETMAP --to fd00::/64
    nft: nat/INPUT counter snat prefix to fd00::/64
%ip nat PREROUTING
-j NETMAP --to fd00::/64
    error bad-argument: --to: 'fd00::/64' is not an address
    hint: write address/length with all parts of the address
