// SPDX-License-Identifier: GPL-2.0-or-later
// What iptables-legacy-restore put into the kernel reads back, without any program of iptables, as
// iptables-legacy-save prints it: every case of every match and target that legacy takes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "compat/xtables/kernel.h"
#include "tests/packets/settings.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

// What iptables-legacy-save prints as a rule that does something else, or as none.
constexpr std::string_view kMisprints[] = {
    "! -i + -j DROP",                           // as if it had no test
    "-p ipcomp -m ipcomp --ipcompspi 0: -j X",  // as what means index 0
    "-m realm --realm cosmos -j X",             // by a name that only this machine knows
    // Without the quotes that they need.
    "-j IDLETIMER --timeout 5 --label \"a b\"",
    "-m hashlimit ! --hashlimit-above 1/day --hashlimit-burst 1 --hashlimit-mode dstip,srcip "
    "--hashlimit-srcmask 0 --hashlimit-name \"a b\" -j X",
};

std::string Compare(Family family, const std::string& saved) {
  const auto read = compat::ReadLegacyRules(family);
  EXPECT_TRUE(read) << read.error().message;
  if (!read) return {};
  EXPECT_TRUE(read->opaque.empty())
      << read->opaque.front().name << " revision " << read->opaque.front().revision;
  return Difference(family, *read, saved);
}

TEST(LegacyTables, OfEveryCaseReadBackAsIptablesSavesThem) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t compared = 0;
  std::map<std::string, std::size_t> by_file;
  std::size_t number = 0;
  const std::size_t every = Setting("CNFT_EVERY", 1);
  for (const CaseFile& file : AllCaseFiles()) {
    by_file[file.path];
    for (const Case& test_case : file.cases) {
      if (number++ % every != 0) continue;
      const std::string program = IptablesProgram(test_case.family);
      if (!test_case.ipset.empty() && !test::Run("ipset restore -exist", test_case.ipset).ok())
        continue;
      if (!test::Run(program + "-legacy-restore", test_case.RulesetText()).ok()) continue;
      const std::string difference =
          Compare(test_case.family, SavedTable(test_case.family, "legacy", test_case.table));
      const bool misprinted = std::ranges::find(kMisprints, test_case.rule) != std::end(kMisprints);
      EXPECT_EQ(difference.empty(), !misprinted)
          << file.path << ":" << test_case.line << ": " << test_case.rule << "\n  " << difference;
      ++compared;
      ++by_file[file.path];
    }
  }
  for (const auto& [path, count] : by_file) {
    if (count == 0) GTEST_LOG_(INFO) << path << ": iptables-legacy takes none of its cases here";
  }
  GTEST_LOG_(INFO) << compared << " cases compared";
  EXPECT_GT(compared * every, 900U);
}

TEST(LegacyTables, KeepChainsPoliciesCountersAndJumps) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  constexpr std::string_view kRules = R"(*filter
:INPUT DROP [7:8]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [1:2]
:EMPTY - [0:0]
:KUBE-SERVICES - [0:0]
:a - [0:0]
[1:40] -A FORWARD -s 10.0.0.0/8 ! -d 10.1.2.3/32 -i lxc+ ! -o eth0 -p tcp -j KUBE-SERVICES
[0:0] -A INPUT -g a
[5:6] -A INPUT
[0:0] -A INPUT -j QUEUE
[0:0] -A FORWARD -f -j DROP
[0:0] -A FORWARD ! -f -j EMPTY
[3:4] -A KUBE-SERVICES -j RETURN
[0:0] -A KUBE-SERVICES -s 1.2.3.4/255.0.255.0 -j a
[0:0] -A a -i averyverylongif -o + -j ACCEPT
[0:0] -A a -j RETURN
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [3:4]
COMMIT
)";
  ASSERT_TRUE(test::Run("iptables-legacy-restore -c", kRules).ok());
  EXPECT_EQ(Compare(Family::kIpv4, test::Run("iptables-legacy-save -c").out), "");
  EXPECT_EQ(Compare(Family::kIpv6, ""), "");
}

TEST(LegacyTables, ReadingMakesNoTable) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const auto read = compat::ReadLegacyRules(family);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, "");
  }
  EXPECT_EQ(test::Run("cat /proc/net/ip_tables_names /proc/net/ip6_tables_names").out, "");
  ASSERT_TRUE(test::Run("ip6tables-legacy -t raw -L").ok());
  ASSERT_TRUE(compat::ReadLegacyRules(Family::kIpv6));
  EXPECT_EQ(test::Run("cat /proc/net/ip_tables_names /proc/net/ip6_tables_names").out, "raw\n");
}

}  // namespace
}  // namespace cnft::test
