%ip filter INPUT
-m quota --quota 1000 -j ACCEPT
    save: -m quota --quota 1000 -j ACCEPT
-m quota ! --quota 18446744073709551615 -j DROP
    save: -m quota ! --quota 18446744073709551615 -j DROP
-m quota --quota 0 -j ACCEPT
    save: -m quota --quota 0 -j ACCEPT
-m quota --quota much -j ACCEPT
    error bad-argument: --quota: 'much' is not a number from 0 to 18446744073709551615
-m quota -j ACCEPT
    error missing-option: -m quota needs --quota
