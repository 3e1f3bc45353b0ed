%ip mangle PREROUTING
-j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-offset 100 --hmark-rnd 0xcafe
    error no-native-form: -j HMARK: nf_tables hashes other bytes in another order: flows would get other marks
    hint: mark the flows in a native table (meta mark set jhash …)
-j HMARK --hmark-tuple src,dst,sport,dport,spi,ct --hmark-mod 10
    error missing-option: -j HMARK needs --hmark-rnd
-j HMARK --hmark-tuple src --hmark-mod 10 --hmark-rnd 1
    error no-native-form: -j HMARK: nf_tables hashes other bytes in another order: flows would get other marks
    hint: mark the flows in a native table (meta mark set jhash …)
-j HMARK --hmark-src-prefix 24 --hmark-dst-prefix 16 --hmark-sport-mask 0xff --hmark-dport-mask 0xff --hmark-proto-mask 0xff --hmark-mod 10 --hmark-rnd 1
    error no-native-form: -j HMARK: nf_tables hashes other bytes in another order: flows would get other marks
    hint: mark the flows in a native table (meta mark set jhash …)
-j HMARK --hmark-spi-mask 0xff --hmark-sport 80 --hmark-dport 90 --hmark-spi 4 --hmark-mod 10 --hmark-rnd 1
    error no-native-form: -j HMARK: nf_tables hashes other bytes in another order: flows would get other marks
    hint: mark the flows in a native table (meta mark set jhash …)
