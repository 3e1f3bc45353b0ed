// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds text to the iptables-save parser, the translator, the encoder and the decoder. Beyond not
// crashing: what is printed of a rule reads back as the same rule, and what is encoded of a
// translation decodes as the same translation.
#include <fmt/core.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include "api/ruleset_input.h"
#include "nft/netlink/decode.h"
#include "nft/netlink/encode.h"
#include "ruleset/iptables/syntax.h"
#include "tests/fuzz/fuzz_input.h"

namespace cnft::fuzz {
namespace {

using iptables::RuleSyntax;

std::string PrintedRule(const RuleSyntax& syntax, Family family) {
  std::string text;
  iptables::PrintRule(syntax, family, text);
  return text;
}

// The rule `text` says, printed again.
std::string ReadAndPrint(const std::string& text, iptables::RulePlace place) {
  Sources sources;
  iptables::Rule rule;
  rule.span.source = sources.Add("printed", text);
  rule.span.end = static_cast<std::uint32_t>(text.size());
  Diagnostics diagnostics;
  RuleSyntax syntax;
  if (!iptables::ParseRule(rule, place, sources, translator::Extensions(), diagnostics, syntax)) {
    return diagnostics.all().front().message;
  }
  return PrintedRule(syntax, place.family);
}

void CheckPrinting(const RulesetInput& input, Family family) {
  for (const auto& table : input.ruleset(family)->tables) {
    if (!table) continue;
    const iptables::RulePlace place{family, table->id};
    for (const iptables::Chain& chain : table->chains) {
      for (const iptables::Rule& rule : chain.rules) {
        Diagnostics diagnostics;
        RuleSyntax syntax;
        if (!iptables::ParseRule(rule, place, input.sources, translator::Extensions(), diagnostics,
                                 syntax)) {
          continue;
        }
        const std::string printed = PrintedRule(syntax, family);
        const std::string again = ReadAndPrint(printed, place);
        if (again != printed) Contradiction("a rule printed and read again", printed, again);
      }
    }
  }
}

// Encodes rule by rule and compares with what decodes.
class CheckEncoding : public nftables::Sink {
 public:
  void BeginTable(const nftables::Table& table) override { table_ = table; }
  void AddObject(nftables::Object object) override { batch_.AddObject(table_, object); }
  void AddSet(nftables::Set set) override { batch_.AddSet(table_, set); }
  void AddChain(nftables::Chain chain) override { batch_.AddChain(table_, chain); }
  void AddRule(std::string_view chain, nftables::Rule&& rule) override {
    batch_.AddRule(table_, chain, rule, {});
    const std::string_view message = batch_.message(static_cast<std::uint32_t>(batch_.messages()));
    rules_.emplace_back(std::move(rule), std::string(message));
  }

  void Run() const {
    for (const auto& [rule, message] : rules_) {
      const netlink::DecodedRule decoded =
          netlink::DecodeRule(std::string_view(message).substr(NLMSG_HDRLEN + sizeof(nfgenmsg)));
      nftables::Rule read = decoded.rule;
      if (!decoded.source_key.empty()) read.source = rule.source;  // kept in elements
      if (decoded.foreign || !(read == rule)) {
        Contradiction("a rule encoded and decoded", rule.source, read.source);
      }
    }
  }

 private:
  nftables::Table table_;
  netlink::Batch batch_;
  std::vector<std::pair<nftables::Rule, std::string>> rules_;
};

void Check(const RulesInput& text) {
  std::vector<InputText> texts;
  if (!text.ipset.empty()) texts.push_back({InputKind::kIpset, "sets", std::string(text.ipset)});
  texts.push_back({text.family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6, "rules",
                   std::string(text.rules)});
  RulesetInput input = ReadInput(std::move(texts));
  CheckPrinting(input, text.family);
  CheckEncoding encoding;
  TranslateFamily(input, text.family, text.options, encoding);
  if (input.diagnostics.errors() == 0) encoding.Run();
}

}  // namespace
}  // namespace cnft::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cnft::fuzz::Check(cnft::fuzz::ReadRulesInput(data, size));
  return 0;
}
