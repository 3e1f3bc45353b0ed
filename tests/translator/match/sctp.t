%ip filter INPUT
-p sctp -m sctp --sport 5: -j X
    save: -p sctp -m sctp --sport 5:65535 -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp sctp sport >= 5 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p sctp --dport 80 -j X
    save: -p sctp -m sctp --dport 80 -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp sctp dport 80 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p sctp -m sctp ! --source-port 5 ! --destination-port 1:9 -j X
    save: -p sctp -m sctp ! --sport 5 ! --dport 1:9 -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp sctp sport != 5 sctp dport != 1-9 @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p sctp -m sctp -j X
    save: -p sctp -m sctp -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
-p sctp -m sctp --chunk-types any data,init_ack -j X
    save: -p sctp -m sctp --chunk-types any DATA,INIT_ACK -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT jump filter/INPUT..22bf296e
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
    nft: filter/INPUT..22bf296e meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data exists goto filter/INPUT..22bf296e.1
    nft: filter/INPUT..22bf296e meta l4proto sctp @th,72,24 >= 0x0 sctp chunk init-ack exists goto filter/INPUT..22bf296e.1
    nft: filter/INPUT..22bf296e.1 counter jump filter/X
-p sctp -m sctp ! --chunk-types any DATA,INIT -j X
    save: -p sctp -m sctp ! --chunk-types any DATA,INIT -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data != exists sctp chunk init != exists counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp --chunk-types all SACK,DATA -j X
    save: -p sctp -m sctp --chunk-types all DATA,SACK -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data exists sctp chunk sack exists counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp ! --chunk-types all SACK,DATA -j X
    save: -p sctp -m sctp ! --chunk-types all DATA,SACK -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT jump filter/INPUT..a5914392
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
    nft: filter/INPUT..a5914392 meta l4proto sctp @th,72,24 >= 0x0 sctp chunk data != exists goto filter/INPUT..a5914392.1
    nft: filter/INPUT..a5914392 meta l4proto sctp @th,72,24 >= 0x0 sctp chunk sack != exists goto filter/INPUT..a5914392.1
    nft: filter/INPUT..a5914392.1 counter jump filter/X
-p sctp -m sctp --chunk-types any ALL -j X
    save: -p sctp -m sctp --chunk-types any ALL -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp ! --chunk-types any NONE -j X
    save: -p sctp -m sctp ! --chunk-types any NONE -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp --chunk-types all NONE -j X
    save: -p sctp -m sctp --chunk-types all NONE -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp --chunk-types only NONE -j X
    save: -p sctp -m sctp --chunk-types only NONE -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT # matches nothing
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp --chunk-types only ALL -j X
    save: -p sctp -m sctp --chunk-types only ALL -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT meta l4proto sctp @th,72,24 >= 0x0 counter jump filter/X
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
-p sctp -m sctp --dport 80 --chunk-types any ASCONF,FORWARD_TSN,ASCONF_ACK -j X
    save: -p sctp -m sctp --dport 80 --chunk-types any ASCONF_ACK,FORWARD_TSN,ASCONF -j X
    nft: filter/INPUT meta l4proto sctp ip frag-off & 8191 == 0 jump filter/..short-12
    nft: filter/INPUT meta l4proto sctp sctp dport 80 @th,72,24 >= 0x0 jump filter/..no-chunk
    nft: filter/INPUT jump filter/INPUT..4b60d23a
    nft: filter/..short-12 @th,72,24 >= 0x0 return
    nft: filter/..short-12 drop
    nft: filter/..no-chunk @th,112,16 != 0x0 return
    nft: filter/..no-chunk drop
    nft: filter/INPUT..4b60d23a meta l4proto sctp sctp dport 80 @th,72,24 >= 0x0 sctp chunk asconf-ack exists goto filter/INPUT..4b60d23a.1
    nft: filter/INPUT..4b60d23a meta l4proto sctp sctp dport 80 @th,72,24 >= 0x0 sctp chunk forward-tsn exists goto filter/INPUT..4b60d23a.1
    nft: filter/INPUT..4b60d23a meta l4proto sctp sctp dport 80 @th,72,24 >= 0x0 sctp chunk asconf exists goto filter/INPUT..4b60d23a.1
    nft: filter/INPUT..4b60d23a.1 counter jump filter/X
-p sctp -m sctp --chunk-types only DATA -j X
    error no-native-form: -m sctp --chunk-types only: nf_tables cannot tell that a packet has no other chunks
    hint: use 'any' or 'all'; or let it through nft_compat with --allow-xt
-p sctp -m sctp --chunk-types any DATA:Be,INIT -j X
    error no-native-form: -m sctp --chunk-types CHUNK:FLAGS: nf_tables looks at the flags of the first chunk of a type only
    hint: leave the flags out; or let it through nft_compat with --allow-xt
-p sctp -m sctp --chunk-types all ALL -j X
    error no-native-form: -m sctp --chunk-types all ALL: asks for all 256 types of chunks in one packet
    hint: list the chunks that are meant; or let it through nft_compat with --allow-xt
-p sctp -m sctp --chunk-types any INIT:T -j X
    error bad-argument: --chunk-types: 'T' are not flags of INIT
-p sctp -m sctp --chunk-types some DATA -j X
    error bad-argument: --chunk-types: 'some' is none of any, all, only
-p sctp -m sctp --chunk-types any FOO -j X
    error bad-argument: --chunk-types: 'FOO' is not a chunk of SCTP
-p sctp -m sctp --sport 5:3 -j X
    error bad-argument: --sport: '5:3' ends before it begins
-p sctp -m sctp --dport nosuch -j X
    error bad-argument: --dport: 'nosuch' is neither a port number nor a known service name
    hint: write the number
-m sctp --sport 5 -j X
    error needs-protocol: -m sctp needs -p sctp
    hint: the kernel refuses the rule without it
%options allow-xt
-p sctp -m sctp --sport 1:9 ! --chunk-types only DATA:Be,ABORT:T -j X
    warning uses-xtables: -m sctp: nf_tables cannot tell that a packet has no other chunks; the rule goes through nft_compat
    save: -p sctp -m sctp --sport 1:9 ! --chunk-types only DATA:Be,ABORT:T -j X
    nft: filter/INPUT meta l4proto sctp [xt match sctp revision 0 00000000010009004100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004000000000203060101ff0000ff000002000000050000000400000000000000] counter jump filter/X
-p sctp -m sctp --chunk-types all ALL -j X
    warning uses-xtables: -m sctp: asks for all 256 types of chunks in one packet; the rule goes through nft_compat
    save: -p sctp -m sctp --chunk-types all ALL -j X
    nft: filter/INPUT meta l4proto sctp [xt match sctp revision 0 0000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff02000000ff0000ff0000ff0000ff000000000000040000000000000000000000] counter jump filter/X
