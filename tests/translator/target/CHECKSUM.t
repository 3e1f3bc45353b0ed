%ip mangle PREROUTING
-j CHECKSUM --checksum-fill
    error no-native-form: -j CHECKSUM: nf_tables computes no checksums
    hint: turn off transmit checksums on the sending device (ethtool -K DEVICE tx off)
-j CHECKSUM
    error missing-option: -j CHECKSUM needs --checksum-fill
%ip filter INPUT
-j CHECKSUM --checksum-fill
    error wrong-table: -j CHECKSUM cannot stand in table filter
    hint: the kernel takes it in mangle only
%options allow-xt
%ip mangle POSTROUTING
-j CHECKSUM --checksum-fill
    error no-native-form: -j CHECKSUM: nf_tables computes no checksums; nor does nft_compat take it in a table that is not called mangle
    hint: leave the rule to iptables
