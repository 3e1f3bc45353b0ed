%ip filter INPUT
-m ttl --ttl-eq 64 -j X
    save: -m ttl --ttl-eq 64 -j X
    nft: filter/INPUT ip ttl 64 counter jump filter/X
-m ttl ! --ttl-eq 64 -j X
    save: -m ttl ! --ttl-eq 64 -j X
    nft: filter/INPUT ip ttl != 64 counter jump filter/X
-m ttl --ttl-lt 5 -j X
    save: -m ttl --ttl-lt 5 -j X
    nft: filter/INPUT ip ttl < 5 counter jump filter/X
-m ttl --ttl-gt 5 -j X
    save: -m ttl --ttl-gt 5 -j X
    nft: filter/INPUT ip ttl > 5 counter jump filter/X
-m ttl --ttl 1 -j X
    save: -m ttl --ttl-eq 1 -j X
    nft: filter/INPUT ip ttl 1 counter jump filter/X
-m ttl ! --ttl 1 -j X
    save: -m ttl ! --ttl-eq 1 -j X
    nft: filter/INPUT ip ttl != 1 counter jump filter/X
-m ttl ! --ttl-lt 3 -j X
    error not-negatable: --ttl-lt cannot be negated
-m ttl ! --ttl-gt 3 -j X
    error not-negatable: --ttl-gt cannot be negated
-m ttl --ttl-eq 5 --ttl-gt 3 -j X
    error conflicting-options: --ttl-eq and --ttl-gt exclude each other
-m ttl --ttl-gt 3 --ttl-lt 9 -j X
    error conflicting-options: --ttl-lt and --ttl-gt exclude each other
-m ttl --ttl-eq 256 -j X
    error bad-argument: --ttl-eq: '256' is not a number from 0 to 255
-m ttl -j X
    error missing-option: -m ttl needs one of --ttl-eq, --ttl-lt, --ttl-gt
%ip6 filter INPUT
-m ttl --ttl-eq 64 -j X
    error wrong-family: -m ttl exists for IPv4 only
