%ip filter INPUT
-m state --state RELATED,ESTABLISHED -j ACCEPT
    save: -m state --state RELATED,ESTABLISHED -j ACCEPT
    nft: filter/INPUT ct state established,related counter accept
-m state --state new,inv -j X
    save: -m state --state INVALID,NEW -j X
    nft: filter/INPUT ct state invalid,new counter jump filter/X
-m state ! --state INVALID -j X
    save: -m state ! --state INVALID -j X
    nft: filter/INPUT ct state & invalid == 0 counter jump filter/X
-m state --state UNTRACKED,INVALID,NEW,RELATED,ESTABLISHED -j X
    save: -m state --state INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED -j X
    nft: filter/INPUT counter jump filter/X
    nft: filter/..asks ct mark 0x0
-m state --state DNAT -j X
    error bad-argument: --state: 'DNAT' is not known
-m state -j X
    error missing-option: -m state needs --state
%ip6 filter INPUT
-m state ! --state ESTABLISHED -j DROP
    save: -m state ! --state ESTABLISHED -j DROP
    nft: filter/INPUT ct state & established == 0 counter drop
