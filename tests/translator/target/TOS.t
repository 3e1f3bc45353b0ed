%ip mangle PREROUTING
-j TOS --set-tos 0x10
    save: -j TOS --set-tos 0x10/0xff
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 & 0xff00 ^ 0x10 and fix the checksum]
-j TOS --set-tos 0x10/0x3f
    save: -j TOS --set-tos 0x10/0x3f
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 & 0xffc0 ^ 0x10 and fix the checksum]
-j TOS --set-tos Minimize-Delay
    save: -j TOS --set-tos 0x10/0x3f
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 & 0xffc0 ^ 0x10 and fix the checksum]
-j TOS --set-tos minimize-d
    error bad-argument: --set-tos: 'minimize-d' is not a type of service, value[/mask] or a name
-j TOS --set-tos Normal-Service
    save: -j TOS --set-tos 0x00/0x3f
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 & 0xffc0 and fix the checksum]
-j TOS --set-tos Max
    error bad-argument: --set-tos: 'Max' is not a type of service, value[/mask] or a name
-j TOS --and-tos 0xf0
    save: -j TOS --set-tos 0x00/0x0f
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 & 0xfff0 and fix the checksum]
-j TOS --or-tos 0x0f
    save: -j TOS --set-tos 0x0f/0x0f
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 | 0xf and fix the checksum]
-j TOS --xor-tos 0x0f
    save: -j TOS --set-tos 0x0f/0x00
    nft: mangle/PREROUTING counter [@nh,0,16 set @nh,0,16 ^ 0xf and fix the checksum]
-j TOS --set-tos 256
    error bad-argument: --set-tos: '256' is not a type of service, value[/mask] or a name
-j TOS --and-tos 1 --or-tos 3
    error repeated-option: --set-tos is given twice
-j TOS
    error missing-option: -j TOS needs --set-tos
%ip filter INPUT
-j TOS --set-tos 1
    error wrong-table: -j TOS cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip6 mangle PREROUTING
-j TOS --set-tos 0x1f/0x33
    save: -j TOS --set-tos 0x1f/0x33
    nft: mangle/PREROUTING counter @nh,0,16 set @nh,0,16 & 0xfccf ^ 0x1f0
