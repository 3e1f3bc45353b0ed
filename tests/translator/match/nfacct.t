%ip filter INPUT
-m nfacct --nfacct-name http-traffic -j X
    error no-native-form: -m nfacct --nfacct-name: accounting objects are of another subsystem, which nf_tables does not count in, and their readers see no others
    hint: leave the match out and read the rule's own counter
-m nfacct --nfacct-name "two words" -j X
    error no-native-form: -m nfacct --nfacct-name: accounting objects are of another subsystem, which nf_tables does not count in, and their readers see no others
    hint: leave the match out and read the rule's own counter
-m nfacct --nfacct-name "" -j X
    error bad-argument: --nfacct-name: the name is empty
-m nfacct --nfacct-name a-name-that-is-longer-than-32-bytes -j X
    error bad-argument: --nfacct-name: is longer than 31 bytes
-m nfacct -j X
    error missing-option: -m nfacct needs --nfacct-name
%ip6 filter INPUT
-m nfacct --nfacct-name http-traffic -j X
    error no-native-form: -m nfacct --nfacct-name: accounting objects are of another subsystem, which nf_tables does not count in, and their readers see no others
    hint: leave the match out and read the rule's own counter
