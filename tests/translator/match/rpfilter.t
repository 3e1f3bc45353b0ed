%ip raw PREROUTING
-m rpfilter -j ACCEPT
    save: -m rpfilter -j ACCEPT
-m rpfilter --invert -j DROP
    save: -m rpfilter --invert -j DROP
-m rpfilter --loose --validmark -j X
    save: -m rpfilter --loose --validmark -j X
-m rpfilter --validmark --invert -j DROP
    save: -m rpfilter --validmark --invert -j DROP
-m rpfilter --accept-local -j X
    save: -m rpfilter --accept-local -j X
-m rpfilter --loose --validmark --accept-local --invert -j X
    save: -m rpfilter --loose --validmark --accept-local --invert -j X
-m rpfilter ! --invert -j X
    error not-negatable: --invert cannot be negated
%ip mangle PREROUTING
-m rpfilter --validmark -j ACCEPT
    save: -m rpfilter --validmark -j ACCEPT
%ip mangle FORWARD
-m rpfilter -j ACCEPT
    error wrong-hook: -m rpfilter cannot be reached from FORWARD
    hint: the kernel refuses the rule
%ip filter INPUT
-m rpfilter -j ACCEPT
    error wrong-table: -m rpfilter cannot stand in table filter
    hint: the kernel takes it in raw, mangle only
%ip6 raw PREROUTING
-m rpfilter -j ACCEPT
    save: -m rpfilter -j ACCEPT
-m rpfilter --invert -j DROP
    save: -m rpfilter --invert -j DROP
-m rpfilter --loose --accept-local --validmark -j X
    save: -m rpfilter --loose --validmark --accept-local -j X
