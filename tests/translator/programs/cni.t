# Rules as cni writes them.
%chains CNI-DN-x CNI-HOSTPORT-DNAT CNI-HOSTPORT-SETMARK CNI-ISOLATION-STAGE-2
%ip nat PREROUTING
-m addrtype --dst-type LOCAL -m comment --comment "CNI portfwd requiring" -j CNI-HOSTPORT-DNAT
    save: -m addrtype --dst-type LOCAL -m comment --comment "CNI portfwd requiring" -j CNI-HOSTPORT-DNAT
    nft: nat/PREROUTING fib daddr type local counter jump nat/CNI-HOSTPORT-DNAT comment "CNI portfwd requiring"
%ip nat PREROUTING CNI-HOSTPORT-DNAT
-p tcp -m comment --comment "dnat name: \"x\" id: \"y\"" -m multiport --destination-ports 8080,8443 -j CNI-DN-x
    save: -p tcp -m comment --comment "dnat name: \"x\" id: \"y\"" -m multiport --dports 8080,8443 -j CNI-DN-x
    nft: set ports..3a978fb6 { type inet_service size 2 elements = { 8080, 8443 } }
    nft: nat/PREROUTING counter jump nat/CNI-HOSTPORT-DNAT
    nft: nat/CNI-HOSTPORT-DNAT meta l4proto tcp tcp dport @ports..3a978fb6 counter jump nat/CNI-DN-x  # dnat name: "x" id: "y"
%ip nat PREROUTING CNI-DN-x
-p tcp -s 10.0.0.0/24 --dport 8080 -j CNI-HOSTPORT-SETMARK
    save: -s 10.0.0.0/24 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK
    nft: nat/PREROUTING counter jump nat/CNI-DN-x
    nft: nat/CNI-DN-x ip saddr & 255.255.255.0 == 10.0.0.0 meta l4proto tcp tcp dport 8080 counter jump nat/CNI-HOSTPORT-SETMARK
-p sctp -m sctp --dport 8080 -j DNAT --to-destination 10.1.0.2:80
    save: -p sctp -m sctp --dport 8080 -j DNAT --to-destination 10.1.0.2:80
    nft: nat/PREROUTING counter jump nat/CNI-DN-x
    nft: nat/CNI-DN-x meta l4proto sctp sctp dport 8080 counter dnat to 10.1.0.2:80
%ip nat PREROUTING CNI-HOSTPORT-SETMARK
-m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000
    save: -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000
    nft: nat/PREROUTING counter jump nat/CNI-HOSTPORT-SETMARK
    nft: nat/CNI-HOSTPORT-SETMARK counter meta mark set meta mark | 0x2000 comment "CNI portfwd masquerade mark"
%ip nat POSTROUTING CNI-HOSTPORT-MASQ
-m mark --mark 0x2000/0x2000 -j MASQUERADE
    save: -m mark --mark 0x2000/0x2000 -j MASQUERADE
    nft: nat/POSTROUTING counter jump nat/CNI-HOSTPORT-MASQ
    nft: nat/CNI-HOSTPORT-MASQ meta mark & 0x2000 == 0x2000 counter masquerade
%ip nat POSTROUTING CNI-abcdef
! -d 224.0.0.0/4 -m comment --comment "name: cbr0" -j MASQUERADE
    save: ! -d 224.0.0.0/4 -m comment --comment "name: cbr0" -j MASQUERADE
    nft: nat/POSTROUTING counter jump nat/CNI-abcdef
    nft: nat/CNI-abcdef ip daddr & 240.0.0.0 != 224.0.0.0 counter masquerade comment "name: cbr0"
%ip filter FORWARD CNI-FORWARD
-d 10.1.0.2/32 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -d 10.1.0.2/32 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    nft: filter/FORWARD counter jump filter/CNI-FORWARD
    nft: filter/CNI-FORWARD ip daddr 10.1.0.2 ct state established,related counter accept
%ip filter FORWARD CNI-ISOLATION-STAGE-1
-i cni0 ! -o cni0 -m comment --comment "CNI firewall plugin rules (ingressPolicy: same-bridge)" -j CNI-ISOLATION-STAGE-2
    save: -i cni0 ! -o cni0 -m comment --comment "CNI firewall plugin rules (ingressPolicy: same-bridge)" -j CNI-ISOLATION-STAGE-2
    nft: filter/FORWARD counter jump filter/CNI-ISOLATION-STAGE-1
    nft: filter/CNI-ISOLATION-STAGE-1 meta iifname "cni0" meta oifname != "cni0" counter jump filter/CNI-ISOLATION-STAGE-2 comment "CNI firewall plugin rules (ingressPolicy: same-bridge)"
