%ip nat PREROUTING
-m statistic --mode random --probability 0.33333333349 -j X
    save: -m statistic --mode random --probability 0.33333333349 -j X
    nft: nat/PREROUTING meta random < 1431655766 counter jump nat/X
-m statistic --mode random ! --probability 0.5 -j X
    save: -m statistic --mode random ! --probability 0.50000000000 -j X
    nft: nat/PREROUTING meta random >= 2147483648 counter jump nat/X
-m statistic --mode random --probability 1 -j X
    save: -m statistic --mode random --probability 1.00000000000 -j X
    nft: nat/PREROUTING counter jump nat/X
-m statistic --mode random --probability 0 -j X
    save: -m statistic --mode random --probability 0.00000000000 -j X
    nft: nat/PREROUTING meta random < 0 counter jump nat/X
-m statistic --mode nth --every 3 --packet 0 -j X
    save: -m statistic --mode nth --every 3 --packet 0 -j X
    nft: nat/PREROUTING numgen inc mod 3 0 counter jump nat/X
-m statistic --mode nth ! --every 4 --packet 3 -j X
    save: -m statistic --mode nth ! --every 4 --packet 3 -j X
    nft: nat/PREROUTING numgen inc mod 4 != 3 counter jump nat/X
-m statistic --probability 0.25 --mode random -p tcp -m tcp --dport 80 -j X
    save: -p tcp -m statistic --mode random --probability 0.25000000000 -m tcp --dport 80 -j X
    nft: nat/PREROUTING meta l4proto tcp meta random < 1073741824 tcp dport 80 counter jump nat/X
-m statistic --mode nth --every 3 --packet 3 -j X
    error bad-argument: --packet must be less than --every 3
-m statistic --mode nth --every 3 -j X
    error missing-option: --every needs --packet
-m statistic --mode nth --every 0 --packet 0 -j X
    error bad-argument: --every: '0' is not a number from 1 to 4294967295
-m statistic --mode random -j X
    error missing-option: --mode random needs --probability
-m statistic --mode random --probability 1.5 -j X
    error bad-argument: --probability: '1.5' is not a number from 0 to 1
-m statistic --mode often --probability 0.5 -j X
    error bad-argument: --mode: 'often' is none of random, nth
-m statistic --mode nth --every 3 --packet 0 --probability 0.5 -j X
    error conflicting-options: --probability and --every exclude each other
    error conflicting-options: --probability and --packet exclude each other
-m statistic --probability 0.5 -j X
    error missing-option: -m statistic needs --mode
%ip6 filter INPUT
-m statistic --mode nth --every 1 --packet 0 -j X
    save: -m statistic --mode nth --every 1 --packet 0 -j X
    nft: filter/INPUT numgen inc mod 1 0 counter jump filter/X
