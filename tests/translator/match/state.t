%ip filter INPUT
-m state --state RELATED,ESTABLISHED -j ACCEPT
    save: -m state --state RELATED,ESTABLISHED -j ACCEPT
-m state --state new,inv -j X
    save: -m state --state INVALID,NEW -j X
-m state ! --state INVALID -j X
    save: -m state ! --state INVALID -j X
-m state --state UNTRACKED,INVALID,NEW,RELATED,ESTABLISHED -j X
    save: -m state --state INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED -j X
-m state --state DNAT -j X
    error bad-argument: --state: 'DNAT' is not known
-m state -j X
    error missing-option: -m state needs --state
%ip6 filter INPUT
-m state ! --state ESTABLISHED -j DROP
    save: -m state ! --state ESTABLISHED -j DROP
