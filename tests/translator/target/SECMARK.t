%ip security INPUT
-j SECMARK --selctx system_u:object_r:http_packet_t:s0
    error no-native-form: -j SECMARK: cnft does not write security labels
    hint: label the packets in a native table (meta secmark set)
-j SECMARK
    error missing-option: -j SECMARK needs --selctx
