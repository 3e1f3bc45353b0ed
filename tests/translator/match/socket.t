%ip mangle PREROUTING
-m socket --transparent -j MARK --set-mark 0x200
    save: -m socket --transparent -j MARK --set-xmark 0x200/0xffffffff
-m socket --transparent --nowildcard -j ACCEPT
    save: -m socket --transparent --nowildcard -j ACCEPT
-m socket -j RETURN
    save: -m socket -j RETURN
-m socket --restore-skmark -j ACCEPT
    save: -m socket --restore-skmark -j ACCEPT
%ip mangle FORWARD
-m socket -j ACCEPT
    error wrong-hook: -m socket cannot be reached from FORWARD
    hint: the kernel refuses the rule
