%ip6 filter INPUT
-m srh --srh-next-hdr 17 --srh-hdr-len-eq 8 --srh-segs-left-eq 1 -j X
    error no-native-form: -m srh: the kernel passes over headers with fewer segments than they say are left, and finds the previous and next segment by that number; nf_tables compares no two fields
    hint: match the addresses of the packet, or the header with -m rt
-m srh --srh-hdr-len-gt 8 --srh-segs-left-gt 1 --srh-last-entry-gt 4 -j X
    error no-native-form: -m srh: the kernel passes over headers with fewer segments than they say are left, and finds the previous and next segment by that number; nf_tables compares no two fields
    hint: match the addresses of the packet, or the header with -m rt
-m srh --srh-hdr-len-lt 8 --srh-segs-left-lt 1 --srh-last-entry-lt 4 --srh-last-entry-eq 4 -j X
    error no-native-form: -m srh: the kernel passes over headers with fewer segments than they say are left, and finds the previous and next segment by that number; nf_tables compares no two fields
    hint: match the addresses of the packet, or the header with -m rt
-m srh ! --srh-tag 0 --srh-psid a::/64 --srh-nsid b::/128 --srh-lsid c::/0 -j X
    error no-native-form: -m srh: the kernel passes over headers with fewer segments than they say are left, and finds the previous and next segment by that number; nf_tables compares no two fields
    hint: match the addresses of the packet, or the header with -m rt
-m srh --srh-tag 70000 -j X
    error bad-argument: --srh-tag: '70000' is not a number from 0 to 65535
%ip filter INPUT
-m srh --srh-tag 0 -j X
    error wrong-family: -m srh exists for IPv6 only
