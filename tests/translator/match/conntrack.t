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
    nft: filter/..asks ct mark 0x0
-m conntrack -j DROP
    error missing-option: -m conntrack needs one of --ctstate, --ctproto, --ctorigsrc, --ctorigdst, --ctreplsrc, --ctrepldst, --ctorigsrcport, --ctorigdstport, --ctreplsrcport, --ctrepldstport, --ctstatus, --ctexpire, --ctdir
%ip filter INPUT
-m conntrack ! --ctproto udp -j X
    save: -m conntrack ! --ctproto 17 -j X
    nft: filter/INPUT ct protocol != udp counter jump filter/X
-m conntrack --ctproto nope -j X
    error bad-argument: --ctproto: 'nope' is not a known protocol
    hint: write the protocol number
-m conntrack ! --ctorigsrc 10.0.0.0/8 -j X
    save: -m conntrack ! --ctorigsrc 10.0.0.0/8 -j X
    nft: filter/INPUT ct original ip saddr & 255.0.0.0 != 10.0.0.0 counter jump filter/X
-m conntrack --ctorigsrc 10.0.0.x -j X
    error bad-argument: --ctorigsrc: '10.0.0.x' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-m conntrack ! --ctorigdst 10.1.0.1 -j X
    save: -m conntrack ! --ctorigdst 10.1.0.1 -j X
    nft: filter/INPUT ct original ip daddr != 10.1.0.1 counter jump filter/X
-m conntrack --ctorigdst fd00::1 -j X
    error bad-argument: --ctorigdst: 'fd00::1' is not an IPv4 address or network
    hint: this rule stands among those of the other family
-m conntrack --ctreplsrc 10.0.0.0/8 -j X
    save: -m conntrack --ctreplsrc 10.0.0.0/8 -j X
    nft: filter/INPUT ct reply ip saddr & 255.0.0.0 == 10.0.0.0 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack ! --ctreplsrc 10.0.0.2 -j X
    save: -m conntrack ! --ctreplsrc 10.0.0.2 -j X
    nft: filter/INPUT ct reply ip saddr != 10.0.0.2 counter jump filter/X
-m conntrack --ctreplsrc host/x -j X
    error bad-argument: --ctreplsrc: 'host/x' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-m conntrack --ctrepldst 10.0.0.0/8 -j X
    save: -m conntrack --ctrepldst 10.0.0.0/8 -j X
    nft: filter/INPUT ct reply ip daddr & 255.0.0.0 == 10.0.0.0 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack ! --ctrepldst 10.0.0.2/255.255.0.255 -j X
    save: -m conntrack ! --ctrepldst 10.0.0.2 -j X
    nft: filter/INPUT ct reply ip daddr != 10.0.0.2 counter jump filter/X
-m conntrack --ctrepldst 1.2.3.4/33 -j X
    error bad-argument: --ctrepldst: '1.2.3.4/33' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-m conntrack --ctrepldst 33.1.2.3/16 -j X
    save: -m conntrack --ctrepldst 33.1.2.3/16 -j X
    nft: filter/INPUT ct reply ip daddr & 255.255.0.0 == 33.1.0.0 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack --ctproto tcp --ctorigsrcport 1024:65535 -j X
    save: -m conntrack --ctproto 6 --ctorigsrcport 1024:65535 -j X
    nft: filter/INPUT ct protocol tcp [ct original proto-src] >= 1024 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack ! --ctorigsrcport 1024 -j X
    save: -m conntrack ! --ctorigsrcport 1024 -j X
    nft: filter/INPUT [ct original proto-src] != 1024 counter jump filter/X
-m conntrack --ctorigsrcport 70000 -j X
    error bad-argument: --ctorigsrcport: '70000' is neither a port number nor a known service name
    hint: write the number
-m conntrack ! --ctorigdstport 80:443 -j X
    save: -m conntrack ! --ctorigdstport 80:443 -j X
    nft: filter/INPUT [ct original proto-dst] != 80-443 counter jump filter/X
-m conntrack --ctorigdstport http:x -j X
    error bad-argument: --ctorigdstport: 'http:x' is neither a port number nor a known service name
    hint: write the number
-m conntrack --ctproto udp --ctreplsrcport 53 -j X
    save: -m conntrack --ctproto 17 --ctreplsrcport 53 -j X
    nft: filter/INPUT ct protocol udp [ct reply proto-src] 53 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack ! --ctreplsrcport 53 -j X
    save: -m conntrack ! --ctreplsrcport 53 -j X
    nft: filter/INPUT [ct reply proto-src] != 53 counter jump filter/X
-m conntrack --ctreplsrcport 9:8 -j X
    error bad-argument: --ctreplsrcport: '9:8' ends before it begins
-m conntrack --ctrepldstport 0:1023 -j X
    save: -m conntrack --ctrepldstport 0:1023 -j X
    nft: filter/INPUT [ct reply proto-dst] <= 1023 ct state & (invalid | untracked) == 0 counter jump filter/X
-m conntrack ! --ctrepldstport 8080 -j X
    save: -m conntrack ! --ctrepldstport 8080 -j X
    nft: filter/INPUT [ct reply proto-dst] != 8080 counter jump filter/X
-m conntrack --ctrepldstport -1 -j X
    error bad-argument: --ctrepldstport: '-1' is neither a port number nor a known service name
    hint: write the number
-m conntrack --ctstatus NOPE -j X
    error bad-argument: --ctstatus: 'NOPE' is not known
-m conntrack ! --ctexpire 1:100 -j X
    save: -m conntrack ! --ctexpire 1:100 -j X
    nft: filter/INPUT ct expiration != 1s-100s999ms counter jump filter/X
-m conntrack --ctexpire soon -j X
    error bad-argument: --ctexpire: 'soon' is not a number or a range low:high up to 4294967295
-m conntrack ! --ctdir REPLY -j X
    error not-negatable: --ctdir cannot be negated
-m conntrack --ctdir SIDEWAYS -j X
    error bad-argument: --ctdir: 'SIDEWAYS' is none of ORIGINAL, REPLY
-m conntrack --ctstate RELATED --ctproto icmp -j ACCEPT
    save: -m conntrack --ctstate RELATED --ctproto 1 -j ACCEPT
    nft: filter/INPUT ct state related ct protocol icmp counter accept
%ip6 filter FORWARD
-m conntrack ! --ctreplsrc fd00::/8 --ctorigdst fd00::/16 -j X
    save: -m conntrack --ctorigdst fd00::/16 ! --ctreplsrc fd00::/8 -j X
    nft: filter/FORWARD ct reply ip6 saddr & ff00:: != fd00:: ct original ip6 daddr & ffff:: == fd00:: counter jump filter/X
