%ip nat PREROUTING
-m recent --name KUBE-SEP-X --rcheck --seconds 10800 --reap --mask 255.255.255.255 --rsource -j X
    error unknown-match: unknown match 'recent'
-m recent --name KUBE-SEP-X --set --mask 255.255.255.255 --rsource -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck -j X
    error unknown-match: unknown match 'recent'
-m recent ! --rcheck --seconds 60 -j X
    error unknown-match: unknown match 'recent'
-m recent --update --seconds 60 --rdest -j X
    error unknown-match: unknown match 'recent'
-m recent ! --update -j X
    error unknown-match: unknown match 'recent'
-m recent ! --update --seconds 60 -j X
    error unknown-match: unknown match 'recent'
-m recent --remove --name A -j X
    error unknown-match: unknown match 'recent'
-m recent ! --remove --name A -j X
    error unknown-match: unknown match 'recent'
-m recent ! --set -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --mask 255.255.255.0 --hitcount 1 -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --seconds 60 --hitcount 4 -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --rttl -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --reap -j X
    error unknown-match: unknown match 'recent'
-m recent --set --seconds 5 -j X
    error unknown-match: unknown match 'recent'
-m recent --set --rcheck -j X
    error unknown-match: unknown match 'recent'
-m recent --set --name a/b -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --seconds 0 -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --hitcount 256 -j X
    error unknown-match: unknown match 'recent'
-m recent --rcheck --mask ::1 -j X
    error unknown-match: unknown match 'recent'
-m recent --name A -j X
    error unknown-match: unknown match 'recent'
%ip6 nat PREROUTING
-m recent --name KUBE-SEP-X --rcheck --seconds 10800 --reap -j X
    error unknown-match: unknown match 'recent'
-m recent --update --mask ffff:ffff:: --seconds 5 -j X
    error unknown-match: unknown match 'recent'
%options allow-xt
-m recent --update --seconds 60 --hitcount 4 --rttl --name SSH -j DROP
    error unknown-match: unknown match 'recent'
