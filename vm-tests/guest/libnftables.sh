#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What libnftables of this release loads, its nft lists as what cnft loads by itself; and it loads the text
# that cnft prints. DATA holds the example node.
number=0
failed=0
check() {
  number=$((number + 1))
  if "$@" >out 2>&1; then
    echo "ok $number - $*"
  else
    failed=1
    echo "not ok $number - $*"
    tail -n 20 out
  fi
}

if [ -z "${INSIDE:-}" ]; then
  INSIDE=1 exec unshare -n "$0"
fi
node="--ipv4 $DATA/cilium-node.v4.rules --ipset $DATA/cilium-node.ipset"
# shellcheck disable=SC2317 # they are called by check
listed() {
  nft --stateless list table ip cnft >"$1" && [ "$(grep -c 'chain ' "$1")" -gt 10 ]
}
# shellcheck disable=SC2086,SC2317 # options; called by check
translated() { /vm/cnft translate $node >text && nft -f text; }
nft --version
# shellcheck disable=SC2086 # options
{
  check /vm/cnft apply $node
  check listed by-netlink
  check /vm/cnft delete
  check /vm/cnft apply --backend libnftables $node
  check listed by-libnftables
}
check diff by-netlink by-libnftables
check /vm/cnft delete
check translated
check listed by-text
check diff by-netlink by-text
echo "1..$number"
exit $failed
