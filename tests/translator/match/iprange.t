%ip filter INPUT
-m iprange --src-range 10.0.0.1-10.0.0.9 -j X
    save: -m iprange --src-range 10.0.0.1-10.0.0.9 -j X
    nft: filter/INPUT ip saddr 10.0.0.1-10.0.0.9 counter jump filter/X
-m iprange ! --src-range 10.0.0.1-10.0.0.9 --dst-range 1.1.1.1-1.1.1.9 -j X
    save: -m iprange ! --src-range 10.0.0.1-10.0.0.9 --dst-range 1.1.1.1-1.1.1.9 -j X
    nft: filter/INPUT ip saddr != 10.0.0.1-10.0.0.9 ip daddr 1.1.1.1-1.1.1.9 counter jump filter/X
-m iprange ! --dst-range 10.0.0.1 -j X
    save: -m iprange ! --dst-range 10.0.0.1-10.0.0.1 -j X
    nft: filter/INPUT ip daddr != 10.0.0.1 counter jump filter/X
-m iprange --src-range 10.1-10.2 -j X
    save: -m iprange --src-range 10.1.0.0-10.2.0.0 -j X
    nft: filter/INPUT ip saddr 10.1.0.0-10.2.0.0 counter jump filter/X
-m iprange --src-range 10.0.0.9-10.0.0.1 -j X
    warning never-matches: --src-range: '10.0.0.9-10.0.0.1' ends before it begins: nothing is in it
    save: -m iprange --src-range 10.0.0.9-10.0.0.1 -j X
    nft: filter/INPUT # matches nothing
-m iprange ! --src-range 10.0.0.9-10.0.0.1 -j X
    warning never-matches: --src-range: '10.0.0.9-10.0.0.1' ends before it begins: nothing is in it
    save: -m iprange ! --src-range 10.0.0.9-10.0.0.1 -j X
    nft: filter/INPUT counter jump filter/X
-m iprange --src-range 10.0.0.1- -j X
    error bad-argument: --src-range: '10.0.0.1-' is not a range of addresses
-m iprange --dst-range 10.0.0.0/8 -j X
    error bad-argument: --dst-range: '10.0.0.0/8' is not a range of addresses
-m iprange --src-range fe80::1 -j X
    error bad-argument: --src-range: 'fe80::1' is not a range of addresses
-m iprange -j X
    error missing-option: -m iprange needs one of --src-range, --dst-range
%ip6 filter INPUT
-m iprange --src-range fe80::1-fe80::9 -j X
    save: -m iprange --src-range fe80::1-fe80::9 -j X
    nft: filter/INPUT ip6 saddr fe80::1-fe80::9 counter jump filter/X
-m iprange ! --dst-range fd00::-fd00::ffff -j X
    save: -m iprange ! --dst-range fd00::-fd00::ffff -j X
    nft: filter/INPUT ip6 daddr != fd00::-fd00::ffff counter jump filter/X
