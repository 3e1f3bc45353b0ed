// SPDX-License-Identifier: GPL-2.0-or-later
// -j CLUSTERIP: shares an address among nodes (net/ipv4/netfilter/ipt_CLUSTERIP.c, gone since
// Linux 6.1).
#include <fmt/format.h>
#include <linux/netfilter_ipv4/ipt_CLUSTERIP.h>

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

bool Read(const ipt_clusterip_tgt_info& info, XtWords& words) {
  constexpr auto kModes = std::to_array<std::string_view>(
      {"sourceip", "sourceip-sourceport", "sourceip-sourceport-destport"});
  // A rule that only joins a cluster says nothing.
  if ((info.flags & CLUSTERIP_FLAG_NEW) == 0) return true;
  if (info.hash_mode >= kModes.size() || info.num_local_nodes == 0) return false;
  words.Flag("new");
  words.Say(false, "hashmode", "{}", kModes[info.hash_mode]);
  words.Say(false, "clustermac", "{:02x}", fmt::join(info.clustermac, ":"));
  words.Say(false, "total-nodes", "{}", info.num_total_nodes);
  words.Say(false, "local-node", "{}", info.local_nodes[0]);
  words.Say(false, "hash-init", "{}", info.hash_initval);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_CLUSTERIP = {
    .extension = {.name = "CLUSTERIP", .options = kOptions, .families = iptables::kIpv4Only},
    .summary = "shares an address among nodes",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
