# Rules as docker writes them.
%ipset create xset_net hash:net
%ipset add xset_net 10.1.0.0/16
%chains DOCKER DOCKER-ISOLATION-STAGE-2
%ip nat PREROUTING
-m addrtype --dst-type LOCAL -j DOCKER
    save: -m addrtype --dst-type LOCAL -j DOCKER
    nft: nat/PREROUTING fib daddr type local counter jump nat/DOCKER
%ip nat OUTPUT
! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
    save: ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
    nft: nat/OUTPUT ip daddr & 255.0.0.0 != 127.0.0.0 fib daddr type local counter jump nat/DOCKER
-d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:41000
    save: -d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:41000
    nft: nat/OUTPUT ip daddr 127.0.0.11 meta l4proto udp udp dport 53 counter dnat to 127.0.0.11:41000
%ip nat POSTROUTING
-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
    save: -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
    nft: nat/POSTROUTING ip saddr & 255.255.0.0 == 172.17.0.0 meta oifname != "docker0" counter masquerade
-m addrtype --src-type LOCAL -o docker0 -j MASQUERADE
    save: -o docker0 -m addrtype --src-type LOCAL -j MASQUERADE
    nft: nat/POSTROUTING meta oifname "docker0" fib saddr type local counter masquerade
-s 127.0.0.11/32 -p udp -m udp --sport 41000 -j SNAT --to-source :53
    save: -s 127.0.0.11/32 -p udp -m udp --sport 41000 -j SNAT --to-source :53
    nft: nat/POSTROUTING ip saddr 127.0.0.11 meta l4proto udp udp sport 41000 counter snat to :53
-m ipvs --ipvs -d 10.0.0.0/24 -j SNAT --to-source 10.0.0.2
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
%ip nat PREROUTING DOCKER
! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
    save: ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
    nft: nat/PREROUTING counter jump nat/DOCKER
    nft: nat/DOCKER meta l4proto tcp tcp dport 8080 meta iifname != "docker0" counter dnat to 172.17.0.2:80
%ip filter FORWARD DOCKER
-d 10.1.0.2/32 ! -i docker0 -o eth1 -p tcp -m tcp --dport 80 -j ACCEPT
    save: -d 10.1.0.2/32 ! -i docker0 -o eth1 -p tcp -m tcp --dport 80 -j ACCEPT
    nft: filter/FORWARD counter jump filter/DOCKER
    nft: filter/DOCKER ip daddr 10.1.0.2 meta l4proto tcp ip frag-off & 8191 <= 1 meta iifname != "docker0" meta oifname "eth1" jump filter/..short-20
    nft: filter/DOCKER ip daddr 10.1.0.2 meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 meta iifname != "docker0" meta oifname "eth1" counter accept
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip filter FORWARD
-o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    nft: filter/FORWARD ct state established,related meta oifname "docker0" counter accept
%ip filter FORWARD DOCKER-ISOLATION-STAGE-1
-i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
    save: -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
    nft: filter/FORWARD counter jump filter/DOCKER-ISOLATION-STAGE-1
    nft: filter/DOCKER-ISOLATION-STAGE-1 meta iifname "docker0" meta oifname != "docker0" counter jump filter/DOCKER-ISOLATION-STAGE-2
%ip filter FORWARD DOCKER-FORWARD
-m set --match-set xset_net dst -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -m set --match-set xset_net dst -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    nft: set xset_net { type ipv4_addr flags interval elements = { 10.1.0.0/16 } }
    nft: filter/FORWARD counter jump filter/DOCKER-FORWARD
    nft: filter/DOCKER-FORWARD ct state established,related ip daddr @xset_net counter accept
%ip filter INPUT
-p udp --dport 4789 -m u32 --u32 "0>>22&0x3C@12&0xFFFFFF00=0x00100100" -j DROP
    error no-native-form: -m u32 --u32: nf_tables reads at fixed places of a header, not at computed ones, and reads no further than a header goes
    hint: use the match that is made for the field, such as -m length, ttl or tcp; or let it through nft_compat with --allow-xt
-p udp --dport 4789 -m bpf --bytecode "5,48 0 0 0,84 0 0 240,21 0 1 64,6 0 0 65535,6 0 0 0" -j DROP
    error no-native-form: -m bpf --bytecode: nf_tables does not run BPF programs
    hint: write what the program tests as matches; or let it through nft_compat with --allow-xt
-m policy --dir in --pol none -p udp --dport 4789 -j DROP
    save: -p udp -m policy --dir in --pol none -m udp --dport 4789 -j DROP
    nft: filter/INPUT meta l4proto udp meta ipsec missing ip frag-off & 8191 == 0 jump filter/..short-8
    nft: filter/INPUT meta l4proto udp udp dport 4789 @th,40,24 >= 0x0 meta ipsec missing counter drop
    nft: filter/..short-8 @th,40,24 >= 0x0 return
    nft: filter/..short-8 drop
%ip raw PREROUTING
-d 172.17.0.2/32 ! -i docker0 -j DROP
    save: -d 172.17.0.2/32 ! -i docker0 -j DROP
    nft: raw/PREROUTING ip daddr 172.17.0.2 meta iifname != "docker0" counter drop
%ip filter FORWARD DOCKER-INTERNAL
-i br-0123456789ab ! -d 172.18.0.0/16 -j DROP
    save: ! -d 172.18.0.0/16 -i br-0123456789ab -j DROP
    nft: filter/FORWARD counter jump filter/DOCKER-INTERNAL
    nft: filter/DOCKER-INTERNAL ip daddr & 255.255.0.0 != 172.18.0.0 meta iifname "br-0123456789ab" counter drop
