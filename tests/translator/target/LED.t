%ip filter INPUT
-j LED --led-trigger-id foo
    error no-native-form: -j LED: nf_tables has no lights
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j LED --led-trigger-id foo --led-delay inf --led-always-blink
    error no-native-form: -j LED: nf_tables has no lights
    hint: watch the rule's counter; or let it through nft_compat with --allow-xt
-j LED
    error missing-option: -j LED needs --led-trigger-id
-j LED --led-trigger-id foo --led-delay x
    error bad-argument: --led-delay: 'x' is not a number from 0 to 4294967295
%options allow-xt
%ip filter INPUT
-i eth0 -j LED --led-trigger-id foo --led-delay 5
    warning uses-xtables: -j LED: nf_tables has no lights; the rule goes through nft_compat
    save: -i eth0 -j LED --led-trigger-id "foo" --led-delay 5
    nft: filter/INPUT meta iifname "eth0" counter [xt target LED revision 0 6e657466696c7465722d666f6f000000000000000000000000000000050000000000000000000000]
-i eth0 -j LED --led-trigger-id foo --led-always-blink
    warning uses-xtables: -j LED: nf_tables has no lights; the rule goes through nft_compat
    save: -i eth0 -j LED --led-trigger-id "foo" --led-always-blink
    nft: filter/INPUT meta iifname "eth0" counter [xt target LED revision 0 6e657466696c7465722d666f6f000000000000000000000000000001000000000000000000000000]
