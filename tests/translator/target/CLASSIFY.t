%ip mangle POSTROUTING
-j CLASSIFY --set-class 1:10
    save: -j CLASSIFY --set-class 0001:0010
    nft: mangle/POSTROUTING counter meta priority set 1:10
-j CLASSIFY --set-class ffff:ffff
    save: -j CLASSIFY --set-class ffff:ffff
    nft: mangle/POSTROUTING counter meta priority set ffff:ffff
-j CLASSIFY --set-class 1:
    error bad-argument: --set-class: '1:' is not a class, major:minor in hexadecimal up to ffff
-j CLASSIFY --set-class 1
    error bad-argument: --set-class: '1' is not a class, major:minor in hexadecimal up to ffff
-j CLASSIFY --set-class 10000:1
    error bad-argument: --set-class: '10000:1' is not a class, major:minor in hexadecimal up to ffff
-j CLASSIFY --set-class 0x1:0x2
    save: -j CLASSIFY --set-class 0001:0002
    nft: mangle/POSTROUTING counter meta priority set 1:2
%ip filter OUTPUT
-j CLASSIFY --set-class 1:2
    save: -j CLASSIFY --set-class 0001:0002
    nft: filter/OUTPUT counter meta priority set 1:2
%ip mangle PREROUTING
-j CLASSIFY --set-class 1:2
    error wrong-hook: -j CLASSIFY cannot be reached from PREROUTING
    hint: the kernel refuses the rule
%ip mangle POSTROUTING
-j CLASSIFY
    error missing-option: -j CLASSIFY needs --set-class
%ip6 mangle POSTROUTING
-j CLASSIFY --set-class 1:10
    save: -j CLASSIFY --set-class 0001:0010
    nft: mangle/POSTROUTING counter meta priority set 1:10
