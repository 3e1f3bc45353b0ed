// SPDX-License-Identifier: GPL-2.0-or-later
// How one kind of thing that needs attention is found.
#include "compat/survey/check.h"

#include <fmt/core.h>

#include <algorithm>

namespace cnft::compat {

std::string_view SurveyedRule::Action() const {
  return syntax.target ? syntax.target->extension->name : syntax.verdict;
}

std::string SurveyedRule::Text() const {
  std::string text =
      fmt::format("{} -t {} -A {}", rules.Program(), iptables::Info(table.id).name, chain.name);
  iptables::PrintRule(syntax, rules.ruleset.family, text);
  return text;
}

const iptables::Use* SurveyedRule::Match(std::string_view name) const {
  const auto found = std::ranges::find_if(
      syntax.matches, [name](const iptables::Use& use) { return use.extension->name == name; });
  return found == syntax.matches.end() ? nullptr : &*found;
}

const iptables::Use* SurveyedRule::Target(std::string_view name) const {
  return syntax.target && syntax.target->extension->name == name ? &*syntax.target : nullptr;
}

const iptables::Option* FindOption(const iptables::Use& use, std::string_view name) {
  const auto found = std::ranges::find_if(
      use.options, [name](const iptables::Option& option) { return option.spec->name == name; });
  return found == use.options.end() ? nullptr : &*found;
}

std::string Place(const BackendRules& rules, const iptables::Table& table,
                  const iptables::Chain& chain) {
  return fmt::format("{} -t {} -S {}", rules.Program(), iptables::Info(table.id).name, chain.name);
}

void AddOnce(std::vector<std::string>& texts, std::string text) {
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
}

}  // namespace cnft::compat
