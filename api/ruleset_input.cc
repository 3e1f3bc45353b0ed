// SPDX-License-Identifier: GPL-2.0-or-later
// The input of one run: texts, and what they say.
#include "api/ruleset_input.h"

#include "ruleset/ipset/parser.h"
#include "ruleset/iptables/parser.h"
#include "translator/translate.h"

namespace cnft {

void AddInput(InputText text, RulesetInput& input) {
  const std::uint16_t source = input.sources.Add(std::move(text.name), std::move(text.text));
  if (text.kind == InputKind::kIpset) {
    ipset::Parse(source, input.sources, input.diagnostics, input.ipsets);
    return;
  }
  const Family family = text.kind == InputKind::kIpv4 ? Family::kIpv4 : Family::kIpv6;
  auto& ruleset = input.rulesets[static_cast<std::size_t>(family)];
  if (!ruleset) ruleset.emplace().family = family;
  iptables::Parse(source, input.sources, translator::Extensions(), input.diagnostics, *ruleset);
}

RulesetInput ReadInput(std::vector<InputText> texts) {
  RulesetInput input;
  for (InputText& text : texts) AddInput(std::move(text), input);
  return input;
}

void TranslateFamily(RulesetInput& input, Family family,
                     const translator::TranslateOptions& options, nftables::Sink& sink) {
  const auto& ruleset = input.ruleset(family);
  if (!ruleset) return;
  translator::Translate(*ruleset, &input.ipsets, input.sources, options, sink, input.diagnostics);
}

void CheckTranslation(RulesetInput& input, const translator::TranslateOptions& options) {
  struct Discard : nftables::Sink {
    void BeginTable(const nftables::Table&) override {}
    void AddObject(nftables::Object) override {}
    void AddSet(nftables::Set) override {}
    void AddChain(nftables::Chain) override {}
    void AddRule(std::string_view, nftables::Rule&&) override {}
  } discard;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    TranslateFamily(input, family, options, discard);
  }
}

}  // namespace cnft
