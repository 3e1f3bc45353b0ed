// SPDX-License-Identifier: GPL-2.0-or-later
// Rules as iptables-save prints them.
#include "compat/save.h"

#include <fmt/core.h>

#include "ruleset/iptables/parser.h"
#include "ruleset/iptables/syntax.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

std::string Counted(const iptables::Counters& counters) {
  return fmt::format("[{}:{}]", counters.packets, counters.bytes);
}

void SaveRule(const iptables::Rule& rule, iptables::RulePlace place, const Sources& sources,
              std::string& out) {
  iptables::RuleSyntax syntax;
  Diagnostics diagnostics;
  if (iptables::ParseRule(rule, place, sources, translator::Extensions(), diagnostics, syntax)) {
    iptables::PrintRule(syntax, place.family, out);
    return;
  }
  const std::string_view words = sources.Text(rule.span);
  if (!words.empty()) out += fmt::format(" {}", words);
}

void SaveTable(const iptables::Table& table, Family family, const Sources& sources,
               std::string& out) {
  out += fmt::format("*{}\n", iptables::Info(table.id).name);
  for (const iptables::Chain& chain : table.chains) {
    const std::string_view policy = !chain.hook                                 ? "-"
                                    : chain.policy == iptables::Policy::kAccept ? "ACCEPT"
                                                                                : "DROP";
    out += fmt::format(":{} {} {}\n", chain.name, policy, Counted(chain.counters));
  }
  for (const iptables::Chain& chain : table.chains) {
    for (const iptables::Rule& rule : chain.rules) {
      out += fmt::format("{} -A {}", Counted(rule.counters), chain.name);
      SaveRule(rule, {family, table.id}, sources, out);
      out += '\n';
    }
  }
  out += "COMMIT\n";
}

}  // namespace

std::string SaveText(Family family, std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  iptables::Ruleset ruleset;
  ruleset.family = family;
  const std::uint16_t source = sources.Add("rules", std::string(text));
  iptables::Parse(source, sources, translator::Extensions(), diagnostics, ruleset);
  std::string out;
  for (const auto& table : ruleset.tables) {
    if (table) SaveTable(*table, family, sources, out);
  }
  return out;
}

}  // namespace cnft::compat
