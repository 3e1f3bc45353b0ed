// SPDX-License-Identifier: GPL-2.0-or-later
// What iptables cannot list, or cnft cannot read.
#include <fmt/core.h>

#include <set>

#include "compat/survey/checks/checks.h"

namespace cnft::compat {
namespace {

// A rule with native expressions among those of iptables-nft.
void ReportForeignRules(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::set<std::string> where;
    for (const Opaque& opaque : rules.opaque) {
      if (opaque.kind != OpaqueKind::kExpression) continue;
      where.insert(fmt::format("{} -t {} {} rule {}: {}", rules.Program(), opaque.table,
                               opaque.chain, opaque.rule, opaque.name));
    }
    if (where.empty()) continue;
    findings.push_back(
        {.code = "native-rule-in-iptables-table",
         .what = fmt::format("tables of {} hold rules that it did not write", rules.Program()),
         .where = {where.begin(), where.end()},
         .why = "iptables-save then prints nothing of the table, and exits 0",
         .fix = "move them into a table of their own; nft -a list ruleset shows their handles, "
                "nft delete rule removes them here"});
  }
}

void ReportUnknownExtensions(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::vector<std::string> where;
    for (const Opaque& opaque : rules.opaque) {
      if (opaque.kind == OpaqueKind::kExpression) continue;
      where.push_back(fmt::format("{} -t {} {} rule {}: {} {} revision {}", rules.Program(),
                                  opaque.table, opaque.chain, opaque.rule,
                                  opaque.kind == OpaqueKind::kMatch ? "-m" : "-j", opaque.name,
                                  opaque.revision));
    }
    if (where.empty()) continue;
    findings.push_back({.code = "unknown-extension",
                        .what = fmt::format("cnft cannot read {} matches or targets of {}",
                                            where.size(), rules.Program()),
                        .where = std::move(where),
                        .why = "what these rules do is not known here",
                        .fix = "look at them with the iptables that wrote them"});
  }
}

void ReportUnknownSets(const Node& node, Findings& findings) {
  if (node.sets.unknown.empty()) return;
  std::vector<std::string> where;
  where.reserve(node.sets.unknown.size());
  for (const UnknownSet& set : node.sets.unknown) {
    where.push_back(fmt::format("ipset {} of type {}", set.name, set.type));
  }
  findings.push_back({.code = "unknown-set-type",
                      .what = "there are sets of types that cnft has no form for",
                      .where = std::move(where),
                      .why = "rules that use them cannot be taken over",
                      .fix = "leave the sets and their rules to ipset and iptables"});
}

}  // namespace

std::unique_ptr<Check> CheckForeignRules() { return Make<NodeCheck<ReportForeignRules>>(); }
std::unique_ptr<Check> CheckUnknownExtensions() {
  return Make<NodeCheck<ReportUnknownExtensions>>();
}
std::unique_ptr<Check> CheckUnknownSets() { return Make<NodeCheck<ReportUnknownSets>>(); }

}  // namespace cnft::compat
