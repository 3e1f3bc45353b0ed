# What an ACCEPT of table nat leaves alone, nat chains of other programs leave alone, too.
%options nat-chains-of-others
%ip nat PREROUTING
-d 10.0.0.0/8 -j ACCEPT
    save: -d 10.0.0.0/8 -j ACCEPT
    nft: nat/PREROUTING ip daddr & 255.0.0.0 == 10.0.0.0 counter dnat to ip daddr
%ip nat OUTPUT
-p tcp -m tcp --dport 80 -j ACCEPT
    save: -p tcp -m tcp --dport 80 -j ACCEPT
    nft: nat/OUTPUT meta l4proto tcp tcp dport 80 counter dnat to ip daddr
%ip nat INPUT
-j ACCEPT
    save: -j ACCEPT
    nft: nat/INPUT counter snat to ip saddr
%ip nat POSTROUTING
-s 10.0.0.0/8 ! -o lo -j ACCEPT
    save: -s 10.0.0.0/8 ! -o lo -j ACCEPT
    nft: nat/POSTROUTING ip saddr & 255.0.0.0 == 10.0.0.0 meta oifname != "lo" counter snat to ip saddr
-m addrtype ! --dst-type LOCAL -j ACCEPT
    save: -m addrtype ! --dst-type LOCAL -j ACCEPT
    nft: nat/POSTROUTING fib daddr type != local counter snat to ip saddr
-j RETURN
    save: -j RETURN
    nft: nat/POSTROUTING counter return
%ip6 nat PREROUTING
-d 2001:db8::/32 -j ACCEPT
    save: -d 2001:db8::/32 -j ACCEPT
    nft: nat/PREROUTING ip6 daddr & ffff:ffff:: == 2001:db8:: counter dnat to ip6 daddr
%ip6 nat POSTROUTING
-m mark --mark 0x200/0xf00 -j ACCEPT
    save: -m mark --mark 0x200/0xf00 -j ACCEPT
    nft: nat/POSTROUTING meta mark & 0xf00 == 0x200 counter snat to ip6 saddr
%ip nat POSTROUTING Y
-j ACCEPT
    save: -j ACCEPT
    nft: nat/POSTROUTING counter jump nat/Y
    nft: nat/Y counter snat to ip saddr
# Elsewhere the tables of others see what is accepted.
%ip filter FORWARD
-j ACCEPT
    save: -j ACCEPT
    nft: filter/FORWARD counter accept
