// SPDX-License-Identifier: GPL-2.0-or-later
// Who uses which backend of iptables.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include "compat/survey/checks/checks.h"
#include "compat/survey/owners.h"
#include "compat/survey/wrappers.h"

namespace cnft::compat {
namespace {

using iptables::Chain;
using iptables::Table;
using iptables::TableId;

// ---- Rules in both ----

void ReportMixedBackends(const Node& node, Findings& findings) {
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    std::vector<std::string> where;
    for (const BackendRules& rules : node.backends) {
      const std::size_t count = rules.ruleset.RuleCount();
      if (rules.ruleset.family != family || count == 0) continue;
      std::set<std::string_view> owners;
      ForEachChain(rules, [&owners](const Table&, const Chain& chain) {
        const std::string_view owner = chain.hook ? "" : ChainOwner(chain.name);
        if (!owner.empty()) owners.insert(owner);
      });
      where.push_back(
          fmt::format("{}: {} rules{}", rules.Program(), count,
                      owners.empty() ? "" : fmt::format(" ({})", fmt::join(owners, ", "))));
    }
    if (where.size() < 2) continue;
    findings.push_back(
        {.code = "mixed-backends",
         .what = fmt::format("{} rules stand in both backends of iptables",
                             family == Family::kIpv4 ? "IPv4" : "IPv6"),
         .where = std::move(where),
         .why = "each program sees only its own backend, packets pass the rules of both",
         .fix = "update-alternatives --set iptables /usr/sbin/iptables-nft, restart who has rules "
                "in the other, and flush that: iptables-legacy -F"});
  }
}

// ---- What iptables-wrappers chooses ----

void ReportHints(const Node& node, Findings& findings) {
  const WrappersChoice choice = ChooseAsWrappers(node);
  std::map<Backend, std::vector<std::string>> services;
  for (const BackendRules& rules : node.backends) {
    ForEachChain(rules, [&](const Table& table, const Chain& chain) {
      if (ChainOwner(chain.name) == "kube-proxy" && !IsWrappersHint(chain.name) &&
          !chain.name.starts_with("KUBE-PROXY-CANARY")) {
        services[rules.backend].push_back(Place(rules, table, chain));
      }
    });
  }
  const auto report = [&](std::string what, std::vector<std::string> where, std::string fix) {
    findings.push_back({.code = "iptables-hint",
                        .what = std::move(what),
                        .where = std::move(where),
                        .why = "iptables-wrappers in images of Kubernetes chooses a backend by it",
                        .fix = std::move(fix)});
  };
  const auto make = [](Backend backend) {
    return fmt::format("iptables-{0} -t mangle -N KUBE-IPTABLES-HINT", Name(backend));
  };
  if (!choice.unseen.empty()) {
    report("iptables-nft cannot list the table that kubelet's hint stands in", choice.unseen,
           "move the native rules out of table mangle: nft -a list table ip mangle shows them");
  } else if (!choice.legacy.empty() && !choice.nft.empty()) {
    std::vector<std::string> all = choice.legacy;
    std::ranges::copy(choice.nft, std::back_inserter(all));
    const bool legacy = services.size() == 1 && services.contains(Backend::kLegacy);
    report("kubelet's hint stands in both backends of iptables", std::move(all),
           fmt::format("remove the one that is not used: iptables-{} -t mangle -X CHAIN",
                       Name(legacy ? Backend::kNft : Backend::kLegacy)));
  } else if (services.size() == 1) {
    const Backend used = services.begin()->first;
    if (used == choice.backend) return;
    const auto& hints = choice.backend == Backend::kNft ? choice.nft : choice.legacy;
    report(fmt::format("iptables-wrappers chooses {}, kube-proxy's chains stand in {}",
                       Name(choice.backend), Name(used)),
           hints.empty() ? std::vector{services.begin()->second.front()} : hints,
           hints.empty() ? make(used)
                         : fmt::format("{}; iptables-{} -t mangle -X CHAIN", make(used),
                                       Name(choice.backend)));
  }
}

// ---- Canaries ----

// A program keeps an empty chain in each of its tables and writes all its rules again when that in
// mangle is gone.
struct Canary {
  std::string_view chain;
  std::string_view program;
  std::string_view guarded;  // a chain of table nat that comes and goes with it
};
constexpr auto kCanaries =
    std::to_array<Canary>({{"KUBE-PROXY-CANARY", "kube-proxy", "KUBE-SERVICES"}});

// Taken over by cnft, where they are in force.
bool IsAbsorbed(const Node& node, Family family, std::string_view nat_chain) {
  const auto& record = node.absorbed[static_cast<std::size_t>(family)];
  return record && std::ranges::any_of(record->tables, [&](const AbsorbedTable& table) {
           return table.id == TableId::kNat &&
                  std::ranges::find(table.chains, nat_chain, &HeldChain::name) !=
                      table.chains.end();
         });
}

void ReportCanaries(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    for (const Canary& canary : kCanaries) {
      const auto& mangle = rules.ruleset.tables[static_cast<std::size_t>(TableId::kMangle)];
      const auto& nat = rules.ruleset.tables[static_cast<std::size_t>(TableId::kNat)];
      const Chain* chain = mangle ? mangle->Find(canary.chain) : nullptr;
      if (chain == nullptr || (nat && nat->Find(canary.guarded) != nullptr)) continue;
      if (IsAbsorbed(node, rules.ruleset.family, canary.guarded)) continue;
      findings.push_back({.code = "canary",
                          .what = fmt::format("{}'s canary stands in {}, its rules do not",
                                              canary.program, rules.Program()),
                          .where = {Place(rules, *mangle, *chain)},
                          .why = "it writes its rules again only when its canary is gone",
                          .fix = fmt::format("{} -t mangle -X {}", rules.Program(), canary.chain)});
    }
  }
}

}  // namespace

std::unique_ptr<Check> CheckMixedBackends() { return Make<NodeCheck<ReportMixedBackends>>(); }
std::unique_ptr<Check> CheckHints() { return Make<NodeCheck<ReportHints>>(); }
std::unique_ptr<Check> CheckCanaries() { return Make<NodeCheck<ReportCanaries>>(); }

}  // namespace cnft::compat
