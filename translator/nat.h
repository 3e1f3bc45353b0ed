// SPDX-License-Identifier: GPL-2.0-or-later
// What the NAT targets share: address and port ranges, and flags (extensions/libxt_NAT.c of
// iptables, net/netfilter/xt_nat.c).
#pragma once

#include <optional>
#include <string_view>

#include "translator/module.h"

struct nf_nat_ipv4_multi_range_compat;
struct nf_nat_range;
struct nf_nat_range2;

namespace cnft::translator {

// Where the kernel translates destination addresses, and where source addresses.
inline constexpr std::uint8_t kDestinationHooks =
    iptables::HookBit(iptables::Hook::kPrerouting) | iptables::HookBit(iptables::Hook::kOutput);
inline constexpr std::uint8_t kSourceHooks =
    iptables::HookBit(iptables::Hook::kPostrouting) | iptables::HookBit(iptables::Hook::kInput);

// NatRange: "[address[-address]][:port[-port[/base]]]"; IPv6 addresses with ports stand in
// brackets.
extern const iptables::ArgumentType kNatRangeArgument;
// NatRange of ports alone: "port[-port]"
extern const iptables::ArgumentType kNatPortsArgument;

// The ports of the option, if it is given.
std::optional<PortRange> NatPorts(const Option* option);
// NF_NAT_RANGE_* of the options random, random-fully and persistent, found by name.
std::uint32_t NatFlags(const Use& use);

// Ports need a protocol that has them (libxt_NAT.c, portok).
void CheckNatPorts(const Option& option, LowerContext& context);

// SNAT and DNAT.
Action LowerNat(const Use& use, LowerContext& context, nftables::NatKind kind);
extern const Limitation kShiftedPorts;

// ACCEPT in table nat where other programs have chains that would translate what it leaves alone:
// binds the flow to its own addresses, as the kernel itself does when no chain translates
// (nf_nat_alloc_null_binding), so that no later chain is asked.
Action LowerFinalAccept(Family family, std::uint8_t hooks);

// The kernel's structures. `option` takes the addresses and ports.
bool SayNatRange(const nf_nat_range2& range, std::string_view option, XtWords& words);
bool SayNatRange(const nf_nat_range& range, std::string_view option, XtWords& words);
bool SayNatRange(const nf_nat_ipv4_multi_range_compat& range, std::string_view option,
                 XtWords& words);
// Where there are ports only, --to-ports.
bool SayNatPorts(const nf_nat_range& range, XtWords& words);
bool SayNatPorts(const nf_nat_ipv4_multi_range_compat& range, XtWords& words);

}  // namespace cnft::translator
