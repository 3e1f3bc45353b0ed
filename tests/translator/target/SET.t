%ipset create s hash:ip
%ip filter INPUT
-j SET --add-set s src --exist --timeout 60
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
-j SET --add-set s src --del-set s dst
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
-j SET --map-set s src --map-mark --map-prio --map-queue
    error no-native-form: -j SET: the native sets are what the input says they are: what a rule put in would be gone when the rules are applied again, and ipset would not see it
    hint: note addresses with -m recent, or let the program that owns the set add them
-j SET --exist --del-set s src
    error missing-option: --exist needs --add-set
-j SET
    error missing-option: -j SET needs one of --add-set, --del-set, --map-set
