// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of iptables-legacy that nobody here can read in part, or that are damaged: what is unknown
// is kept and reported, and no bytes whatever lead out of bounds or into rules that nobody wrote.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "compat/xtables/kernel.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

compat::LiveRules Decode(const compat::XtTable& table) {
  const translator::XtContext context{table.family, [](std::uint16_t) { return "s"; }};
  compat::LiveRules rules;
  const auto decoded = compat::DecodeTable(table, context, rules);
  EXPECT_EQ(decoded.has_value(), !rules.text.empty());
  return rules;
}

compat::XtTable Load(std::string_view rules) {
  EXPECT_TRUE(test::Run("iptables-legacy-restore", rules).ok());
  return compat::ReadXtTables(Family::kIpv4).value().at(0);
}

// Where the name of a match or target stands in the block.
std::size_t Find(const compat::XtTable& table, std::string_view name) {
  const std::string_view blob(reinterpret_cast<const char*>(table.blob.data()), table.blob.size());
  return blob.find(name);
}

TEST(Tables, KeepWhatIsUnknown) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  compat::XtTable table = Load(
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j ACCEPT\n"
      "-A INPUT -s 10.0.0.1 -m mark --mark 0x11223344 -m comment --comment c -j MARK --set-mark 5\n"
      "COMMIT\n");
  constexpr std::size_t kNameLength = 29;
  const std::size_t match = Find(table, "mark");
  table.blob.at(match + kNameLength) = std::byte{77};
  const std::size_t target = Find(table, "MARK");
  table.blob.at(target) = std::byte{'W'};
  const compat::LiveRules rules = Decode(table);
  EXPECT_NE(rules.text.find("-A INPUT -s 10.0.0.1/32 -m mark [unsupported revision] "
                            "-m comment --comment c -j WARK [unsupported revision]\n"),
            std::string::npos)
      << rules.text;
  ASSERT_EQ(rules.opaque.size(), 2U);
  EXPECT_EQ(rules.opaque[0].table, "filter");
  EXPECT_EQ(rules.opaque[0].chain, "INPUT");
  EXPECT_EQ(rules.opaque[0].rule, 2U);
  EXPECT_EQ(rules.opaque[0].kind, compat::OpaqueKind::kMatch);
  EXPECT_EQ(rules.opaque[0].name, "mark");
  EXPECT_EQ(rules.opaque[0].revision, 77U);
  EXPECT_EQ(rules.opaque[0].bytes.substr(0, 8), "\x44\x33\x22\x11\xff\xff\xff\xff");
  EXPECT_EQ(rules.opaque[1].kind, compat::OpaqueKind::kTarget);
  EXPECT_EQ(rules.opaque[1].name, "WARK");
}

TEST(Tables, DoNotLetTextBecomeRules) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const compat::LiveRules rules =
      Decode(Load("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "
                  "\"a\x01-A INPUT -j ACCEPT\" -j DROP\nCOMMIT\n"));
  EXPECT_TRUE(rules.opaque.empty());
  compat::XtTable table = Load(
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "
      "\"a|-A INPUT -j ACCEPT\" -j DROP\nCOMMIT\n");
  table.blob.at(Find(table, "a|-A") + 1) = std::byte{'\n'};
  const compat::LiveRules broken = Decode(table);
  EXPECT_EQ(broken.opaque.size(), 1U);
  EXPECT_EQ(broken.text.find("\n-A"), std::string::npos);
}

TEST(Tables, DamagedDoNoHarm) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  constexpr unsigned kMutants = 60;
  std::mt19937 random(1);
  std::size_t tables = 0;
  std::size_t understood = 0;
  for (const CaseFile& file : AllCaseFiles()) {
    // A few rules of each match and target.
    for (std::size_t index = 0; index < file.cases.size(); index += file.cases.size() / 3 + 1) {
      const Case& test_case = file.cases[index];
      const std::string program = IptablesProgram(test_case.family);
      if (!test_case.ipset.empty()) test::Run("ipset restore -exist", test_case.ipset);
      if (!test::Run(program + "-legacy-restore", test_case.RulesetText()).ok()) continue;
      const auto read = compat::ReadXtTables(test_case.family);
      ASSERT_TRUE(read);
      for (const compat::XtTable& table : *read) {
        ++tables;
        for (unsigned round = 0; round < kMutants; ++round) {
          compat::XtTable mutant = table;
          for (unsigned change = random() % 4; change < 4; ++change) {
            mutant.blob[random() % mutant.blob.size()] = static_cast<std::byte>(random());
          }
          if (random() % 8 == 0) mutant.blob.resize(random() % mutant.blob.size());
          if (random() % 8 == 0) mutant.policies[random() % 5] = static_cast<unsigned>(random());
          const compat::LiveRules rules = Decode(mutant);
          understood += !rules.text.empty();
          EXPECT_TRUE(IsSaved(rules.text)) << file.path << ":" << test_case.line << "\n"
                                           << rules.text;
        }
      }
    }
  }
  EXPECT_GT(tables, 100U);
  // The damage is not so great that nothing is looked at.
  EXPECT_GT(understood, tables * kMutants / 4);
}

}  // namespace
}  // namespace cnft::test
