%ip filter INPUT
-m helper --helper ftp -j ACCEPT
    save: -m helper --helper ftp -j ACCEPT
-m helper ! --helper ftp -j X
    save: -m helper ! --helper ftp -j X
-m helper --helper ftp-2121 -j ACCEPT
    save: -m helper --helper ftp-2121 -j ACCEPT
-m helper --helper "" -j ACCEPT
    save: -m helper --helper "" -j ACCEPT
-m helper --helper abcdefghijklmnopqrstuvwxyz1234 -j ACCEPT
    error bad-argument: --helper: is longer than 29 bytes
-m helper -j ACCEPT
    error missing-option: -m helper needs --helper
%ip6 filter INPUT
-m helper --helper netbios-ns -j ACCEPT
    save: -m helper --helper netbios-ns -j ACCEPT
