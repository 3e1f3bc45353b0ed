%ip filter INPUT
-m limit --limit 5/min -j X
    save: -m limit --limit 5/min -j X
    nft: filter/INPUT limit rate 5/minute burst 5 packets counter jump filter/X
-m limit -j X
    save: -m limit --limit 3/hour -j X
    nft: filter/INPUT limit rate 3/hour burst 5 packets counter jump filter/X
-m limit --limit 10/sec --limit-burst 100 -j X
    save: -m limit --limit 10/sec --limit-burst 100 -j X
    nft: filter/INPUT limit rate 10/second burst 100 packets counter jump filter/X
-m limit --limit 3 -j X
    save: -m limit --limit 3/sec -j X
    nft: filter/INPUT limit rate 259241/day burst 5 packets counter jump filter/X
-m limit --limit 700/s -j X
    save: -m limit --limit 714/sec -j X
    nft: filter/INPUT limit rate 62836364/day burst 5 packets counter jump filter/X
-m limit --limit 1/hour --limit-burst 1 -j X
    save: -m limit --limit 1/hour --limit-burst 1 -j X
    nft: filter/INPUT limit rate 1/hour burst 1 packets counter jump filter/X
-m limit --limit 7/minute -j X
    error approximation: -m limit --limit: rounding leaves the kernel's bucket with room for a fraction of a packet, which nf_tables cannot have
    hint: choose a rate that divides 10000 a unit, such as 6/minute; or accept it with --accept-approximation limit-fraction
-m limit --limit 1/day --limit-burst 4 -j X
    error bad-argument: the burst is too large for so slow a rate
    hint: the kernel refuses the rule: lower the burst
-m limit --limit 1/day -j X
    error bad-argument: the burst is too large for so slow a rate
    hint: the kernel refuses the rule: lower the burst
-m limit --limit 20000/s -j X
    error bad-argument: --limit: '20000/s' is too fast
-m limit --limit 0/s -j X
    error bad-argument: --limit: '0/s' is not a rate, N/second, N/minute, N/hour or N/day
-m limit --limit 5/fortnight -j X
    error bad-argument: --limit: '5/fortnight' is not a rate, N/second, N/minute, N/hour or N/day
-m limit --limit-burst 0 -j X
    error bad-argument: --limit-burst: '0' is not a number from 1 to 10000
-m limit --limit-burst 10001 -j X
    error bad-argument: --limit-burst: '10001' is not a number from 1 to 10000
-m limit --limit 10000/s -j X
    error approximation: -m limit --limit-burst: the kernel's bucket gains its tokens by the tick of its clock, and so small a burst overflows within one
    hint: allow a burst of 1/250 of what passes in a second; or accept it with --accept-approximation limit-tick
-m limit --limit 1000/s --limit-burst 3 -j X
    error approximation: -m limit --limit-burst: the kernel's bucket gains its tokens by the tick of its clock, and so small a burst overflows within one
    hint: allow a burst of 1/250 of what passes in a second; or accept it with --accept-approximation limit-tick
-m limit --limit 1000/s --limit-burst 4 -j X
    save: -m limit --limit 1000/sec --limit-burst 4 -j X
    nft: filter/INPUT limit rate 1000/second burst 4 packets counter jump filter/X
-m limit ! --limit 5/s -j X
    error not-negatable: --limit cannot be negated
%ip6 filter INPUT
-m limit --limit 100/minute -j ACCEPT
    save: -m limit --limit 100/min -j ACCEPT
    nft: filter/INPUT limit rate 100/minute burst 5 packets counter accept
%options limit-fraction
-m limit --limit 7/minute -j X
    warning approximated: --limit: rounding leaves the kernel's bucket with room for a fraction of a packet, which nf_tables cannot have; the nearest native form is used, as --accept-approximation limit-fraction says
    save: -m limit --limit 7/min -j X
    nft: filter/INPUT limit rate 10080/day burst 4 packets counter jump filter/X
%options limit-tick
-m limit --limit 1000/s --limit-burst 2 -j X
    warning approximated: --limit-burst: the kernel's bucket gains its tokens by the tick of its clock, and so small a burst overflows within one; the nearest native form is used, as --accept-approximation limit-tick says
    save: -m limit --limit 1000/sec --limit-burst 2 -j X
    nft: filter/INPUT limit rate 1000/second burst 2 packets counter jump filter/X
