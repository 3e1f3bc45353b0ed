%ip filter INPUT
-j CLUSTERIP --new --hashmode sourceip --clustermac 01:00:5e:00:00:20 --total-nodes 2 --local-node 1
    error no-native-form: -j CLUSTERIP: kernels since 6.1 do not have it, and nf_tables never had
    hint: use -m cluster, or a load balancer
-j CLUSTERIP --new --hash-init 5
    error no-native-form: -j CLUSTERIP: kernels since 6.1 do not have it, and nf_tables never had
    hint: use -m cluster, or a load balancer
-j CLUSTERIP --new --hash-init x
    error no-native-form: -j CLUSTERIP: kernels since 6.1 do not have it, and nf_tables never had
    hint: use -m cluster, or a load balancer
