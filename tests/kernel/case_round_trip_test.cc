// SPDX-License-Identifier: GPL-2.0-or-later
// Every case that translates is taken by the kernel, reads back as it was written, and is printed
// as iptables-save prints the same rule loaded by iptables-legacy-restore.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "nft/diff.h"
#include "nft/netlink/kernel.h"
#include "tests/packets/settings.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/translate_case.h"

namespace cnft::test {
namespace {

// Loads the table into the kernel and reads it back.
void RoundTrip(const nftables::Table& table, const std::string& name) {
  SCOPED_TRACE(name);
  auto kernel = netlink::OpenKernel();
  ASSERT_TRUE(kernel);
  auto transaction = (*kernel)->Begin();
  Diff(nullptr, table, *transaction);
  const auto committed = (*kernel)->Commit(*transaction, {});
  if (!committed && committed.error().code == ErrorCode::kMissingFeature) {
    GTEST_LOG_(INFO) << name << ": " << committed.error().message;
    return;
  }
  ASSERT_TRUE(committed) << committed.error().message;
  const auto read = (*kernel)->Read(table.family, table.name);
  ASSERT_TRUE(read && *read);
  EXPECT_FALSE((*read)->foreign);
  auto again = (*kernel)->Begin();
  const auto changes = Diff(&(*read)->table, table, *again);
  EXPECT_TRUE(changes.empty()) << changes.size() << " differences after reading back";
  auto remove = (*kernel)->Begin();
  remove->DeleteTable(table.family, table.name);
  ASSERT_TRUE((*kernel)->Commit(*remove, {}));
}

// What iptables-legacy-save prints as a rule that does something else.
struct Misprint {
  std::string_view rule;
  std::string_view reason;
};
constexpr Misprint kMisprints[] = {
    {"-p ipcomp -m ipcomp --ipcompspi 0: -j X", "is printed as what means index 0"},
    {"! -i + -j DROP", "matches nothing, and is printed as if it had no test"},
    {"-m hashlimit ! --hashlimit-above 1/day --hashlimit-burst 1 --hashlimit-mode dstip,srcip "
     "--hashlimit-srcmask 0 --hashlimit-name \"a b\" -j X",
     "is printed without the quotes that it needs"},
};

bool Misprinted(std::string_view rule) {
  return std::ranges::find(kMisprints, rule, &Misprint::rule) != std::end(kMisprints);
}

// What iptables-legacy-save prints of the rule, after "-A CHAIN "; nothing when legacy refuses it.
std::optional<std::string> LegacySave(const Case& test_case) {
  const std::string prefix = test_case.family == Family::kIpv4 ? "iptables" : "ip6tables";
  if (!test_case.ipset.empty() && !Run("ipset restore -exist", test_case.ipset).ok())
    return std::nullopt;
  if (!Run(prefix + "-legacy-restore", test_case.RulesetText()).ok()) return std::nullopt;
  const Output saved =
      Run(fmt::format("{}-legacy-save -t {}", prefix, iptables::Info(test_case.table).name));
  std::istringstream lines(saved.out);
  const std::string wanted = "-A " + test_case.chain;
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(wanted)) continue;
    if (!result.empty()) result += " ;; ";
    if (line.size() > wanted.size() + 1) result += line.substr(wanted.size() + 1);
  }
  return result;
}

TEST(Cases, AreTakenByTheKernelAndPrintedAsIptablesSaveDoes) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t loaded = 0;
  std::size_t compared = 0;
  std::size_t number = 0;
  const std::size_t every = Setting("CNFT_EVERY", 1);
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      if (number++ % every != 0) continue;
      const TranslatedCase translated = Translate(test_case);
      const std::string name = fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule);
      if (translated.ok()) {
        RoundTrip(translated.ruleset.tables[0], name);
        ++loaded;
      }
      const auto legacy = LegacySave(test_case);
      if (translated.ok() && legacy) {
        EXPECT_EQ(translated.saved == *legacy, !Misprinted(test_case.rule))
            << name << "\n  " << translated.saved << "\n  " << *legacy;
        ++compared;
      }
      if (translated.ok() != legacy.has_value()) {
        GTEST_LOG_(INFO) << name
                         << (translated.ok() ? ": only cnft takes it"
                                             : ": only iptables-legacy takes it");
      }
    }
  }
  EXPECT_GT(loaded, 0U);
  EXPECT_GT(compared, 0U);
}

}  // namespace
}  // namespace cnft::test
