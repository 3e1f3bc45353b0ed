%ip6 filter INPUT
-m hl --hl-eq 255 -j X
    save: -m hl --hl-eq 255 -j X
    nft: filter/INPUT ip6 hoplimit 255 counter jump filter/X
-m hl ! --hl-eq 255 -j X
    save: -m hl ! --hl-eq 255 -j X
    nft: filter/INPUT ip6 hoplimit != 255 counter jump filter/X
-m hl --hl-lt 5 -j X
    save: -m hl --hl-lt 5 -j X
    nft: filter/INPUT ip6 hoplimit < 5 counter jump filter/X
-m hl --hl-gt 5 -j X
    save: -m hl --hl-gt 5 -j X
    nft: filter/INPUT ip6 hoplimit > 5 counter jump filter/X
-m hl --hl 1 -j X
    save: -m hl --hl-eq 1 -j X
    nft: filter/INPUT ip6 hoplimit 1 counter jump filter/X
-m hl ! --hl-lt 3 -j X
    error not-negatable: --hl-lt cannot be negated
-m hl ! --hl-gt 3 -j X
    error not-negatable: --hl-gt cannot be negated
-m hl --hl-eq 5 --hl-lt 3 -j X
    error conflicting-options: --hl-eq and --hl-lt exclude each other
-m hl --hl-eq 256 -j X
    error bad-argument: --hl-eq: '256' is not a number from 0 to 255
-m hl -j X
    error missing-option: -m hl needs one of --hl-eq, --hl-lt, --hl-gt
%ip filter INPUT
-m hl --hl-eq 64 -j X
    error wrong-family: -m hl exists for IPv6 only
