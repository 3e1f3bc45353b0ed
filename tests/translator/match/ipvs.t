%ip filter INPUT
-m ipvs --ipvs -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs ! --ipvs -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vproto tcp -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs ! --vproto 17 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vaddr 10.0.0.1 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --ipvs ! --vaddr 10.0.0.0/8 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vport http -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs ! --vport 81 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vdir original -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vdir REPLY -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vmethod gate -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs ! --vmethod MASQ -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs --vmethod IPIP --vportctl 21 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs ! --vportctl 21 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
-m ipvs -j X
    error missing-option: -m ipvs needs one of --ipvs, --vproto, --vaddr, --vport, --vdir, --vmethod, --vportctl
-m ipvs ! --ipvs --vport 80 -j X
    error conflicting-options: ! --ipvs excludes all other options of the match
-m ipvs --vproto nothing -j X
    error bad-argument: --vproto: 'nothing' is not a known protocol
    hint: write the protocol number
-m ipvs --vaddr host -j X
    error bad-argument: --vaddr: 'host' is not an IPv4 address or network
    hint: host names are not looked up: write the address
-m ipvs --vport 65536 -j X
    error bad-argument: --vport: '65536' is not a port
-m ipvs --vdir both -j X
    error bad-argument: --vdir: 'both' is not one of ORIGINAL, REPLY
-m ipvs --vmethod fast -j X
    error bad-argument: --vmethod: 'fast' is not one of GATE, IPIP, MASQ
-m ipvs --vportctl none -j X
    error bad-argument: --vportctl: 'none' is not a port
%ip6 filter INPUT
-m ipvs --vaddr fd00::/8 -j X
    error no-native-form: -m ipvs: nf_tables does not see to which IPVS connection a packet belongs
    hint: match the addresses and ports of the virtual services
