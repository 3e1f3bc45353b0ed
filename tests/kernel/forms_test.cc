// SPDX-License-Identifier: GPL-2.0-or-later
// Loaded over netlink, as JSON through libnftables and as text by nft -f, every case and the
// example node become the same kernel state. What text or JSON cannot say fails to load.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "nft/diff.h"
#include "nft/libnftables/kernel.h"
#include "nft/netlink/kernel.h"
#include "nft/text/print.h"
#include "tests/support/case_file.h"
#include "tests/support/kernel_state.h"
#include "tests/support/netns.h"
#include "tests/support/translate_case.h"

namespace cnft::test {
namespace {

class Forms : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    netlink_ = std::move(*netlink::OpenKernel());
    libnftables_ = std::move(*libnftables::OpenKernel());
  }

  // What the kernel holds of the table; the table is gone afterwards.
  std::vector<std::string> TakeState(const nftables::Table& table) {
    const auto read = netlink_->Read(table.family, table.name);
    EXPECT_TRUE(read && *read);
    if (!read || !*read) return {};
    EXPECT_FALSE((*read)->foreign);
    auto remove = netlink_->Begin();
    remove->DeleteTable(table.family, table.name);
    EXPECT_TRUE(netlink_->Commit(*remove, {}));
    return StateOf((*read)->table);
  }

  static Result<void> Load(Kernel& kernel, const nftables::Table& table) {
    const auto transaction = kernel.Begin();
    Diff(nullptr, table, *transaction);
    return kernel.Commit(*transaction, {});
  }

  void Compare(const nftables::Table& table) {
    // Rules without statements do nothing and have no text.
    nftables::Table sayable = table;
    for (nftables::Chain& chain : sayable.chains) {
      std::erase_if(chain.rules, [](const auto& rule) { return rule.statements.empty(); });
    }
    if (!Load(*netlink_, sayable)) {
      ++missing_;  // this kernel lacks an expression
      return;
    }
    const auto expected = TakeState(table);
    std::size_t unsayable = 0;
    const std::string text = text::Print(sayable, {}, &unsayable);
    const Output loaded = test::Run("nft -f -", text);
    EXPECT_EQ(loaded.ok(), unsayable == 0) << text << loaded.err;
    if (loaded.ok()) {
      EXPECT_EQ(TakeState(table), expected);
      ++texts_;
    }
    const auto json = Load(*libnftables_, sayable);
    if (json) {
      EXPECT_EQ(TakeState(table), expected);
      ++jsons_;
    } else {
      EXPECT_TRUE(json.error().message.starts_with("the JSON of libnftables cannot say"))
          << json.error().message;
    }
  }

  std::unique_ptr<Kernel> netlink_;
  std::unique_ptr<Kernel> libnftables_;
  std::size_t missing_ = 0;
  std::size_t texts_ = 0;
  std::size_t jsons_ = 0;
};

TEST_F(Forms, CasesBecomeTheSameState) {
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      const TranslatedCase translated = Translate(test_case);
      if (!translated.ok()) continue;
      SCOPED_TRACE(fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule));
      Compare(translated.ruleset.tables[0]);
    }
  }
  EXPECT_GT(texts_, 0U);
  EXPECT_GT(jsons_, 0U);
  GTEST_LOG_(INFO) << texts_ << " as text, " << jsons_ << " as JSON, " << missing_
                   << " with expressions this kernel lacks";
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(Forms, TheExampleNodeBecomesTheSameState) {
  std::vector<InputText> texts;
  texts.push_back({InputKind::kIpset, "sets", ReadFile(CNFT_SOURCE_DIR "/data/cilium-node.ipset")});
  texts.push_back(
      {InputKind::kIpv4, "rules", ReadFile(CNFT_SOURCE_DIR "/data/cilium-node.v4.rules")});
  RulesetInput input = ReadInput(std::move(texts));
  nftables::Collector collector;
  TranslateFamily(input, Family::kIpv4, {}, collector);
  if (input.diagnostics.errors() > 0) GTEST_SKIP() << "the node is not translated in full";
  const nftables::Ruleset ruleset = collector.Take();
  Compare(ruleset.tables[0]);
  EXPECT_EQ(missing_, 0U);
  EXPECT_EQ(texts_, 1U);
  EXPECT_EQ(jsons_, 1U);
}

TEST_F(Forms, WhatLibnftablesRefusesNamesItsPlace) {
  nftables::Table table;
  nftables::Chain& chain = table.chains.emplace_back();
  chain.name = "filter/X";
  nftables::Rule rule;
  rule.statements.emplace_back(nftables::Verdict{nftables::VerdictKind::kAccept, {}});
  rule.span = {1, 2, 0};
  chain.rules.push_back(rule);
  rule.statements.assign(1, nftables::Verdict{nftables::VerdictKind::kJump, "filter/NOWHERE"});
  rule.span = {3, 4, 0};
  chain.rules.push_back(rule);
  rule.statements.assign(1, nftables::Verdict{nftables::VerdictKind::kDrop, {}});
  rule.span = {5, 6, 0};
  chain.rules.push_back(rule);
  const auto loaded = Load(*libnftables_, table);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().error_number, ENOENT) << loaded.error().message;
  EXPECT_EQ(loaded.error().span.begin, 3U);
  EXPECT_FALSE(*netlink_->Exists(table.family, table.name));
}

}  // namespace
}  // namespace cnft::test
