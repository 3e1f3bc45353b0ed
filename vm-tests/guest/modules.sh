#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A kernel module that cannot be had has its clear error: status 4, the module's name, the line of the
# rule, and nothing in the kernel. With it, the same rule is taken.
number=0
failed=0

# Namespaces that are gone are taken apart a little later, and their modules are used until then.
unload() {
  tries=100
  while grep -q "^$1 " /proc/modules && [ $tries -gt 0 ]; do
    rmmod "$1" 2>/dev/null || sleep 0.5
    tries=$((tries - 1))
  done
}

# without MODULE WORD RULES: WORD is what the message must have.
without() {
  module=$1 word=$2 rules=$3 wrong=
  printf '%b' "$rules" >rules
  echo "install $module /bin/false" >/etc/modprobe.d/cnft-test.conf
  unload "$module"
  if grep -q "^$module " /proc/modules; then
    wrong="is loaded and in use"
  else
    unshare -n /vm/cnft apply --ipv4 rules >out 2>&1
    status=$?
    [ $status -eq 4 ] || wrong="status $status"
    grep -q -- "$word" out || wrong="$wrong, no '$word'"
    # Without nf_tables no rule is to blame.
    [ "$module" = nf_tables ] || grep -q '^rules:[0-9]*:[0-9]*: ' out || wrong="$wrong, no line"
  fi
  rm /etc/modprobe.d/cnft-test.conf
  unshare -n /vm/cnft apply --ipv4 rules >with 2>&1 || wrong="$wrong, refused with the module, too: $(cat with)"
  number=$((number + 1))
  if [ -z "$wrong" ]; then
    echo "ok $number - without $module"
  else
    failed=1
    echo "not ok $number - without $module: $wrong"
    cat out
  fi
}

mkdir -p /etc/modprobe.d
filter='*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp'
without nf_tables "this kernel has no nf_tables" "$filter -j ACCEPT\nCOMMIT\n"
without nft_limit nft_limit "$filter -m limit --limit 5/sec -j ACCEPT\nCOMMIT\n"
without nft_queue nft_queue "$filter -j NFQUEUE --queue-num 3\nCOMMIT\n"
without nft_log nft_log "$filter -j LOG\nCOMMIT\n"
without nft_fib_ipv4 nft_fib_ipv4 "$filter -m addrtype --dst-type LOCAL -j ACCEPT\nCOMMIT\n"
without nft_socket nft_socket "*mangle\n-A PREROUTING -p tcp -m socket --transparent -j MARK --set-xmark 0x200/0xffffffff\nCOMMIT\n"
without nft_tproxy nft_tproxy "*mangle\n-A PREROUTING -p tcp -j TPROXY --on-port 1 --on-ip 127.0.0.1 --tproxy-mark 0x0/0x0\nCOMMIT\n"
without nft_masq nft_masq "*nat\n-A POSTROUTING -p tcp -j MASQUERADE\nCOMMIT\n"
without nft_redir nft_redir "*nat\n-A PREROUTING -p tcp -j REDIRECT --to-ports 7\nCOMMIT\n"
without nft_nat nft_nat "*nat\n-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1\nCOMMIT\n"
without nft_chain_nat nft_chain_nat "*nat\n-A PREROUTING -p tcp -j ACCEPT\nCOMMIT\n"
without nft_reject_ipv4 nft_reject_ipv4 "$filter -j REJECT --reject-with icmp-port-unreachable\nCOMMIT\n"
without nft_ct nft_ct "$filter -m conntrack --ctstate NEW -j ACCEPT\nCOMMIT\n"
without nft_numgen nft_numgen "$filter -m statistic --mode nth --every 3 --packet 0 -j ACCEPT\nCOMMIT\n"
without nft_quota nft_quota "$filter -m quota --quota 1000 -j ACCEPT\nCOMMIT\n"
without nft_connlimit nft_connlimit "$filter -m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr -j ACCEPT\nCOMMIT\n"
without nft_dup_ipv4 nft_dup_ipv4 "*mangle\n-A PREROUTING -p tcp -j TEE --gateway 10.0.0.1\nCOMMIT\n"
if [ -e "/lib/modules/$(uname -r)/kernel/net/netfilter/nft_counter.ko" ]; then
  without nft_counter nft_counter "$filter -j ACCEPT\nCOMMIT\n"
fi
echo "1..$number"
exit $failed
