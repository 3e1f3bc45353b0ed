%ip filter INPUT
-p dccp --dport 5: -j X
    save: -p dccp -m dccp --dport 5:65535 -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp dccp dport >= 5 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p dccp -m dccp ! --sport 5 --destination-port 1:9 -j X
    save: -p dccp -m dccp ! --sport 5 --dport 1:9 -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp dccp sport != 5 dccp dport 1-9 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p dccp -m dccp -j X
    save: -p dccp -m dccp -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p dccp -m dccp --dccp-types request,INVALID -j X
    save: -p dccp -m dccp --dccp-types REQUEST,INVALID -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT jump filter/INPUT..5dceb41b
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/INPUT..5dceb41b meta l4proto dccp @th,64,8 & 0x1e == 0x0 @th,72,24 >= 0x0 goto filter/INPUT..5dceb41b.1
    nft: filter/INPUT..5dceb41b meta l4proto dccp @th,64,8 & 0x1e 0x14-0x1e @th,72,24 >= 0x0 goto filter/INPUT..5dceb41b.1
    nft: filter/INPUT..5dceb41b.1 counter jump filter/X
-p dccp -m dccp ! --dccp-types ACK,DATA,DATAACK -j X
    save: -p dccp -m dccp ! --dccp-types DATA,ACK,DATAACK -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e != 0x4-0x8 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p dccp -m dccp --dccp-types REQUEST,DATA,CLOSE,SYNC -j MARK --set-mark 1
    save: -p dccp -m dccp --dccp-types REQUEST,DATA,CLOSE,SYNC -j MARK --set-xmark 0x1/0xffffffff
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e == 0x0 @th,72,24 >= 0x0 counter meta mark set 0x1
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e != 0x0 @th,64,8 & 0x1e == 0x4 @th,72,24 >= 0x0 counter meta mark set 0x1
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e != 0x0 @th,64,8 & 0x1e != 0x4 @th,64,8 & 0x1e == 0xc @th,72,24 >= 0x0 counter meta mark set 0x1
    nft: filter/INPUT meta l4proto dccp @th,64,8 & 0x1e != 0x0 @th,64,8 & 0x1e != 0x4 @th,64,8 & 0x1e != 0xc @th,64,8 & 0x1e == 0x10 @th,72,24 >= 0x0 counter meta mark set 0x1
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p dccp -m dccp --dccp-option 3 -j X
    error no-native-form: -m dccp --dccp-option: xtables reads the one-byte options 2 to 31 as if a length followed, nf_tables does not
    hint: leave the option out; or let it through nft_compat with --allow-xt
-p dccp -m dccp ! --dccp-option 3 -j X
    error no-native-form: -m dccp --dccp-option: xtables reads the one-byte options 2 to 31 as if a length followed, nf_tables does not
    hint: leave the option out; or let it through nft_compat with --allow-xt
-p dccp -m dccp --dccp-types FOO -j X
    error bad-argument: --dccp-types: 'FOO' is not a type of DCCP packets
-p dccp -m dccp --dccp-option 0 -j X
    error bad-argument: --dccp-option: '0' is not a number from 1 to 255
-p dccp -m dccp --sport 5:3 -j X
    error bad-argument: --sport: '5:3' ends before it begins
-p dccp -m dccp --dport nosuch -j X
    error bad-argument: --dport: 'nosuch' is neither a port number nor a known service name
    hint: write the number
-m dccp --sport 5 -j X
    error needs-protocol: -m dccp needs -p dccp
    hint: the kernel refuses the rule without it
%options allow-xt
-p dccp -m dccp ! --sport 5:6 --dccp-types ACK ! --dccp-option 44 -j X
    warning uses-xtables: -m dccp: xtables reads the one-byte options 2 to 31 as if a length followed, nf_tables does not; the rule goes through nft_compat
    save: -p dccp -m dccp ! --sport 5:6 --dccp-types ACK ! --dccp-option 44 -j X
    nft: filter/INPUT meta l4proto dccp [xt match dccp revision 0 00000000050006000d00090008002c00] counter jump filter/X
%options
%ip filter INPUT
-p dccp ! --dport 5 -j X
    save: -p dccp -m dccp ! --dport 5 -j X
    nft: filter/INPUT meta l4proto dccp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto dccp dccp dport != 5 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
