%ip filter INPUT
-m pkttype --pkt-type unicast -j X
    save: -m pkttype --pkt-type unicast -j X
    nft: filter/INPUT meta pkttype host counter jump filter/X
-m pkttype ! --pkt-type HOST -j X
    save: -m pkttype ! --pkt-type unicast -j X
    nft: filter/INPUT meta pkttype != host counter jump filter/X
-m pkttype --pkt-type bcast -j X
    save: -m pkttype --pkt-type broadcast -j X
    nft: filter/INPUT meta pkttype broadcast counter jump filter/X
-m pkttype --pkt-type mcast -j X
    save: -m pkttype --pkt-type multicast -j X
    nft: filter/INPUT meta pkttype multicast counter jump filter/X
-m pkttype --pkt-type otherhost -j X
    save: -m pkttype --pkt-type otherhost -j X
    nft: filter/INPUT meta pkttype other counter jump filter/X
-m pkttype --pkt-type outgoing -j X
    error bad-argument: --pkt-type: 'outgoing' is none of unicast, broadcast, multicast, otherhost
-m pkttype -j X
    error missing-option: -m pkttype needs --pkt-type
%ip6 filter INPUT
-m pkttype ! --pkt-type multicast -j X
    save: -m pkttype ! --pkt-type multicast -j X
    nft: filter/INPUT meta pkttype != multicast counter jump filter/X
