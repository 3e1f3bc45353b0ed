// SPDX-License-Identifier: GPL-2.0-or-later
// What was left behind by somebody who is gone, and what takes away the rules of those who are not.
#include <fmt/core.h>

#include "compat/survey/checks/checks.h"
#include "compat/survey/owners.h"

namespace cnft::compat {
namespace {

void ReportCiliumChains(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::vector<std::string> where;
    ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
      if (ChainOwner(chain.name) == "Cilium") where.push_back(Place(rules, table, chain));
    });
    if (where.empty()) continue;
    findings.push_back(
        {.code = "cilium-chains",
         .what = fmt::format("chains of Cilium stand in {}", rules.Program()),
         .where = std::move(where),
         .why = "their rules act beside those that cnft installs from Cilium's configuration",
         .fix = "set install-iptables-rules to false in Cilium and remove the chains: delete the "
                "jumps, then -F and -X each of them"});
  }
}

// The policy routing of Cilium's rules without the rules: somebody flushed the ruleset.
void ReportRoutingWithoutRules(const Node& node, Findings& findings) {
  if (node.routing.own.empty() || !node.own.empty()) return;
  std::vector<std::string> where;
  where.reserve(node.routing.own.size());
  for (const routing::Rule& rule : node.routing.own) {
    where.push_back(fmt::format("ip {} rule: {}", rule.family == Family::kIpv4 ? "-4" : "-6",
                                routing::Print(rule)));
  }
  findings.push_back({.code = "rules-gone",
                      .what = "cnft's policy routing stands, its rules do not",
                      .where = std::move(where),
                      .why = "somebody removed its tables, as nft flush ruleset does",
                      .fix = "cnft apply, with the same input; or cnft delete"});
}

void ReportFlushes(const Node& node, Findings& findings) {
  if (node.files.flushes.empty()) return;
  std::vector<std::string> where;
  where.reserve(node.files.flushes.size());
  for (const Flush& flush : node.files.flushes) {
    where.push_back(fmt::format("{}:{}: flush ruleset", flush.file, flush.line));
  }
  findings.push_back({.code = "flush-ruleset",
                      .what = "nftables' configuration removes the tables of everybody",
                      .where = std::move(where),
                      .why = "loading it (nftables.service) removes cnft's tables too",
                      .fix = "delete the tables of that file by name instead: table T; delete "
                             "table T"});
}

void ReportUnreadableFiles(const Node& node, Findings& findings) {
  if (node.files.unreadable.empty()) return;
  findings.push_back({.code = "unreadable-file",
                      .what = "configuration files of nftables cannot be read",
                      .where = node.files.unreadable,
                      .why = "they may flush the ruleset, or drop what cnft's rules accept",
                      .fix = "run cnft doctor as a user who may read them"});
}

}  // namespace

std::unique_ptr<Check> CheckCiliumChains() { return Make<NodeCheck<ReportCiliumChains>>(); }
std::unique_ptr<Check> CheckRoutingWithoutRules() {
  return Make<NodeCheck<ReportRoutingWithoutRules>>();
}
std::unique_ptr<Check> CheckFlushes() { return Make<NodeCheck<ReportFlushes>>(); }
std::unique_ptr<Check> CheckUnreadableFiles() { return Make<NodeCheck<ReportUnreadableFiles>>(); }

}  // namespace cnft::compat
