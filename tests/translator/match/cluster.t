%ip filter INPUT
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef -j X
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
-m cluster --cluster-total-nodes 2 ! --cluster-local-node 2 --cluster-hash-seed 1 -j X
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
-m cluster --cluster-total-nodes 4 --cluster-local-nodemask 0x5 --cluster-hash-seed 1 -j X
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
-m cluster --cluster-total-nodes 4 ! --cluster-local-nodemask 3 --cluster-hash-seed 1 -j X
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
-m cluster --cluster-total-nodes 2 --cluster-local-node 3 --cluster-hash-seed 1 -j X
    error bad-argument: the local node is greater than --cluster-total-nodes
-m cluster --cluster-total-nodes 33 --cluster-local-node 1 --cluster-hash-seed 1 -j X
    error bad-argument: --cluster-total-nodes: '33' is not a number from 1 to 32
-m cluster --cluster-total-nodes 2 --cluster-local-node 0 --cluster-hash-seed 1 -j X
    error bad-argument: --cluster-local-node: '0' is not a number from 1 to 32
-m cluster --cluster-total-nodes 2 --cluster-local-nodemask 33 --cluster-hash-seed 1 -j X
    error bad-argument: --cluster-local-nodemask: '33' is not a number from 1 to 32
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed salt -j X
    error bad-argument: --cluster-hash-seed: 'salt' is not a number from 0 to 4294967295
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 -j X
    error missing-option: -m cluster needs --cluster-hash-seed
-m cluster --cluster-local-node 1 --cluster-hash-seed 1 -j X
    error missing-option: -m cluster needs --cluster-total-nodes
-m cluster --cluster-total-nodes 2 --cluster-hash-seed 1 -j X
    error missing-option: -m cluster needs one of --cluster-local-nodemask, --cluster-local-node
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-local-nodemask 1 --cluster-hash-seed 1 -j X
    error conflicting-options: --cluster-local-nodemask and --cluster-local-node exclude each other
%ip6 filter INPUT
-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 1 -j X
    error no-native-form: -m cluster --cluster-local-node and --cluster-local-nodemask: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression
    hint: let a load balancer in front of the nodes choose; or let it through nft_compat with --allow-xt
%options allow-xt
%ip filter INPUT
-m cluster --cluster-total-nodes 4 ! --cluster-local-nodemask 3 --cluster-hash-seed 1 -j X
    warning uses-xtables: -m cluster: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression; the rule goes through nft_compat
    save: -m cluster ! --cluster-local-nodemask 0x00000003 --cluster-total-nodes 4 --cluster-hash-seed 0x00000001 -j X
    nft: filter/INPUT [xt match cluster revision 0 04000000030000000100000001000000] counter jump filter/X
-m cluster --cluster-total-nodes 4 --cluster-local-node 3 --cluster-hash-seed 1 -j X
    warning uses-xtables: -m cluster: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression; the rule goes through nft_compat
    save: -m cluster --cluster-local-nodemask 0x00000004 --cluster-total-nodes 4 --cluster-hash-seed 0x00000001 -j X
    nft: filter/INPUT [xt match cluster revision 0 04000000040000000100000000000000] counter jump filter/X
-m cluster --cluster-total-nodes 4 ! --cluster-local-node 3 --cluster-hash-seed 1 -j X
    warning uses-xtables: -m cluster: the match hashes the address of the connection's master, and makes packets for all into packets for the host: nf_tables has no such expression; the rule goes through nft_compat
    save: -m cluster ! --cluster-local-nodemask 0x00000004 --cluster-total-nodes 4 --cluster-hash-seed 0x00000001 -j X
    nft: filter/INPUT [xt match cluster revision 0 04000000040000000100000001000000] counter jump filter/X
