// SPDX-License-Identifier: GPL-2.0-or-later
// -j HMARK: sets the mark to a hash of the flow (net/netfilter/xt_HMARK.c).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kWord = iptables::kTextArgument<255>;

constexpr OptionSpec kOptions[] = {
    {.name = "hmark-src-prefix", .argument = &kWord},
    {.name = "hmark-dst-prefix", .argument = &kWord},
    {.name = "hmark-sport-mask", .argument = &kWord},
    {.name = "hmark-dport-mask", .argument = &kWord},
    {.name = "hmark-spi-mask", .argument = &kWord},
    {.name = "hmark-sport", .argument = &kWord},
    {.name = "hmark-dport", .argument = &kWord},
    {.name = "hmark-spi", .argument = &kWord},
    {.name = "hmark-proto-mask", .argument = &kWord},
    {.name = "hmark-rnd", .argument = &kWord, .required = true},
    {.name = "hmark-mod", .argument = &kWord, .required = true},
    {.name = "hmark-offset", .argument = &kWord},
    {.name = "hmark-tuple", .argument = &kWord},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables hashes other bytes in another order: flows would get other marks",
     .way_out = "mark the flows in a native table (meta mark set jhash …)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const TargetModule target_HMARK = {
    .extension = {.name = "HMARK", .options = kOptions},
    .summary = "sets the mark to a hash of the flow",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
