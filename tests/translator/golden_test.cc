// SPDX-License-Identifier: GPL-2.0-or-later
// Every case file: what cnft makes of each rule is what the file says.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "nft/text/print.h"
#include "tests/support/case_file.h"
#include "tests/support/translate_case.h"

namespace cnft::test {
namespace {

// One line per set, helper object and rule.
void DeriveNft(const nftables::Table& table, std::vector<std::string>& derived) {
  for (const nftables::Object& object : table.objects) {
    derived.push_back(fmt::format("nft: ct helper {} is {}", object.name, object.helper));
  }
  for (const nftables::Set& set : table.sets) {
    std::string text = text::Print(set, table.family);
    std::ranges::replace(text, '\t', ' ');
    std::ranges::replace(text, '\n', ' ');
    const auto doubled =
        std::ranges::unique(text, [](char a, char b) { return a == ' ' && b == ' '; });
    text.erase(doubled.begin(), doubled.end());
    derived.push_back("nft: " + text.substr(1, text.size() - 2));
  }
  for (const nftables::Chain& chain : table.chains) {
    for (const nftables::Rule& rule : chain.rules) {
      derived.push_back(fmt::format("nft: {} {}", chain.name, text::Print(rule, table.family)));
    }
  }
}

std::vector<std::string> Derive(const Case& test_case) {
  const TranslatedCase translated = Translate(test_case);
  std::vector<std::string> derived;
  for (const Diagnostic& diagnostic : translated.input->diagnostics.all()) {
    const DiagnosticInfo& info = Info(diagnostic.kind);
    derived.push_back(fmt::format("{} {}: {}",
                                  info.severity == Severity::kError ? "error" : "warning",
                                  info.name, diagnostic.message));
    if (!diagnostic.hint.empty()) derived.push_back("hint: " + diagnostic.hint);
  }
  if (!translated.ok()) return derived;
  derived.push_back("save: " + translated.saved);
  for (const nftables::Table& table : translated.ruleset.tables) DeriveNft(table, derived);
  return derived;
}

TEST(Golden, EveryCaseComesOutAsItsFileSays) {
  const bool update = std::getenv("CNFT_UPDATE_GOLDENS") != nullptr;
  std::size_t count = 0;
  for (CaseFile& file : AllCaseFiles()) {
    for (Case& test_case : file.cases) {
      ++count;
      const auto derived = Derive(test_case);
      if (!update) {
        EXPECT_EQ(fmt::format("{}", fmt::join(derived, "\n")),
                  fmt::format("{}", fmt::join(test_case.derived, "\n")))
            << file.path << ":" << test_case.line << ": " << test_case.rule;
      }
      test_case.derived = derived;
    }
    if (update) WriteCaseFile(file);
  }
  EXPECT_GT(count, 0U);
}

}  // namespace
}  // namespace cnft::test
