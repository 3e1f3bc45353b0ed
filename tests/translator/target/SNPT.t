%ip6 mangle PREROUTING
-s fd00::/64 -j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error no-native-form: -j SNPT: the kernel changes the address so that checksums stay right (RFC 6296); nf_tables cannot compute what that takes
    hint: translate connections with -j NETMAP
-j SNPT --src-pfx fd00::/64
    error missing-option: -j SNPT needs --dst-pfx
%ip6 filter INPUT
-j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error wrong-table: -j SNPT cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip mangle PREROUTING
-j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error unknown-option: unknown option --src-pfx
    hint: options of a match follow its -m
%ip6 mangle POSTROUTING
-s fd00::/64 -j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error no-native-form: -j SNPT: the kernel changes the address so that checksums stay right (RFC 6296); nf_tables cannot compute what that takes
    hint: translate connections with -j NETMAP
