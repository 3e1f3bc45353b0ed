// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the rule of a case through parser and translator.
#include "tests/support/translate_case.h"

#include "ruleset/iptables/syntax.h"

namespace cnft::test {

TranslatedCase Translate(const Case& test_case) {
  std::vector<InputText> texts;
  if (!test_case.ipset.empty()) texts.push_back({InputKind::kIpset, "ipset", test_case.ipset});
  texts.push_back({test_case.family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6, "rules",
                   test_case.RulesetText()});
  TranslatedCase result;
  result.input = std::make_unique<RulesetInput>(ReadInput(std::move(texts)));
  nftables::Collector collector;
  TranslateFamily(*result.input, test_case.family, test_case.options, collector);
  result.ruleset = collector.Take();
  if (!result.ok()) return result;
  const auto& table =
      result.input->ruleset(test_case.family)->tables[static_cast<std::size_t>(test_case.table)];
  for (const iptables::Rule& rule : table->Find(test_case.chain)->rules) {
    iptables::RuleSyntax syntax;
    Diagnostics diagnostics;
    iptables::ParseRule(rule, {test_case.family, test_case.table}, result.input->sources,
                        translator::Extensions(), diagnostics, syntax);
    std::string text;
    iptables::PrintRule(syntax, test_case.family, text);
    if (!result.saved.empty()) result.saved += " ;; ";
    if (!text.empty()) result.saved += text.substr(1);
  }
  return result;
}

}  // namespace cnft::test
