%ip raw PREROUTING
-m rpfilter -j ACCEPT
    save: -m rpfilter -j ACCEPT
    nft: raw/PREROUTING fib saddr . iif oif exists fib saddr type != broadcast counter accept
    nft: raw/PREROUTING ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . iif oif exists counter accept
    nft: raw/PREROUTING ip saddr 255.255.255.255 fib saddr . iif oif exists counter accept
-m rpfilter --invert -j DROP
    save: -m rpfilter --invert -j DROP
    nft: raw/PREROUTING fib saddr . iif oif != exists counter drop
    nft: raw/PREROUTING ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast counter drop
-m rpfilter --loose --validmark -j X
    save: -m rpfilter --loose --validmark -j X
    nft: raw/PREROUTING jump raw/PREROUTING..9ea78c8b
    nft: raw/PREROUTING..9ea78c8b fib saddr . mark oif exists fib saddr type != broadcast goto raw/PREROUTING..9ea78c8b.1
    nft: raw/PREROUTING..9ea78c8b ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . mark oif exists goto raw/PREROUTING..9ea78c8b.1
    nft: raw/PREROUTING..9ea78c8b ip saddr 255.255.255.255 fib saddr . mark oif exists goto raw/PREROUTING..9ea78c8b.1
    nft: raw/PREROUTING..9ea78c8b.1 counter jump raw/X
-m rpfilter --validmark --invert -j DROP
    save: -m rpfilter --validmark --invert -j DROP
    nft: raw/PREROUTING fib saddr . mark . iif oif != exists counter drop
    nft: raw/PREROUTING ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast counter drop
-m rpfilter --accept-local -j X
    save: -m rpfilter --accept-local -j X
    nft: raw/PREROUTING jump raw/PREROUTING..75a75fbe
    nft: raw/PREROUTING..75a75fbe fib saddr . iif oif exists fib saddr type != broadcast goto raw/PREROUTING..75a75fbe.1
    nft: raw/PREROUTING..75a75fbe ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . iif oif exists goto raw/PREROUTING..75a75fbe.1
    nft: raw/PREROUTING..75a75fbe ip saddr 255.255.255.255 fib saddr . iif oif exists goto raw/PREROUTING..75a75fbe.1
    nft: raw/PREROUTING..75a75fbe fib saddr . iif type local goto raw/PREROUTING..75a75fbe.1
    nft: raw/PREROUTING..75a75fbe.1 counter jump raw/X
-m rpfilter --loose --validmark --accept-local --invert -j X
    save: -m rpfilter --loose --validmark --accept-local --invert -j X
    nft: raw/PREROUTING jump raw/PREROUTING..536fe16d
    nft: raw/PREROUTING..536fe16d fib saddr . mark oif != exists fib saddr type != local goto raw/PREROUTING..536fe16d.1
    nft: raw/PREROUTING..536fe16d ip saddr & 255.0.0.0 != 0.0.0.0 ip saddr != 255.255.255.255 fib saddr type broadcast fib saddr type != local goto raw/PREROUTING..536fe16d.1
    nft: raw/PREROUTING..536fe16d.1 counter jump raw/X
-m rpfilter ! --invert -j X
    error not-negatable: --invert cannot be negated
%ip mangle PREROUTING
-m rpfilter --validmark -j ACCEPT
    save: -m rpfilter --validmark -j ACCEPT
    nft: mangle/PREROUTING fib saddr . mark . iif oif exists fib saddr type != broadcast counter accept
    nft: mangle/PREROUTING ip saddr & 255.0.0.0 == 0.0.0.0 fib saddr . mark . iif oif exists counter accept
    nft: mangle/PREROUTING ip saddr 255.255.255.255 fib saddr . mark . iif oif exists counter accept
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
    nft: raw/PREROUTING fib saddr . iif oif exists counter accept
    nft: raw/PREROUTING ip6 saddr :: counter accept
-m rpfilter --invert -j DROP
    save: -m rpfilter --invert -j DROP
    nft: raw/PREROUTING ip6 saddr != :: fib saddr . iif oif != exists counter drop
-m rpfilter --loose --accept-local --validmark -j X
    save: -m rpfilter --loose --validmark --accept-local -j X
    nft: raw/PREROUTING jump raw/PREROUTING..c08b441f
    nft: raw/PREROUTING..c08b441f fib saddr . mark oif exists goto raw/PREROUTING..c08b441f.1
    nft: raw/PREROUTING..c08b441f ip6 saddr :: goto raw/PREROUTING..c08b441f.1
    nft: raw/PREROUTING..c08b441f fib saddr type local goto raw/PREROUTING..c08b441f.1
    nft: raw/PREROUTING..c08b441f.1 counter jump raw/X
-m rpfilter --loose --loose -j X
    error repeated-option: --loose is given twice
-m rpfilter --validmark=1 -j X
    error syntax: '1' belongs to no option
    hint: a negation stands before the option: ! --option value
-m rpfilter ! --accept-local -j X
    error not-negatable: --accept-local cannot be negated
