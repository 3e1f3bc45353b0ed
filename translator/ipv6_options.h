// SPDX-License-Identifier: GPL-2.0-or-later
// The IPv6 hop-by-hop and destination options headers, which -m hbh and -m dst look at
// (net/ipv6/netfilter/ip6t_hbh.c).
#pragma once

#include "ruleset/iptables/values.h"
#include "translator/module.h"

struct ip6t_opts;

namespace cnft::translator {

extern const iptables::ArgumentType kIpv6OptionsArgument;  // ranges: type, length

// Both option tables hold these two.
enum Ipv6OptionsOption : std::uint8_t { kIpv6OptionsLength, kIpv6OptionsList };

// `limitation` is that of the list of options.
std::vector<Step> LowerIpv6Options(const Use& use, LowerContext& context, std::uint8_t type,
                                   const Limitation& limitation);
std::optional<XtInfo> Ipv6OptionsXt(const Use& use);
// `options` is the option table, for its names.
bool ReadIpv6Options(const ip6t_opts& info, std::span<const OptionSpec> options, XtWords& words);

}  // namespace cnft::translator
