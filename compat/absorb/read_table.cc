// SPDX-License-Identifier: GPL-2.0-or-later
// A table of iptables as it is held, with each rule read.
#include "compat/absorb/read_table.h"

#include <fmt/format.h>

#include "compat/bridge/plan.h"

namespace cnft::compat {
namespace {

// Of a rule that nobody can read.
std::string OpaqueJump(std::string_view text) {
  std::string name;
  for (const std::string_view option : {"-j", "-g"}) {
    ForEachWordBehind(option, text, [&name](std::string_view word) { name = word; });
  }
  return name;
}

}  // namespace

ReadTable::Seen ReadTable::See(const HeldChain& chain, std::size_t index) const {
  Seen seen;
  const iptables::Chain* parsed = parsed_.Find(chain.name);
  iptables::RuleSyntax syntax;
  seen.readable = !chain.rules[index].opaque && parsed != nullptr &&
                  parsed->rules.size() == chain.rules.size() &&
                  reader_.Read(parsed->rules[index], syntax);
  if (!seen.readable) {
    seen.leads = OpaqueJump(chain.rules[index].text);
    if (held_.Find(seen.leads) == nullptr) seen.leads.clear();
    seen.acts = true;
    return seen;
  }
  seen.is_goto = syntax.is_goto;
  seen.returns = syntax.verdict == "RETURN";
  if (const iptables::Chain* called = reader_.Called(syntax)) {
    seen.leads = called->name;
  } else {
    seen.acts = syntax.target.has_value() || (!syntax.verdict.empty() && !seen.returns);
  }
  return seen;
}

bool ReadTable::Acts(std::string_view name) {
  const auto [known, added] = acts_.try_emplace(std::string(name), false);
  if (!added) return known->second;
  const HeldChain* chain = held_.Find(name);
  bool acts = false;
  for (std::size_t i = 0; chain != nullptr && i < chain->rules.size() && !acts; ++i) {
    const Seen seen = See(*chain, i);
    acts = seen.acts || (!seen.leads.empty() && !IsBridge(seen.leads) && Acts(seen.leads));
  }
  return acts_[std::string(name)] = acts;
}

std::string ReadTable::Where(const HeldChain& chain, const HeldRule& rule) const {
  return fmt::format("{} -t {} -A {} {}", program_, iptables::Info(held_.id).name, chain.name,
                     rule.text);
}

}  // namespace cnft::compat
