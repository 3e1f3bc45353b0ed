%ip filter INPUT
-m string --algo bm --string GET -j X
    error no-native-form: -m string --string and --hex-string: nf_tables does not search packets
    hint: filter what the application says in the application; or let it through nft_compat with --allow-xt
-m string --string x -j X
    error missing-option: -m string needs --algo
-m string --algo bm -j X
    error missing-option: -m string needs one of --string, --hex-string
-m string --algo quick --string x -j X
    error bad-argument: --algo: 'quick' is none of bm, kmp, fsm
-m string --algo bm --string x --hex-string y -j X
    error conflicting-options: --string and --hex-string exclude each other
-m string --algo bm --string "" -j X
    error bad-argument: --string: the text is empty
-m string --algo bm --string x --from 5 --to 4 -j X
    error bad-argument: --from is greater than --to
    hint: the kernel refuses the rule
-m string --algo bm --string x --from many -j X
    error bad-argument: --from: 'many' is not a number from 0 to 65535
-m string --algo bm --string x --to 65536 -j X
    error bad-argument: --to: '65536' is not a number from 0 to 65535
-m string --algo bm --hex-string "|0g|" -j X
    error bad-argument: --hex-string: '|0g|' has something else than pairs of hexadecimal digits between '|'
-m string --algo bm --hex-string "|0d" -j X
    error bad-argument: --hex-string: '|0d' has hexadecimal digits without a '|' behind them
-m string --algo bm --hex-string "||" -j X
    error bad-argument: --hex-string: '||' has hexadecimal digits without a '|' behind them
%options allow-xt
%ip filter INPUT
-m string --algo bm --string GET -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string --string "GET" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d00000000000000000000000000004745540000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000] counter jump filter/X
-m string --algo kmp ! --string "GET /index" --from 40 --to 200 --icase -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string ! --string "GET /index" --algo kmp --from 40 --to 200 --icase -j X
    nft: filter/INPUT [xt match string revision 1 2800c8006b6d7000000000000000000000000000474554202f696e646578000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000a0300000000000000000000] counter jump filter/X
-m string --algo bm --hex-string "|0d 0A|" -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string --hex-string "|0d0a|" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d00000000000000000000000000000d0a000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000020000000000000000000000] counter jump filter/X
-m string --algo bm ! --hex-string "ab|63 64|ef" -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string ! --string "abcdef" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d00000000000000000000000000006162636465660000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000060100000000000000000000] counter jump filter/X
-m string --algo bm --hex-string "|deadbeef|" --to 65535 --from 0 -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string --hex-string "|deadbeef|" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d0000000000000000000000000000deadbeef00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000040000000000000000000000] counter jump filter/X
-m string --algo bm --string "a\"b" -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string --string "a\"b" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d00000000000000000000000000006122620000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000] counter jump filter/X
%ip6 filter INPUT
-m string --algo bm --string GET -j X
    warning uses-xtables: -m string: nf_tables does not search packets; the rule goes through nft_compat
    save: -m string --string "GET" --algo bm -j X
    nft: filter/INPUT [xt match string revision 1 0000ffff626d00000000000000000000000000004745540000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000] counter jump filter/X
%options
-m string --algo bm --string a ! --icase -j X
    error not-negatable: --icase cannot be negated
