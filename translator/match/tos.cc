// SPDX-License-Identifier: GPL-2.0-or-later
// -m tos: the TOS byte, or traffic class in IPv6 (net/netfilter/xt_dscp.c, tos_mt).
#include <linux/netfilter/xt_dscp.h>

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

bool Read(const xt_tos_match_info& info, XtWords& words) {
  words.Say(info.invert != 0, "tos", "{:#04x}/{:#04x}", info.tos_value, info.tos_mask);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_tos = {
    .extension = {.name = "tos", .options = kOptions},
    .summary = "TOS byte or traffic class",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
