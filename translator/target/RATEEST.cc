// SPDX-License-Identifier: GPL-2.0-or-later
// -j RATEEST: measures the rate of what matches (net/netfilter/xt_RATEEST.c).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kWord = iptables::kTextArgument<255>;

constexpr OptionSpec kOptions[] = {
    {.name = "rateest-name", .argument = &kWord, .required = true},
    {.name = "rateest-interval", .argument = &kWord, .required = true},
    {.name = "rateest-ewmalog", .argument = &kWord, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables measures no rates", .way_out = "read the counter of the rule twice"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const TargetModule target_RATEEST = {
    .extension = {.name = "RATEEST", .options = kOptions},
    .summary = "measures the rate of what matches",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
