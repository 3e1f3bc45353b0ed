%ip filter INPUT
-m time --timestart 09:00 --timestop 17:30 -j ACCEPT
    error unknown-match: unknown match 'time'
-m time --timestart 22:00 --timestop 06:00:00 --weekdays Fri,Sat -j X
    error unknown-match: unknown match 'time'
-m time --timestart 22:00 --timestop 06:00 --weekdays Fri,Sa --contiguous -j X
    error unknown-match: unknown match 'time'
-m time --weekdays 1,7 --utc -j X
    error unknown-match: unknown match 'time'
-m time ! --weekdays Sun -j X
    error unknown-match: unknown match 'time'
-m time --timestart 12:00 --timestop 12:00 -j X
    error unknown-match: unknown match 'time'
-m time --datestart 2026-11-24T12:30 --datestop 2027 -j X
    error unknown-match: unknown match 'time'
-m time --datestart 2026-02-31 -j X
    error unknown-match: unknown match 'time'
-m time -j X
    error unknown-match: unknown match 'time'
-m time --monthdays 1,15 -j X
    error unknown-match: unknown match 'time'
-m time ! --monthdays 31 -j X
    error unknown-match: unknown match 'time'
-m time --timestart 09:00 --kerneltz -j X
    error unknown-match: unknown match 'time'
-m time --utc --kerneltz -j X
    error unknown-match: unknown match 'time'
-m time --contiguous --timestart 09:00 --timestop 10:00 -j X
    error unknown-match: unknown match 'time'
-m time --timestart 24:00 -j X
    error unknown-match: unknown match 'time'
-m time --weekdays Moon,Noday -j X
    error unknown-match: unknown match 'time'
-m time --datestart 1969 -j X
    error unknown-match: unknown match 'time'
%ip6 filter INPUT
-m time --timestop 17:00 -j X
    error unknown-match: unknown match 'time'
%options time-zone-utc
-m time --timestart 09:00 --localtz -j X
    error unknown-match: unknown match 'time'
