%ip filter INPUT
-j NFLOG
    save: -j NFLOG
    nft: filter/INPUT counter log group 0
-j NFLOG --nflog-group 0
    save: -j NFLOG
    nft: filter/INPUT counter log group 0
-j NFLOG --nflog-group 65535 --nflog-prefix "x y" --nflog-range 10
    save: -j NFLOG --nflog-prefix "x y" --nflog-group 65535 --nflog-range 10
    nft: filter/INPUT counter log prefix "x y" group 65535
-j NFLOG --nflog-size 0
    save: -j NFLOG --nflog-size 0
    nft: filter/INPUT counter log group 0 snaplen 0
-j NFLOG --nflog-size 10 --nflog-range 20
    error conflicting-options: --nflog-range and --nflog-size exclude each other
-j NFLOG --nflog-size 10 --nflog-threshold 0
    save: -j NFLOG --nflog-size 10
    nft: filter/INPUT counter log group 0 snaplen 10
-j NFLOG --nflog-size 10 --nflog-threshold 3
    save: -j NFLOG --nflog-size 10 --nflog-threshold 3
    nft: filter/INPUT counter log group 0 snaplen 10 queue-threshold 3
-j NFLOG --nflog-range 0
    save: -j NFLOG
    nft: filter/INPUT counter log group 0
-j NFLOG --nflog-prefix 1234567890123456789012345678901234567890123456789012345678901234
    save: -j NFLOG --nflog-prefix 123456789012345678901234567890123456789012345678901234567890123
    nft: filter/INPUT counter log prefix "123456789012345678901234567890123456789012345678901234567890123" group 0
-j NFLOG --nflog-prefix 123456789012345678901234567890123456789012345678901234567890123
    save: -j NFLOG --nflog-prefix 123456789012345678901234567890123456789012345678901234567890123
    nft: filter/INPUT counter log prefix "123456789012345678901234567890123456789012345678901234567890123" group 0
-j NFLOG --nflog-threshold 65536
    error bad-argument: --nflog-threshold: '65536' is not a number from 0 to 65535
-j NFLOG --nflog-prefix ""
    error bad-argument: --nflog-prefix: an empty prefix is none
    hint: leave the option out
%ip6 filter INPUT
-j NFLOG --nflog-group 3
    save: -j NFLOG --nflog-group 3
    nft: filter/INPUT counter log group 3
%ip filter INPUT
-j NFLOG --nflog-group 65536
    error bad-argument: --nflog-group: '65536' is not a number from 0 to 65535
