%ip security INPUT
-j CONNSECMARK --save
    error no-native-form: -j CONNSECMARK: the kernel copies a label only where there is none; nf_tables cannot ask
    hint: copy the labels in a native table (ct secmark set meta secmark)
-j CONNSECMARK --restore
    error no-native-form: -j CONNSECMARK: the kernel copies a label only where there is none; nf_tables cannot ask
    hint: copy the labels in a native table (ct secmark set meta secmark)
%ip mangle PREROUTING
-j CONNSECMARK
    error missing-option: -j CONNSECMARK needs one of --save, --restore
%ip security INPUT
-j CONNSECMARK --save --restore
    error conflicting-options: --save and --restore exclude each other
