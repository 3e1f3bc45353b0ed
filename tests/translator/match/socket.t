%ip mangle PREROUTING
-m socket --transparent -j MARK --set-mark 0x200
    save: -m socket --transparent -j MARK --set-xmark 0x200/0xffffffff
    nft: mangle/PREROUTING socket transparent 1 jump mangle/PREROUTING..8d560b19
    nft: mangle/PREROUTING..8d560b19 socket wildcard 1 return
    nft: mangle/PREROUTING..8d560b19 counter meta mark set 0x200
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket --transparent --nowildcard -j ACCEPT
    save: -m socket --transparent --nowildcard -j ACCEPT
    nft: mangle/PREROUTING socket transparent 1 counter accept
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket -j RETURN
    save: -m socket -j RETURN
    nft: mangle/PREROUTING socket transparent <= 1 goto mangle/PREROUTING..fc6f279b
    nft: mangle/PREROUTING goto mangle/PREROUTING..rest-fc6f279b
    nft: mangle/PREROUTING..fc6f279b socket wildcard 1 goto mangle/PREROUTING..rest-fc6f279b
    nft: mangle/PREROUTING..fc6f279b counter return
    nft: mangle/PREROUTING..fc6f279b goto mangle/PREROUTING..rest-fc6f279b
    nft: mangle/..asks meta l4proto tcp tproxy to :1
-m socket --restore-skmark -j ACCEPT
    save: -m socket --restore-skmark -j ACCEPT
    nft: mangle/PREROUTING socket transparent <= 1 jump mangle/PREROUTING..ee652349
    nft: mangle/PREROUTING..ee652349 socket wildcard 1 return
    nft: mangle/PREROUTING..ee652349 jump mangle/PREROUTING..ee652349.1
    nft: mangle/PREROUTING..ee652349.1 meta mark set socket mark
    nft: mangle/PREROUTING..ee652349.1 counter accept
    nft: mangle/..asks meta l4proto tcp tproxy to :1
%ip mangle FORWARD
-m socket -j ACCEPT
    error wrong-hook: -m socket cannot be reached from FORWARD
    hint: the kernel refuses the rule
%ip mangle PREROUTING
-m socket ! --transparent -j X
    error not-negatable: --transparent cannot be negated
-m socket --nowildcard --nowildcard -j X
    error repeated-option: --nowildcard is given twice
-m socket --restore-skmark=5 -j X
    error syntax: '5' belongs to no option
    hint: a negation stands before the option: ! --option value
