%ip filter INPUT
-m connlimit --connlimit-above 10 -j DROP
    save: -m connlimit --connlimit-above 10 --connlimit-mask 32 --connlimit-saddr -j DROP
    nft: set connlimit..1f7ad483 { type ipv4_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..1f7ad483 { ip saddr ct count over 10 } counter drop
-m connlimit --connlimit-upto 5 --connlimit-mask 24 --connlimit-daddr -j ACCEPT
    save: -m connlimit --connlimit-upto 5 --connlimit-mask 24 --connlimit-daddr -j ACCEPT
    nft: set connlimit..0111c5c1 { type ipv4_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..0111c5c1 { ip daddr & 255.255.255.0 ct count 5 } counter accept
-m connlimit ! --connlimit-above 3 --connlimit-mask 0 -j X
    save: -m connlimit --connlimit-upto 3 --connlimit-mask 0 --connlimit-saddr -j X
    nft: filter/INPUT ct count 3 counter jump filter/X
-m connlimit ! --connlimit-upto 3 --connlimit-saddr -j X
    save: -m connlimit --connlimit-above 3 --connlimit-mask 32 --connlimit-saddr -j X
    nft: set connlimit..3b291d98 { type ipv4_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..3b291d98 { ip saddr ct count over 3 } counter jump filter/X
-m connlimit --connlimit-mask 33 --connlimit-above 1 -j X
    error bad-argument: --connlimit-mask: '33' is not a prefix length
-m connlimit --connlimit-above 1 --connlimit-upto 2 -j X
    error conflicting-options: --connlimit-upto and --connlimit-above exclude each other
-m connlimit --connlimit-saddr --connlimit-daddr --connlimit-above 1 -j X
    error conflicting-options: --connlimit-saddr and --connlimit-daddr exclude each other
-m connlimit --connlimit-above few -j X
    error bad-argument: --connlimit-above: 'few' is not a number from 0 to 4294967295
-m connlimit -j X
    error missing-option: -m connlimit needs one of --connlimit-upto, --connlimit-above
%ip6 filter INPUT
-m connlimit --connlimit-above 10 --connlimit-mask 64 -j DROP
    save: -m connlimit --connlimit-above 10 --connlimit-mask 64 --connlimit-saddr -j DROP
    nft: set connlimit..6a301d84 { type ipv6_addr size 65535 flags dynamic }
    nft: filter/INPUT add @connlimit..6a301d84 { ip6 saddr & ffff:ffff:ffff:ffff:: ct count over 10 } counter drop
