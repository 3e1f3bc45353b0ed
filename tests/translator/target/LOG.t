%ip filter INPUT
-j LOG
    save: -j LOG
    nft: filter/INPUT counter log level warn
-j LOG --log-level info
    save: -j LOG --log-level 6
    nft: filter/INPUT counter log level info
-j LOG --log-level warn
    error bad-argument: --log-level: 'warn' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level warning
    save: -j LOG
    nft: filter/INPUT counter log level warn
-j LOG --log-level WARNING
    error bad-argument: --log-level: 'WARNING' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level e
    error bad-argument: --log-level: 'e' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level em
    error bad-argument: --log-level: 'em' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level err
    error bad-argument: --log-level: 'err' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level panic
    save: -j LOG --log-level 0
    nft: filter/INPUT counter log level emerg
-j LOG --log-level 8
    error bad-argument: --log-level: '8' is not a log level
    hint: levels are 0 to 7, emerg, alert, crit, error, warning, notice, info and debug
-j LOG --log-level 7
    save: -j LOG --log-level 7
    nft: filter/INPUT counter log level debug
-j LOG --log-prefix "a b: "
    save: -j LOG --log-prefix "a b: "
    nft: filter/INPUT counter log prefix "a b: " level warn
-j LOG --log-prefix ""
    error bad-argument: --log-prefix: an empty prefix is none
    hint: leave the option out
-j LOG --log-prefix "12345678901234567890123456789"
    save: -j LOG --log-prefix 12345678901234567890123456789
    nft: filter/INPUT counter log prefix "12345678901234567890123456789" level warn
-j LOG --log-prefix "123456789012345678901234567890"
    save: -j LOG --log-prefix 12345678901234567890123456789
    nft: filter/INPUT counter log prefix "12345678901234567890123456789" level warn
-j LOG --log-uid --log-ip-options --log-macdecode --log-tcp-options --log-tcp-sequence
    save: -j LOG --log-tcp-sequence --log-tcp-options --log-ip-options --log-uid --log-macdecode
    nft: filter/INPUT counter log level warn flags tcp sequence,options flags ip options flags skuid flags ether
%ip6 filter INPUT
-j LOG --log-prefix v6
    save: -j LOG --log-prefix v6
    nft: filter/INPUT counter log prefix "v6" level warn
%ip filter INPUT
-j LOG ! --log-tcp-sequence
    error not-negatable: --log-tcp-sequence cannot be negated
-j LOG ! --log-tcp-options
    error not-negatable: --log-tcp-options cannot be negated
-j LOG ! --log-ip-options
    error not-negatable: --log-ip-options cannot be negated
-j LOG ! --log-uid
    error not-negatable: --log-uid cannot be negated
-j LOG --log-macdecode --log-macdecode
    error repeated-option: --log-macdecode is given twice
