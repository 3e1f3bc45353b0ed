// SPDX-License-Identifier: GPL-2.0-or-later
// -m tos: the TOS byte, or traffic class in IPv6 (net/netfilter/xt_dscp.c, tos_mt).
#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/traffic_class.h"

namespace cnft::translator {
namespace {

enum { kTos };

constexpr OptionSpec kOptions[] = {
    {.name = "tos", .argument = &kTosArgument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option& tos = *use.Find(kTos);
  const auto& [value, mask] = tos.masked();
  return {NegateIf(tos.negated, TrafficClassIs(context.family(), static_cast<std::uint8_t>(value),
                                               static_cast<std::uint8_t>(mask)))};
}

}  // namespace

extern const MatchModule match_tos = {
    .extension = {.name = "tos", .options = kOptions},
    .summary = "TOS byte or traffic class",
    .lower = Lower,
};

}  // namespace cnft::translator
