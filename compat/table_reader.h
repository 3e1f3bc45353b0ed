// SPDX-License-Identifier: GPL-2.0-or-later
// Rules of one table of iptables, read when they are looked at.
#pragma once

#include <string>
#include <string_view>

#include "ruleset/iptables/model.h"
#include "ruleset/iptables/syntax.h"
#include "ruleset/source.h"
#include "translator/module.h"

namespace cnft::compat {

class TableReader {
 public:
  TableReader(const iptables::Table& table, Family family, const Sources& sources)
      : table_(table), family_(family), sources_(sources) {}

  const iptables::Table& table() const { return table_; }
  Family family() const { return family_; }

  // False: nobody can read it, or it is of the other family.
  bool Read(const iptables::Rule& rule, iptables::RuleSyntax& syntax) const {
    syntax.Clear();
    Diagnostics diagnostics;
    return iptables::ParseRule(rule, {family_, table_.id}, sources_, translator::Extensions(),
                               diagnostics, syntax) &&
           !syntax.other_family;
  }
  std::string_view Text(const iptables::Rule& rule) const { return sources_.Text(rule.span); }
  // The user chain that the rule calls, or null.
  const iptables::Chain* Called(const iptables::RuleSyntax& syntax) const {
    if (syntax.target) return nullptr;
    const iptables::Chain* chain = table_.Find(syntax.verdict);
    return chain == nullptr || chain->hook ? nullptr : chain;
  }
  // As iptables-save prints it.
  std::string Print(const iptables::RuleSyntax& syntax) const {
    std::string text;
    iptables::PrintRule(syntax, family_, text);
    if (!text.empty()) text.erase(0, 1);
    return text;
  }

 private:
  const iptables::Table& table_;
  Family family_;
  const Sources& sources_;
};

}  // namespace cnft::compat
