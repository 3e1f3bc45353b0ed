%ip filter INPUT
-p tcp -m multiport --dports 80 -j X
    save: -p tcp -m multiport --dports 80 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --dports 80,443,8000:9000 -j X
    save: -p tcp -m multiport --dports 80,443,8000:9000 -j X
    nft: set ports..0f70106a { type inet_service size 6 flags interval elements = { 80, 443, 8000-9000 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..0f70106a counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --dports 80,443 -j X
    save: -p tcp -m multiport ! --dports 80,443 -j X
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport != @ports..a8f80574 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p udp -m multiport --source-ports 53,domain -j X
    save: -p udp -m multiport --sports 53,53 -j X
    nft: set ports..77acc37e { type inet_service size 1 elements = { 53 } }
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udp @th,8,24 >= 0x0 udp sport @ports..77acc37e counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p udp -m multiport ! --sports 53:100 -j X
    save: -p udp -m multiport ! --sports 53:100 -j X
    nft: filter/INPUT meta l4proto udp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udp udp sport != 53-100 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p sctp -m multiport --ports 80,90 -j X
    save: -p sctp -m multiport --ports 80,90 -j X
    nft: set ports..1c4ca482 { type inet_service size 2 elements = { 80, 90 } }
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT jump filter/INPUT..f66d9398
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
    nft: filter/INPUT..f66d9398 meta l4proto sctp @th,8,24 >= 0x0 sctp sport @ports..1c4ca482 goto filter/INPUT..f66d9398.1
    nft: filter/INPUT..f66d9398 meta l4proto sctp @th,8,24 >= 0x0 sctp dport @ports..1c4ca482 goto filter/INPUT..f66d9398.1
    nft: filter/INPUT..f66d9398.1 counter jump filter/X
-p udplite -m multiport --destination-ports 1 -j X
    save: -p udplite -m multiport --dports 1 -j X
    nft: filter/INPUT meta l4proto udplite ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udplite udplite dport 1 @th,8,24 >= 0x0 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p udplite -m multiport --dports 1,2 -j X
    save: -p udplite -m multiport --dports 1,2 -j X
    nft: set ports..ec9247e7 { type inet_service size 2 flags interval elements = { 1-2 } }
    nft: filter/INPUT meta l4proto udplite ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto udplite @th,8,24 >= 0x0 udplite dport @ports..ec9247e7 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p dccp -m multiport --dports 1,2 -j X
    save: -p dccp -m multiport --dports 1,2 -j X
    nft: set ports..ec9247e7 { type inet_service size 2 flags interval elements = { 1-2 } }
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto dccp @th,8,24 >= 0x0 dccp dport @ports..ec9247e7 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport ! --ports 80,90:95 -j X
    save: -p tcp -m multiport ! --ports 80,90:95 -j X
    nft: set ports..471d3484 { type inet_service size 4 flags interval elements = { 80, 90-95 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport != @ports..471d3484 tcp dport != @ports..471d3484 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --ports 80,90:95 -j ACCEPT
    save: -p tcp -m multiport --ports 80,90:95 -j ACCEPT
    nft: set ports..471d3484 { type inet_service size 4 flags interval elements = { 80, 90-95 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport @ports..471d3484 counter accept
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..471d3484 counter accept
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --ports 80,90:95 -j MARK --set-mark 1
    save: -p tcp -m multiport --ports 80,90:95 -j MARK --set-xmark 0x1/0xffffffff
    nft: set ports..471d3484 { type inet_service size 4 flags interval elements = { 80, 90-95 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport @ports..471d3484 counter meta mark set 0x1
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp sport != @ports..471d3484 tcp dport @ports..471d3484 counter meta mark set 0x1
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14:15 -j X
    save: -p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14:15 -j X
    nft: set ports..df923370 { type inet_service size 2 flags interval elements = { 1-15 } }
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 == 0 jump filter/..short-4
    nft: filter/INPUT meta l4proto tcp @th,8,24 >= 0x0 tcp dport @ports..df923370 counter jump filter/X
    nft: filter/..short-4 @th,8,24 >= 0x0 return
    nft: filter/..short-4 drop
-p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15:16 -j X
    error bad-argument: --dports: lists more than 15 ports (a range counts as two)
-p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 -j X
    error bad-argument: --dports: lists more than 15 ports (a range counts as two)
-p tcp -m multiport --dports 80:80 -j X
    error bad-argument: --dports: '80:80' is no range: in a list a range has two different ends
-p tcp -m multiport --dports :80 -j X
    error bad-argument: --dports: ':80' is no range: in a list a range has two different ends
-p tcp -m multiport --dports 90:80 -j X
    error bad-argument: --dports: '90:80' ends before it begins
-p tcp -m multiport --dports 1,,2 -j X
    error bad-argument: --dports: '' is neither a port number nor a known service name
    hint: write the number
-p tcp -m multiport --dports 1 --sports 2 -j X
    error conflicting-options: --sports and --dports exclude each other
-p tcp -m multiport --ports 1 --sports 2 -j X
    error conflicting-options: --sports and --ports exclude each other
-p tcp -m multiport -j X
    error missing-option: -m multiport needs one of --sports, --dports, --ports
-m multiport --dports 1 -j X
    error needs-protocol: -m multiport needs -p tcp or udp or dccp or sctp or udplite
    hint: the kernel refuses the rule without it
-p icmp -m multiport --dports 1 -j X
    error needs-protocol: -m multiport needs -p tcp or udp or dccp or sctp or udplite
    hint: the kernel refuses the rule without it
! -p tcp -m multiport --dports 1 -j X
    error needs-protocol: -m multiport needs -p tcp or udp or dccp or sctp or udplite
    hint: the kernel refuses the rule without it
%ip6 nat PREROUTING
-p tcp -m multiport --dports 80,443 -j X
    save: -p tcp -m multiport --dports 80,443 -j X
    nft: set ports..a8f80574 { type inet_service size 2 elements = { 80, 443 } }
    nft: nat/PREROUTING meta l4proto tcp tcp dport @ports..a8f80574 counter jump nat/X
