%ip filter INPUT
-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    save: -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
-m conntrack --ctstate NEW,SNAT -j DROP
    save: -m conntrack --ctstate NEW,SNAT -j DROP
-m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
    save: -m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
-m conntrack ! --ctstate NEW --ctdir ORIGINAL -j MARK --set-mark 1
    save: -m conntrack ! --ctstate NEW --ctdir ORIGINAL -j MARK --set-xmark 0x1/0xffffffff
-m conntrack --ctexpire 100:300 -j DROP
    save: -m conntrack --ctexpire 100:300 -j DROP
-m conntrack --ctproto tcp --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
    save: -m conntrack --ctproto 6 --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
-m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
    save: -m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
-m conntrack --ctstatus NONE -j DROP
    save: -m conntrack --ctstatus NONE -j DROP
-m conntrack -j DROP
    error missing-option: -m conntrack needs one of --ctstate, --ctproto, --ctorigsrc, --ctorigdst, --ctreplsrc, --ctrepldst, --ctorigsrcport, --ctorigdstport, --ctreplsrcport, --ctrepldstport, --ctstatus, --ctexpire, --ctdir
