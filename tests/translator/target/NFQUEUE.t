%ip filter INPUT
-j NFQUEUE
    save: -j NFQUEUE --queue-num 0
    nft: filter/INPUT counter queue to 0
-j NFQUEUE --queue-num 5
    save: -j NFQUEUE --queue-num 5
    nft: filter/INPUT counter queue to 5
-j NFQUEUE --queue-balance 0:3
    save: -j NFQUEUE --queue-balance 0:3
    nft: filter/INPUT counter queue to 0-3
-j NFQUEUE --queue-balance 0:0
    error bad-argument: --queue-balance: the last queue must come after the first
-j NFQUEUE --queue-balance 3:1
    error bad-argument: --queue-balance: the last queue must come after the first
-j NFQUEUE --queue-balance 3
    error bad-argument: --queue-balance: the last queue must come after the first
-j NFQUEUE --queue-balance 0:65535
    error bad-argument: --queue-balance: 65535 queues are the most there can be
-j NFQUEUE --queue-balance 0:65534
    save: -j NFQUEUE --queue-balance 0:65534
    nft: filter/INPUT counter queue to 0-65534
-j NFQUEUE --queue-balance 0:3 --queue-num 1
    error conflicting-options: --queue-num and --queue-balance exclude each other
-j NFQUEUE --queue-num 1 --queue-bypass --queue-cpu-fanout
    error missing-option: --queue-cpu-fanout needs --queue-balance
-j NFQUEUE --queue-balance 0:3 --queue-bypass --queue-cpu-fanout
    save: -j NFQUEUE --queue-balance 0:3 --queue-bypass --queue-cpu-fanout
    nft: filter/INPUT counter queue flags bypass,fanout to 0-3
-j NFQUEUE --queue-num 65536
    error bad-argument: --queue-num: '65536' is not a number from 0 to 65535
%ip6 filter INPUT
-j NFQUEUE --queue-balance 1:2
    save: -j NFQUEUE --queue-balance 1:2
    nft: filter/INPUT counter queue to 1-2
