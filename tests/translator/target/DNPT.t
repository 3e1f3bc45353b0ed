%ip6 mangle PREROUTING
-s fd00::/64 -j DNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error no-native-form: -j DNPT: the kernel changes the address so that checksums stay right (RFC 6296); nf_tables cannot compute what that takes
    hint: translate connections with -j NETMAP
-j DNPT --src-pfx fd00::/64
    error missing-option: -j DNPT needs --dst-pfx
%ip6 filter INPUT
-j DNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error wrong-table: -j DNPT cannot stand in table filter
    hint: the kernel takes it in mangle only
%ip mangle PREROUTING
-j DNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    error unknown-option: unknown option --src-pfx
    hint: options of a match follow its -m
