%ip filter INPUT
-m length --length 100 -j X
    save: -m length --length 100 -j X
    nft: filter/INPUT meta length 100 counter jump filter/X
-m length ! --length 100:200 -j X
    save: -m length ! --length 100:200 -j X
    nft: filter/INPUT meta length != 100-200 counter jump filter/X
-m length --length :200 -j X
    save: -m length --length 0:200 -j X
    nft: filter/INPUT meta length <= 200 counter jump filter/X
-m length --length 5: -j X
    save: -m length --length 5:65535 -j X
    nft: filter/INPUT meta length 5-65535 counter jump filter/X
-m length --length 5:3 -j X
    warning never-matches: --length: '5:3' ends before it begins: nothing is in it
    save: -m length --length 5:3 -j X
    nft: filter/INPUT # matches nothing
-m length --length 70000 -j X
    error bad-argument: --length: '70000' is not a number or a range low:high up to 65535
-m length -j X
    error missing-option: -m length needs --length
%ip6 filter INPUT
-m length --length 100:200 -j X
    save: -m length --length 100:200 -j X
    nft: filter/INPUT ip6 length 60-160 counter jump filter/X
-m length --length 20:60 -j X
    save: -m length --length 20:60 -j X
    nft: filter/INPUT ip6 length <= 20 counter jump filter/X
-m length ! --length 0:39 -j X
    save: -m length ! --length 0:39 -j X
    nft: filter/INPUT counter jump filter/X
-m length --length 40: -j X
    save: -m length --length 40:65535 -j X
    nft: filter/INPUT ip6 length <= 65495 counter jump filter/X
-m length --length 5:3 -j X
    warning never-matches: --length: '5:3' ends before it begins: nothing is in it
    save: -m length --length 5:3 -j X
    nft: filter/INPUT # matches nothing
