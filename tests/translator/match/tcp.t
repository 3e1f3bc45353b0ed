%ip filter INPUT
-p tcp -m tcp --dport 80 -j X
    save: -p tcp -m tcp --dport 80 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp --sport http -j X
    save: -p tcp -m tcp --sport 80 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp sport 80 @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p 6 --destination-port 80:90 ! --source-port 1024: -j X
    save: -p tcp -m tcp ! --sport 1024:65535 --dport 80:90 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp sport < 1024 tcp dport 80-90 @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp ! --dport 80 -j X
    save: -p tcp -m tcp ! --dport 80 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport != 80 @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp -j X
    save: -p tcp -m tcp -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --sport 0:65535 -j X
    save: -p tcp -m tcp -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --tcp-flags ALL SYN -j X
    save: -p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG SYN -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | psh | ack | urg) == syn @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --tcp-flags syn,ack SYN -j X
    save: -p tcp -m tcp --tcp-flags SYN,ACK SYN -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (syn | ack) == syn @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp ! --syn -j X
    save: -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags & (fin | syn | rst | ack) != syn @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --syn --dport 22 -j X
    save: -p tcp -m tcp --dport 22 --tcp-flags FIN,SYN,RST,ACK SYN -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 22 tcp flags & (fin | syn | rst | ack) == syn @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --tcp-flags NONE NONE -j X
    save: -p tcp -m tcp -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j X
    save: -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp flags fin,syn,rst,psh,ack,urg @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --tcp-flags SYN SYN,ACK -j X
    save: -p tcp -m tcp --tcp-flags SYN SYN,ACK -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT # matches nothing
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp --tcp-option 5 -j X
    save: -p tcp -m tcp --tcp-option 5 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 tcp option sack exists counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
-p tcp -m tcp ! --tcp-option 5 -j X
    save: -p tcp -m tcp ! --tcp-option 5 -j X
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 tcp option sack missing counter jump filter/X
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
-p tcp -m tcp --dport 80 ! --tcp-option 8 -j MARK --set-mark 1
    save: -p tcp -m tcp --dport 80 ! --tcp-option 8 -j MARK --set-xmark 0x1/0xffffffff
    nft: filter/INPUT meta l4proto tcp ip frag-off & 8191 <= 1 jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 @th,96,24 & 0xf00000 != 0x500000 jump filter/..short-options
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 tcp option timestamp missing counter meta mark set 0x1
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x600000 @th,168,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x700000 @th,200,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x800000 @th,232,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0x900000 @th,264,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xa00000 @th,296,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xb00000 @th,328,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xc00000 @th,360,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xd00000 @th,392,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xe00000 @th,424,24 >= 0x0 return
    nft: filter/..short-options @th,96,24 & 0xf00000 == 0xf00000 @th,456,24 >= 0x0 return
    nft: filter/..short-options drop
-p tcp -m tcp --tcp-option 1 -j X
    error no-native-form: -m tcp --tcp-option 1: nf_tables does not see a NOP that is the last byte of the TCP options
    hint: test for another option; or let it through nft_compat with --allow-xt
-p tcp -m tcp --tcp-option 0 -j X
    error bad-argument: --tcp-option: '0' is not a number from 1 to 255
-p tcp -m tcp --tcp-flags SYN FOO -j X
    error bad-argument: --tcp-flags: flags are lists of FIN, SYN, RST, PSH, ACK, URG, or ALL or NONE
-p tcp --sport 5:3 -j X
    error bad-argument: --sport: '5:3' ends before it begins
-p tcp --dport nosuch -j X
    error bad-argument: --dport: 'nosuch' is neither a port number nor a known service name
    hint: write the number
-p tcp --dport 80 --dport 81 -j X
    error repeated-option: --dport is given twice
-p udp -m tcp --dport 80 -j X
    error needs-protocol: -m tcp needs -p tcp
    hint: the kernel refuses the rule without it
! -p tcp -m tcp --dport 80 -j X
    error needs-protocol: -m tcp needs -p tcp
    hint: the kernel refuses the rule without it
-m tcp --dport 80 -j X
    error needs-protocol: -m tcp needs -p tcp
    hint: the kernel refuses the rule without it
%ip6 filter INPUT
-p tcp -m tcp --dport 80 -j X
    save: -p tcp -m tcp --dport 80 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp tcp dport 80 @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-20 frag frag-off != 0 return
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
-p tcp -m tcp -j X
    save: -p tcp -m tcp -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto tcp jump filter/..short-20
    nft: filter/INPUT meta l4proto tcp @th,136,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-20 frag frag-off != 0 return
    nft: filter/..short-20 @th,136,24 >= 0x0 return
    nft: filter/..short-20 drop
%ip nat PREROUTING
-p tcp -m tcp -j X
    save: -p tcp -m tcp -j X
    nft: nat/PREROUTING meta l4proto tcp counter jump nat/X
-p tcp -m tcp --dport 80 -j X
    save: -p tcp -m tcp --dport 80 -j X
    nft: nat/PREROUTING meta l4proto tcp tcp dport 80 counter jump nat/X
%options allow-xt
%ip filter INPUT
-p tcp -m tcp ! --sport 1:5 --dport 7 ! --tcp-flags SYN,ACK SYN ! --tcp-option 1 -j X
    warning uses-xtables: -m tcp: nf_tables does not see a NOP that is the last byte of the TCP options; the rule goes through nft_compat
    save: -p tcp -m tcp ! --sport 1:5 --dport 7 ! --tcp-option 1 ! --tcp-flags SYN,ACK SYN -j X
    nft: filter/INPUT meta l4proto tcp [xt match tcp revision 0 01000500070007000112020d00000000] counter jump filter/X
%options
%ip filter INPUT
-p tcp -m tcp --sport 70000 -j X
    error bad-argument: --sport: '70000' is neither a port number nor a known service name
    hint: write the number
