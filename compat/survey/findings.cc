// SPDX-License-Identifier: GPL-2.0-or-later
// What on a node will clash with the rules that cnft installs, and what to do about it.
#include "compat/survey/findings.h"

#include "compat/survey/checks/checks.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

using Checks = std::vector<std::unique_ptr<Check>>;

void ShowRules(const BackendRules& rules, const Checks& checks) {
  iptables::RuleSyntax syntax;
  ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
    for (const iptables::Rule& rule : chain.rules) {
      syntax.Clear();
      Diagnostics diagnostics;
      if (!iptables::ParseRule(rule, {rules.ruleset.family, table.id}, rules.sources,
                               translator::Extensions(), diagnostics, syntax)) {
        continue;
      }
      for (const auto& check : checks) check->See({rules, table, chain, syntax});
    }
  });
}

}  // namespace

std::vector<Finding> Examine(const Node& node) {
  Checks checks;
  for (const auto make : kChecks) checks.push_back(make());
  for (const BackendRules& rules : node.own) ShowRules(rules, checks);
  for (const BackendRules& rules : node.backends) ShowRules(rules, checks);
  Findings findings;
  for (const auto& check : checks) check->Report(node, findings);
  return findings;
}

}  // namespace cnft::compat
