// SPDX-License-Identifier: GPL-2.0-or-later
// The tests that need no -m: addresses, interfaces, protocol, fragments (iptables(8);
// net/ipv4/netfilter/ip_tables.c ip_packet_match, net/ipv6/netfilter/ip6_tables.c).
#pragma once

#include "translator/module.h"

namespace cnft::translator {

const iptables::Extension& BuiltInOptions(Family family);
// Adds the tests to `steps`. The addresses and interfaces come first, then the protocol, as the
// kernel tests them.
void LowerBuiltIn(const Use& use, LowerContext& context, std::vector<Step>& steps);

}  // namespace cnft::translator
