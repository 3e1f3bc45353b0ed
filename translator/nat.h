// SPDX-License-Identifier: GPL-2.0-or-later
// What the NAT targets share: address and port ranges, and flags (extensions/libxt_NAT.c of
// iptables, net/netfilter/xt_nat.c).
#pragma once

#include <optional>
#include <string_view>

#include "translator/module.h"

namespace cnft::translator {

struct NatRange {
  std::optional<AddressRange> addresses;
  std::optional<nftables::PortRange> ports;
  std::optional<std::uint16_t> base_port;  // of a shifted range
};

// "[address[-address]][:port[-port[/base]]]"; IPv6 addresses with ports stand in brackets.
extern const iptables::ArgumentType kNatRangeArgument;
// "port[-port]"
extern const iptables::ArgumentType kNatPortsArgument;

NatRange NatRangeOf(const Option& option, Family family);
std::optional<nftables::PortRange> NatPorts(const Option* option);
// NF_NAT_RANGE_* of the options random, random-fully and persistent, found by name.
std::uint32_t NatFlags(const Use& use);

// Ports need a protocol that has them (libxt_NAT.c, portok).
void CheckNatPorts(const Option& option, LowerContext& context);

// SNAT and DNAT.
Action LowerNat(const Use& use, LowerContext& context, nftables::NatKind kind);
extern const Limitation kShiftedPorts;

}  // namespace cnft::translator
