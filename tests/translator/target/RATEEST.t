%ip mangle PREROUTING
-j RATEEST --rateest-name e --rateest-interval 250ms --rateest-ewmalog 500ms
    error no-native-form: -j RATEEST: nf_tables measures no rates
    hint: read the counter of the rule twice
-j RATEEST --rateest-name e --rateest-interval 1 --rateest-ewma 2
    error no-native-form: -j RATEEST: nf_tables measures no rates
    hint: read the counter of the rule twice
-j RATEEST --rateest-name e2 --rateest-interval 250 --rateest-ewmalog 500
    error no-native-form: -j RATEEST: nf_tables measures no rates
    hint: read the counter of the rule twice
-j RATEEST --rateest-name e3 --rateest-interval 250ms --rateest-ewmalog 0.5s
    error no-native-form: -j RATEEST: nf_tables measures no rates
    hint: read the counter of the rule twice
-j RATEEST --rateest-name e4
    error missing-option: -j RATEEST needs --rateest-interval
    error missing-option: -j RATEEST needs --rateest-ewmalog
