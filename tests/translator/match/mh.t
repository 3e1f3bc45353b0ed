%ip6 filter INPUT
-p mh --mh-type brr -j X
    save: -p mobility-header -m mh --mh-type 0 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,16,8 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p mh -m mh ! --mh-type binding-update:be -j X
    save: -p mobility-header -m mh ! --mh-type 5:7 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,16,8 != 0x5-0x7 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p 135 --mh-type 3: -j X
    save: -p mobility-header -m mh --mh-type 3:255 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,16,8 >= 0x3 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p mh -m mh --mh-type b -j X
    save: -p mobility-header -m mh --mh-type 0 -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,16,8 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p mh -m mh -j X
    save: -p mobility-header -m mh -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p mh -m mh --mh-type 0:255 -j X
    save: -p mobility-header -m mh -j X
    nft: filter/INPUT jump filter/..broken-headers
    nft: filter/INPUT meta l4proto 135 jump filter/..short-6
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 @th,0,8 != 0x3b drop
    nft: filter/INPUT meta l4proto 135 @th,24,24 >= 0x0 counter jump filter/X
    nft: filter/..broken-headers meta l4proto >= 0 return
    nft: filter/..broken-headers drop
    nft: filter/..short-6 frag frag-off != 0 return
    nft: filter/..short-6 @th,24,24 >= 0x0 return
    nft: filter/..short-6 drop
-p mh -m mh --mh-type 5:3 -j X
    error bad-argument: --mh-type: '5:3' ends before it begins
-p mh -m mh --mh-type 256 -j X
    error bad-argument: --mh-type: '256' is not a type of Mobile IPv6
-m mh --mh-type 3 -j X
    error needs-protocol: -m mh needs -p mobility-header
    hint: the kernel refuses the rule without it
%ip filter INPUT
-p 135 -m mh --mh-type 3 -j X
    error wrong-family: -m mh exists for IPv6 only
