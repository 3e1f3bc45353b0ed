%ip filter INPUT
-m helper --helper ftp -j ACCEPT
    save: -m helper --helper ftp -j ACCEPT
    nft: filter/INPUT ct helper "ftp" counter accept
-m helper ! --helper ftp -j X
    save: -m helper ! --helper ftp -j X
    nft: filter/INPUT jump filter/INPUT..18ae2ee9
    nft: filter/INPUT..18ae2ee9 ct helper "ftp" return
    nft: filter/INPUT..18ae2ee9 counter jump filter/X
-m helper --helper ftp-2121 -j ACCEPT
    save: -m helper --helper ftp-2121 -j ACCEPT
    nft: filter/INPUT ct helper "ftp" counter accept
    nft: filter/INPUT ct helper "ftp-2121" counter accept
-m helper --helper "" -j ACCEPT
    save: -m helper --helper "" -j ACCEPT
    nft: filter/INPUT ct helper != [""] counter accept
-m helper --helper abcdefghijklmnopqrstuvwxyz1234 -j ACCEPT
    error bad-argument: --helper: is longer than 29 bytes
-m helper -j ACCEPT
    error missing-option: -m helper needs --helper
%ip6 filter INPUT
-m helper --helper netbios-ns -j ACCEPT
    save: -m helper --helper netbios-ns -j ACCEPT
    nft: filter/INPUT ct helper "netbios" counter accept
    nft: filter/INPUT ct helper "netbios-ns" counter accept
