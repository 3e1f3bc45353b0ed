%ip filter INPUT
-j AUDIT --type accept
    save: -j AUDIT --type accept
    nft: filter/INPUT counter log level [8]
-j AUDIT --type drop
    save: -j AUDIT --type drop
    nft: filter/INPUT counter log level [8]
-j AUDIT --type reject
    save: -j AUDIT --type reject
    nft: filter/INPUT counter log level [8]
-j AUDIT --type foo
    error bad-argument: --type: 'foo' is none of accept, drop, reject
-j AUDIT
    error missing-option: -j AUDIT needs --type
%ip6 filter INPUT
-j AUDIT --type drop
    save: -j AUDIT --type drop
    nft: filter/INPUT counter log level [8]
