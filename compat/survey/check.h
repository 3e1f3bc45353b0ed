// SPDX-License-Identifier: GPL-2.0-or-later
// How one kind of thing that needs attention is found: a check sees every rule once, and then says
// what it makes of the node.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compat/survey/findings.h"
#include "compat/survey/node.h"
#include "ruleset/iptables/syntax.h"

namespace cnft::compat {

using Findings = std::vector<Finding>;

// One rule of iptables, and where it stands.
struct SurveyedRule {
  const BackendRules& rules;
  const iptables::Table& table;
  const iptables::Chain& chain;
  const iptables::RuleSyntax& syntax;

  bool Ours() const { return rules.backend == Backend::kCnft; }
  // What it does to the packets it matches: its verdict, or the name of its target.
  std::string_view Action() const;
  // "iptables-legacy -t nat -A POSTROUTING -j MASQUERADE"
  std::string Text() const;
  // The match or target of that name, if the rule has it.
  const iptables::Use* Match(std::string_view name) const;
  const iptables::Use* Target(std::string_view name) const;
};

class Check {
 public:
  Check() = default;
  virtual ~Check() = default;
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  // A rule that can be read, of others or of our own.
  virtual void See(const SurveyedRule&) {}
  virtual void Report(const Node& node, Findings& findings) = 0;
};

// A check that looks at no rules.
template <void (*report)(const Node&, Findings&)>
class NodeCheck : public Check {
 public:
  void Report(const Node& node, Findings& findings) override { report(node, findings); }
};

template <typename T>
std::unique_ptr<Check> Make() {
  return std::make_unique<T>();
}

// The option of that name, if it is given.
const iptables::Option* FindOption(const iptables::Use& use, std::string_view name);

// Calls `visit(table, chain)` for each chain.
template <typename Visitor>
void ForEachChain(const BackendRules& rules, Visitor visit) {
  for (const auto& table : rules.ruleset.tables) {
    if (!table) continue;
    for (const iptables::Chain& chain : table->chains) visit(*table, chain);
  }
}

// "iptables-nft -t mangle -S KUBE-IPTABLES-HINT"
std::string Place(const BackendRules& rules, const iptables::Table& table,
                  const iptables::Chain& chain);

// Appends `text`, unless it stands there.
void AddOnce(std::vector<std::string>& texts, std::string text);

}  // namespace cnft::compat
