// SPDX-License-Identifier: GPL-2.0-or-later
// -j CLUSTERIP: shares an address among nodes (net/ipv4/netfilter/ipt_CLUSTERIP.c, gone since
// Linux 6.1).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kWord = iptables::kTextArgument<255>;

constexpr OptionSpec kOptions[] = {
    {.name = "new"},
    {.name = "hashmode", .argument = &kWord},
    {.name = "clustermac", .argument = &kWord},
    {.name = "total-nodes", .argument = &kWord},
    {.name = "local-node", .argument = &kWord},
    {.name = "hash-init", .argument = &kWord},
};

constexpr Limitation kLimitations[] = {
    {.reason = "kernels since 6.1 do not have it, and nf_tables never had",
     .way_out = "use -m cluster, or a load balancer"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const TargetModule target_CLUSTERIP = {
    .extension = {.name = "CLUSTERIP", .options = kOptions, .families = iptables::kIpv4Only},
    .summary = "shares an address among nodes",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
