// SPDX-License-Identifier: GPL-2.0-or-later
// -m cluster: the connections of one node of a cluster (net/netfilter/xt_cluster.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_cluster.h>

#include <iterator>
#include <optional>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kNodeMask, kNode, kTotal, kSeed };

constexpr OptionSpec kOptions[] = {
    {.name = "cluster-local-nodemask",
     .argument = &iptables::kNumberArgument<1, XT_CLUSTER_NODES_MAX>,
     .negatable = true,
     .excludes = "cluster-local-node"},
    {.name = "cluster-local-node",
     .argument = &iptables::kNumberArgument<1, XT_CLUSTER_NODES_MAX>,
     .negatable = true},
    {.name = "cluster-total-nodes",
     .argument = &iptables::kNumberArgument<1, XT_CLUSTER_NODES_MAX>,
     .required = true},
    {.name = "cluster-hash-seed", .argument = &iptables::kU32Argument, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.option = "--cluster-local-node and --cluster-local-nodemask",
     .reason = "the match hashes the address of the connection's master, and makes packets for all "
               "into packets for the host: nf_tables has no such expression",
     .way_out = "let a load balancer in front of the nodes choose"},
};

std::uint32_t MaskOf(const Use& use) {
  if (const Option* mask = use.Find(kNodeMask)) return static_cast<std::uint32_t>(mask->number());
  return std::uint32_t{1} << (use.Find(kNode)->number() - 1);
}

bool Negated(const Use& use) { return use.Find(use.Has(kNodeMask) ? kNodeMask : kNode)->negated; }

void Print(const Use& use, Family, std::string& out) {
  fmt::format_to(std::back_inserter(out),
                 "{} --cluster-local-nodemask 0x{:08x} --cluster-total-nodes {} "
                 "--cluster-hash-seed 0x{:08x}",
                 Negated(use) ? " !" : "", MaskOf(use), use.Find(kTotal)->number(),
                 use.Find(kSeed)->number());
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  const Option* total = use.Find(kTotal);
  const bool named = use.Has(kNodeMask) || use.Has(kNode);
  if (total == nullptr || !named || MaskOf(use) < std::uint64_t{1} << total->number()) return;
  diagnostics.Report(DiagnosticKind::kBadArgument, use.span,
                     "the local node is greater than --cluster-total-nodes");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_cluster_match_info info{};
  info.total_nodes = static_cast<std::uint32_t>(use.Find(kTotal)->number());
  info.node_mask = MaskOf(use);
  info.hash_seed = static_cast<std::uint32_t>(use.Find(kSeed)->number());
  info.flags = Negated(use) ? XT_CLUSTER_F_INV : 0;
  return MakeXtInfo("cluster", 0, info);
}

bool Read(const xt_cluster_match_info& info, XtWords& words) {
  const bool negated = (info.flags & XT_CLUSTER_F_INV) != 0;
  if (std::has_single_bit(info.node_mask)) {
    words.Say(negated, "cluster-local-node", "{}", std::countr_zero(info.node_mask) + 1);
  } else {
    words.Say(negated, "cluster-local-nodemask", "{:#x}", info.node_mask);
  }
  words.Say(false, "cluster-total-nodes", "{}", info.total_nodes);
  words.Say(false, "cluster-hash-seed", "{:#x}", info.hash_seed);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_cluster = {
    .extension = {.name = "cluster",
                  .options = kOptions,
                  .one_of = "cluster-local-nodemask cluster-local-node",
                  .print = Print,
                  .check = Check},
    .summary = "the connections of one node of a cluster",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
