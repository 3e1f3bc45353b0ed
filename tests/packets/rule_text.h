// SPDX-License-Identifier: GPL-2.0-or-later
// iptables-save text as a test reads it to think up packets: words and what calls what. It knows
// nothing of what cnft makes of the rules, so that it cannot share its mistakes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/iptables/model.h"

namespace cnft::test {

// One option of a rule.
struct OptionText {
  std::string module;  // the -m or -j it follows; "" for -s, -p and the like
  std::string name;
  bool negated = false;
  std::vector<std::string> arguments;

  std::string_view argument() const {
    return arguments.empty() ? std::string_view() : std::string_view(arguments[0]);
  }
};

struct RuleText {
  std::string line;
  std::vector<OptionText> options;
  std::string target;  // of -j or -g
};

// A way for a packet to get to a rule: from a built-in chain through the rules that call.
struct RulePath {
  iptables::Hook hook = iptables::Hook::kInput;
  iptables::TableId table = iptables::TableId::kFilter;
  std::vector<const RuleText*> rules;  // the rule itself is the last
};

class RulesetText {
 public:
  explicit RulesetText(std::string_view text);
  RulesetText(const RulesetText&) = delete;
  RulesetText& operator=(const RulesetText&) = delete;

  // Ways to each rule, at most `per_rule`; fewer when there are fewer.
  std::vector<RulePath> Paths(std::size_t per_rule) const;
  const std::vector<const RuleText*>& all() const { return all_; }

 private:
  using Chains = std::map<std::string, std::vector<RuleText>, std::less<>>;
  void Walk(const Chains& chains, const std::vector<RuleText>& rules, RulePath& path,
            std::size_t per_rule, std::map<const RuleText*, std::size_t>& visits,
            std::vector<RulePath>& out) const;

  std::array<Chains, iptables::kTableCount> tables_;
  std::vector<const RuleText*> all_;
};

}  // namespace cnft::test
