%ip filter INPUT
-m rateest --rateest RE1 --rateest-lt --rateest-bps 8bit -j X
    error no-native-form: -m rateest --rateest1: nf_tables measures no rates
    hint: limit the rate with -m limit or -m hashlimit; or let it through nft_compat with --allow-xt
-m rateest --rateest RE1 ! --rateest-gt --rateest-pps 5 -j X
    error no-native-form: -m rateest --rateest1: nf_tables measures no rates
    hint: limit the rate with -m limit or -m hashlimit; or let it through nft_compat with --allow-xt
-m rateest --rateest1 RE1 --rateest-lt --rateest-bps --rateest2 RE2 -j X
    error no-native-form: -m rateest --rateest1: nf_tables measures no rates
    hint: limit the rate with -m limit or -m hashlimit; or let it through nft_compat with --allow-xt
-m rateest --rateest RE1 --rateest-gt --rateest-bps 5furlong -j X
    error bad-argument: --rateest-bps: '5furlong' is not a rate
-m rateest --rateest RE1 --rateest-gt --rateest-pps x -j X
    error bad-argument: --rateest-pps: 'x' is not a number from 0 to 4294967295
-m rateest --rateest RE1 --rateest-pps 5 -j X
    error missing-option: -m rateest needs one of --rateest-lt, --rateest-gt, --rateest-eq
-m rateest --rateest RE1 --rateest-eq -j X
    error missing-option: -m rateest compares neither --rateest-bps nor --rateest-pps
    hint: the kernel refuses the rule
-m rateest --rateest RE1 --rateest-eq --rateest-lt --rateest-pps 5 -j X
    error conflicting-options: --rateest-lt and --rateest-eq exclude each other
-m rateest --rateest-eq --rateest-pps 5 -j X
    error missing-option: -m rateest needs --rateest1
-m rateest --rateest1 RE1 --rateest2 0123456789abcdef --rateest-eq --rateest-pps -j X
    error bad-argument: --rateest2: is longer than 15 bytes
-m rateest --rateest1 RE1 --rateest-delta --rateest-pps1 -1 --rateest-eq --rateest-bps1 y -j X
    error unknown-option: unknown option -1
-m rateest ! --rateest-delta --rateest1 RE1 --rateest-eq --rateest-pps2 5 -j X
    error not-negatable: --rateest-delta cannot be negated
%options allow-xt
-m rateest --rateest RE1 --rateest-gt --rateest-bps 5kbit -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest RE1 --rateest-gt --rateest-bps 5000bit -j X
    nft: filter/INPUT [xt match rateest revision 0 524531000000000000000000000000000000000000000000000000000000000012000300000000000000000071020000000000000000000000000000000000000000000000000000] counter jump filter/X
-m rateest --rateest RE1 ! --rateest-lt --rateest-bps 3MiBps -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest RE1 ! --rateest-lt --rateest-bps 25166Kbit -j X
    nft: filter/INPUT [xt match rateest revision 0 524531000000000000000000000000000000000000000000000000000000000013000200000000000000000000003000000000000000000000000000000000000000000000000000] counter jump filter/X
-m rateest --rateest-delta --rateest RE1 --rateest-bps1 8bit ! --rateest-eq --rateest-bps2 16bit -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest-delta --rateest RE1 --rateest-bps1 8bit ! --rateest-eq --rateest-bps2 16bit -j X
    nft: filter/INPUT [xt match rateest revision 0 52453100000000000000000000000000000000000000000000000000000000001b000100010000000000000002000000000000000000000000000000000000000000000000000000] counter jump filter/X
-m rateest --rateest1 RE1 --rateest-lt --rateest-bps --rateest2 RE2 -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest1 RE1 --rateest-lt --rateest-bps --rateest2 RE2 -j X
    nft: filter/INPUT [xt match rateest revision 0 524531000000000000000000000000005245320000000000000000000000000014000200000000000000000000000000000000000000000000000000000000000000000000000000] counter jump filter/X
-m rateest --rateest-delta --rateest1 RE1 --rateest-pps1 0 ! --rateest-gt --rateest-pps2 42 --rateest2 RE2 -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest-delta --rateest1 RE1 --rateest-pps1 0 ! --rateest-gt --rateest-pps2 42 --rateest2 RE2 -j X
    nft: filter/INPUT [xt match rateest revision 0 52453100000000000000000000000000524532000000000000000000000000002d0003000000000000000000000000002a0000000000000000000000000000000000000000000000] counter jump filter/X
-m rateest --rateest RE1 --rateest-eq --rateest-pps 5 -j X
    warning uses-xtables: -m rateest: nf_tables measures no rates; the rule goes through nft_compat
    save: -m rateest --rateest RE1 --rateest-eq --rateest-pps 5 -j X
    nft: filter/INPUT [xt match rateest revision 0 524531000000000000000000000000000000000000000000000000000000000022000100000000000000000000000000050000000000000000000000000000000000000000000000] counter jump filter/X
