%ip mangle PREROUTING
-j IDLETIMER --timeout 60 --label foo
    error no-native-form: -j IDLETIMER: nf_tables has no timers
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j IDLETIMER --timeout 60 --label foo2 --alarm
    error no-native-form: -j IDLETIMER: nf_tables has no timers
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j IDLETIMER --timeout 60
    error missing-option: -j IDLETIMER needs --label
-j IDLETIMER --label x
    error missing-option: -j IDLETIMER needs --timeout
-j IDLETIMER --timeout 0 --label x
    error bad-argument: --timeout: '0' is not a number from 1 to 4294967295
-j IDLETIMER --timeout 5 --label a-very-long-label-of-twenty-eight
    error no-native-form: -j IDLETIMER: nf_tables has no timers
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j IDLETIMER --timeout 5 --label "a b"
    error no-native-form: -j IDLETIMER: nf_tables has no timers
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
%options allow-xt
%ip mangle PREROUTING
-i eth0 -j IDLETIMER --timeout 60 --label foo3
    warning uses-xtables: -j IDLETIMER: nf_tables has no timers; the rule goes through nft_compat
    save: -i eth0 -j IDLETIMER --timeout 60 --label foo3
    nft: mangle/PREROUTING meta iifname "eth0" counter [xt target IDLETIMER revision 1 3c000000666f6f3300000000000000000000000000000000000000000000000000000000000000000000000000000000]
-i eth0 -j IDLETIMER --timeout 60 --label foo4 --alarm
    warning uses-xtables: -j IDLETIMER: nf_tables has no timers; the rule goes through nft_compat
    save: -i eth0 -j IDLETIMER --timeout 60 --label foo4 --alarm
    nft: mangle/PREROUTING meta iifname "eth0" counter [xt target IDLETIMER revision 1 3c000000666f6f3400000000000000000000000000000000000000000000000000010000000000000000000000000000]
