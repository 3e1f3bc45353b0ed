%ip filter INPUT
-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    save: -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    nft: filter/INPUT ct state established,related counter accept
-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    save: -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    nft: filter/INPUT ct state invalid,untracked counter drop
    nft: filter/INPUT ct state & (established | related) == 0 ct status & dnat == 0 counter drop
-m conntrack --ctstate NEW,SNAT -j DROP
    save: -m conntrack --ctstate NEW,SNAT -j DROP
    nft: filter/INPUT ct state new counter drop
    nft: filter/INPUT ct status snat counter drop
-m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
    save: -m conntrack --ctstate INVALID,NEW --ctorigsrc 10.0.0.2 -j DROP
    nft: filter/INPUT ct state invalid counter drop
    nft: filter/INPUT ct state invalid,new ct original ip saddr 10.0.0.2 counter drop
-m conntrack ! --ctstate NEW --ctdir ORIGINAL -j MARK --set-mark 1
    save: -m conntrack ! --ctstate NEW --ctdir ORIGINAL -j MARK --set-xmark 0x1/0xffffffff
    nft: filter/INPUT ct state invalid,untracked counter meta mark set 0x1
    nft: filter/INPUT ct state & new == 0 ct direction original counter meta mark set 0x1
-m conntrack --ctexpire 100:300 -j DROP
    save: -m conntrack --ctexpire 100:300 -j DROP
    nft: filter/INPUT ct expiration 100s-300s999ms ct state & (invalid | untracked) == 0 counter drop
-m conntrack --ctproto tcp --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
    save: -m conntrack --ctproto 6 --ctorigdst 10.0.0.1 --ctorigdstport 8081 -j ACCEPT
    nft: filter/INPUT ct protocol tcp ct original ip daddr 10.0.0.1 [ct original proto-dst] 8081 ct state & (invalid | untracked) == 0 counter accept
-m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
    save: -m conntrack ! --ctstatus ASSURED,CONFIRMED -j DROP
    nft: filter/INPUT ct status & (assured | confirmed) == 0 counter drop
-m conntrack --ctstatus NONE -j DROP
    save: -m conntrack --ctstatus NONE -j DROP
    nft: filter/INPUT # matches nothing
-m conntrack -j DROP
    error missing-option: -m conntrack needs one of --ctstate, --ctproto, --ctorigsrc, --ctorigdst, --ctreplsrc, --ctrepldst, --ctorigsrcport, --ctorigdstport, --ctreplsrcport, --ctrepldstport, --ctstatus, --ctexpire, --ctdir
