%ip filter INPUT
-m connlimit --connlimit-above 10 -j DROP
    error unknown-match: unknown match 'connlimit'
-m connlimit --connlimit-upto 5 --connlimit-mask 24 --connlimit-daddr -j ACCEPT
    error unknown-match: unknown match 'connlimit'
-m connlimit ! --connlimit-above 3 --connlimit-mask 0 -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit ! --connlimit-upto 3 --connlimit-saddr -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit --connlimit-mask 33 --connlimit-above 1 -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit --connlimit-above 1 --connlimit-upto 2 -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit --connlimit-saddr --connlimit-daddr --connlimit-above 1 -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit --connlimit-above few -j X
    error unknown-match: unknown match 'connlimit'
-m connlimit -j X
    error unknown-match: unknown match 'connlimit'
%ip6 filter INPUT
-m connlimit --connlimit-above 10 --connlimit-mask 64 -j DROP
    error unknown-match: unknown match 'connlimit'
