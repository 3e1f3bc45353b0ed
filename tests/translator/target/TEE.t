%ip mangle PREROUTING
-j TEE --gateway 10.1.0.9
    save: -j TEE --gateway 10.1.0.9
    nft: mangle/PREROUTING counter dup to 10.1.0.9
-j TEE --gateway 10.1.0.9 --oif lo
    error no-native-form: -j TEE --oif: nf_tables names the device of a copy by the number it has now, not by its name
    hint: route the neighbour over that device and leave --oif out; or let it through nft_compat with --allow-xt
-j TEE --gateway 0.0.0.0
    error bad-argument: --gateway: '0.0.0.0' is not the address of a neighbour
-j TEE --oif lo
    error missing-option: -j TEE needs --gateway
%ip6 mangle PREROUTING
-j TEE --gateway fd00::1
    save: -j TEE --gateway fd00::1
    nft: mangle/PREROUTING counter dup to fd00::1
%ip mangle PREROUTING
-j TEE --gateway x
    error bad-argument: --gateway: 'x' is not the address of a neighbour
%options allow-xt
%ip mangle PREROUTING
-i eth0 -j TEE --gateway 10.1.0.9 --oif lo
    warning uses-xtables: -j TEE: nf_tables names the device of a copy by the number it has now, not by its name; the rule goes through nft_compat
    save: -i eth0 -j TEE --gateway 10.1.0.9 --oif lo
    nft: mangle/PREROUTING meta iifname "eth0" counter [xt target TEE revision 1 0a0100090000000000000000000000006c6f00000000000000000000000000000000000000000000]
%ip6 mangle PREROUTING
-i eth0 -j TEE --gateway fd00::9 --oif lo
    warning uses-xtables: -j TEE: nf_tables names the device of a copy by the number it has now, not by its name; the rule goes through nft_compat
    save: -i eth0 -j TEE --gateway fd00::9 --oif lo
    nft: mangle/PREROUTING meta iifname "eth0" counter [xt target TEE revision 1 fd0000000000000000000000000000096c6f00000000000000000000000000000000000000000000]
