%ip mangle INPUT
-p tcp -j TCPOPTSTRIP --strip-options timestamp
    save: -p tcp -j TCPOPTSTRIP --strip-options 8
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..99656453
    nft: mangle/INPUT..99656453 jump mangle/INPUT..99656453.1
    nft: mangle/INPUT..99656453 @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..99656453.2
    nft: mangle/INPUT..99656453 tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp
    nft: mangle/INPUT..99656453.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..99656453.1 ip frag-off & 8191 != 0 return
    nft: mangle/INPUT..99656453.1 drop
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..99656453.2 drop
-p tcp -j TCPOPTSTRIP --strip-options timestamp,mss,wscale,sack,sack-permitted,md5,1,0,255,40
    error bad-argument: --strip-options: options 0 and 1 end and fill the list: they cannot be stripped
-p tcp -j TCPOPTSTRIP --strip-options 256
    error bad-argument: --strip-options: '256' is not a TCP option
    hint: write its number, or mss, wscale, sack-permitted, sack, timestamp or md5
-p tcp -j TCPOPTSTRIP --strip-options foo
    error bad-argument: --strip-options: 'foo' is not a TCP option
    hint: write its number, or mss, wscale, sack-permitted, sack, timestamp or md5
-p tcp -j TCPOPTSTRIP
    save: -p tcp -j TCPOPTSTRIP
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..ccfbbc98
    nft: mangle/INPUT..ccfbbc98 jump mangle/INPUT..ccfbbc98.1
    nft: mangle/INPUT..ccfbbc98 @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..ccfbbc98.2
    nft: mangle/INPUT..ccfbbc98.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.1 ip frag-off & 8191 != 0 return
    nft: mangle/INPUT..ccfbbc98.1 drop
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..ccfbbc98.2 drop
-j TCPOPTSTRIP --strip-options 3
    error needs-protocol: -j TCPOPTSTRIP needs -p tcp
    hint: the kernel refuses the rule without it
%ip filter INPUT
-p tcp -j TCPOPTSTRIP --strip-options 3
    error wrong-table: -j TCPOPTSTRIP cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip mangle INPUT
-p tcp -j TCPOPTSTRIP --strip-options 8,2
    save: -p tcp -j TCPOPTSTRIP --strip-options 2,8
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..8c7c172d
    nft: mangle/INPUT..8c7c172d jump mangle/INPUT..8c7c172d.1
    nft: mangle/INPUT..8c7c172d @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..8c7c172d.2
    nft: mangle/INPUT..8c7c172d tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg
    nft: mangle/INPUT..8c7c172d tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp
    nft: mangle/INPUT..8c7c172d.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.1 ip frag-off & 8191 != 0 return
    nft: mangle/INPUT..8c7c172d.1 drop
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 drop
-p tcp -j TCPOPTSTRIP --strip-options 0x8,02
    save: -p tcp -j TCPOPTSTRIP --strip-options 2,8
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..8c7c172d
    nft: mangle/INPUT..8c7c172d jump mangle/INPUT..8c7c172d.1
    nft: mangle/INPUT..8c7c172d @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..8c7c172d.2
    nft: mangle/INPUT..8c7c172d tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg
    nft: mangle/INPUT..8c7c172d tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp tcp option timestamp exists reset tcp option timestamp
    nft: mangle/INPUT..8c7c172d.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.1 ip frag-off & 8191 != 0 return
    nft: mangle/INPUT..8c7c172d.1 drop
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..8c7c172d.2 drop
-p tcp -j TCPOPTSTRIP --strip-options sack,md5,wscale,sack-permitted,mss
    save: -p tcp -j TCPOPTSTRIP --strip-options 2,3,4,5,19
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..5d6bf9f3
    nft: mangle/INPUT..5d6bf9f3 jump mangle/INPUT..5d6bf9f3.1
    nft: mangle/INPUT..5d6bf9f3 @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..5d6bf9f3.2
    nft: mangle/INPUT..5d6bf9f3 tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg
    nft: mangle/INPUT..5d6bf9f3 tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window tcp option window exists reset tcp option window
    nft: mangle/INPUT..5d6bf9f3 tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm tcp option sack-perm exists reset tcp option sack-perm
    nft: mangle/INPUT..5d6bf9f3 tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack tcp option sack exists reset tcp option sack
    nft: mangle/INPUT..5d6bf9f3 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19 tcp option 19 exists reset tcp option 19
    nft: mangle/INPUT..5d6bf9f3.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.1 ip frag-off & 8191 != 0 return
    nft: mangle/INPUT..5d6bf9f3.1 drop
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..5d6bf9f3.2 drop
%ip6 mangle INPUT
-p tcp -j TCPOPTSTRIP --strip-options mss
    save: -p tcp -j TCPOPTSTRIP --strip-options 2
    nft: mangle/INPUT jump mangle/..broken-headers
    nft: mangle/INPUT meta l4proto tcp counter jump mangle/INPUT..a3657411
    nft: mangle/..broken-headers meta l4proto >= 0 return
    nft: mangle/..broken-headers drop
    nft: mangle/INPUT..a3657411 jump mangle/INPUT..a3657411.1
    nft: mangle/INPUT..a3657411 @th,96,24 & 0xf00000 != 0x500000 jump mangle/INPUT..a3657411.2
    nft: mangle/INPUT..a3657411 tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg tcp option maxseg exists reset tcp option maxseg
    nft: mangle/INPUT..a3657411.1 @th,152,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.1 frag frag-off != 0 return
    nft: mangle/INPUT..a3657411.1 drop
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0x600000 @th,184,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0x700000 @th,216,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0x800000 @th,248,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0x900000 @th,280,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xa00000 @th,312,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xb00000 @th,344,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xc00000 @th,376,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xd00000 @th,408,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xe00000 @th,440,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 @th,96,24 & 0xf00000 == 0xf00000 @th,472,8 >= 0x0 return
    nft: mangle/INPUT..a3657411.2 drop
