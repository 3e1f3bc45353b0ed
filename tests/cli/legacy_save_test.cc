// SPDX-License-Identifier: GPL-2.0-or-later
// A whole node through iptables-legacy and through cnft: `cnft show --as iptables` prints what
// `iptables-legacy-save -c` prints, but for what is said below.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

// The lines of each table but comments and COMMIT, chains in the order of their names: cnft prints
// them as they were read, the kernel as it keeps them. Built-in chains that hold no rules and
// accept are not told apart from those that are not there.
std::map<std::string, std::vector<std::string>> TablesOf(const std::string& text) {
  std::map<std::string, std::vector<std::string>> tables;
  std::vector<std::string>* table = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line == "COMMIT") continue;
    if (line[0] == '*') {
      table = &tables[line.substr(1)];
    } else if (table != nullptr && line.find(" ACCEPT [0:0]") == std::string::npos) {
      table->push_back(line);
    }
  }
  for (auto& [name, content] : tables) {
    std::ranges::stable_sort(content, {}, [](const std::string& line) {
      const std::size_t rule = line.find("-A ");
      return rule == std::string::npos ? ' ' + line
                                       : line.substr(rule, line.find(' ', rule + 3) - rule);
    });
  }
  std::erase_if(tables, [](const auto& one) { return one.second.empty(); });
  return tables;
}

TEST(LegacySave, IsWhatShowPrintsOfAWholeNode) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const std::string sets = CNFT_SOURCE_DIR "/data/cilium-node.ipset";
  const std::string rules = CNFT_SOURCE_DIR "/data/cilium-node.v4.rules";
  ASSERT_TRUE(test::Run("ipset restore < " + sets).ok());
  ASSERT_TRUE(test::Run("iptables-legacy-restore -c < " + rules).ok());
  const Output saved = test::Run("iptables-legacy-save -c");
  ASSERT_TRUE(saved.ok());
  const Output applied = Cnft(fmt::format("apply --ipset {} --ipv4 {}", sets, rules));
  ASSERT_TRUE(applied.ok()) << applied.err;
  const Output shown = Cnft("show --as iptables");
  ASSERT_TRUE(shown.ok()) << shown.err;
  EXPECT_EQ(TablesOf(shown.out), TablesOf(saved.out));
  EXPECT_GT(TablesOf(saved.out).size(), 3U);

  // And what is shown is applied and loaded again without a change.
  const TemporaryDirectory directory;
  const std::string again = directory.Write("again", shown.out);
  EXPECT_EQ(Cnft(fmt::format("diff --ipset {} --ipv4 {}", sets, again)).status, 0);
  EXPECT_TRUE(test::Run("iptables-legacy-restore -c < " + again).ok());
  EXPECT_EQ(TablesOf(test::Run("iptables-legacy-save -c").out), TablesOf(saved.out));
}

}  // namespace
}  // namespace cnft::test
