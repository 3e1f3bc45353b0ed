%ip filter INPUT
-m cpu --cpu 0 -j X
    save: -m cpu --cpu 0 -j X
    nft: filter/INPUT meta cpu 0 counter jump filter/X
-m cpu ! --cpu 1 -j X
    save: -m cpu ! --cpu 1 -j X
    nft: filter/INPUT meta cpu != 1 counter jump filter/X
-m cpu --cpu x -j X
    error bad-argument: --cpu: 'x' is not a number from 0 to 4294967295
-m cpu -j X
    error missing-option: -m cpu needs --cpu
