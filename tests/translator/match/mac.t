%ip filter INPUT
-m mac --mac-source 0:1:2:3:4:5 -j X
    save: -m mac --mac-source 00:01:02:03:04:05 -j X
    nft: filter/INPUT meta iiftype 1 @ll,48,48 0x102030405 counter jump filter/X
-m mac ! --mac-source AA:bb:02:03:04:05 -j X
    save: -m mac ! --mac-source aa:bb:02:03:04:05 -j X
    nft: filter/INPUT meta iiftype 1 @ll,48,48 != 0xaabb02030405 counter jump filter/X
-m mac --mac-source aabb -j X
    error bad-argument: --mac-source: 'aabb' is not a MAC address
-m mac --mac-source 00:01:02:03:04:100 -j X
    error bad-argument: --mac-source: '00:01:02:03:04:100' is not a MAC address
-m mac -j X
    error missing-option: -m mac needs --mac-source
%ip filter OUTPUT
-m mac --mac-source 00:01:02:03:04:05 -j X
    error wrong-hook: -m mac cannot be reached from OUTPUT
    hint: the kernel refuses the rule
%ip6 mangle FORWARD
-m mac --mac-source 00:01:02:03:04:05 -j X
    save: -m mac --mac-source 00:01:02:03:04:05 -j X
    nft: mangle/FORWARD meta iiftype 1 @ll,48,48 0x102030405 counter jump mangle/X
