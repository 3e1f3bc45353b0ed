%ip filter INPUT
-m quota --quota 1000 -j ACCEPT
    save: -m quota --quota 1000 -j ACCEPT
    nft: filter/INPUT quota 1000 bytes counter accept
-m quota ! --quota 18446744073709551615 -j DROP
    save: -m quota ! --quota 18446744073709551615 -j DROP
    nft: filter/INPUT quota over 9223372036854775807 bytes counter drop
-m quota --quota 0 -j ACCEPT
    save: -m quota --quota 0 -j ACCEPT
    nft: filter/INPUT quota 0 bytes counter accept
-m quota --quota much -j ACCEPT
    error bad-argument: --quota: 'much' is not a number from 0 to 18446744073709551615
-m quota -j ACCEPT
    error missing-option: -m quota needs --quota
