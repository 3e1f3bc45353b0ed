// SPDX-License-Identifier: GPL-2.0-or-later
// What iptables-nft-restore put into the kernel reads back, without any program of iptables, as
// iptables-nft-save prints it: every case of every match and target that iptables-nft takes.
#include <netinet/in.h>

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "compat/iptables_nft/kernel.h"
#include "compat/iptables_nft/rule.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/socket.h"
#include "tests/packets/settings.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

// What iptables-nft-save prints as a rule that does something else.
constexpr std::string_view kMisprints[] = {
    "-p ipcomp -m ipcomp --ipcompspi 0: -j X",  // as what means index 0
    "-m realm --realm cosmos -j X",             // by a name that only this machine knows
    // Without the quotes that they need.
    "-j IDLETIMER --timeout 5 --label \"a b\"",
    "-m hashlimit ! --hashlimit-above 1/day --hashlimit-burst 1 --hashlimit-mode dstip,srcip "
    "--hashlimit-srcmask 0 --hashlimit-name \"a b\" -j X",
    // A byte longer than legacy can have it, and cnft.
    "-j NFLOG --nflog-prefix 1234567890123456789012345678901234567890123456789012345678901234",
};

TEST(NftTables, OfEveryCaseReadBackAsIptablesSavesThem) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t compared = 0;
  std::map<std::string, std::size_t> by_file;
  // iptables-nft takes its time: all are `ctest -L long`.
  const std::size_t every = Setting("CNFT_EVERY", 5);
  for (const CaseFile& file : AllCaseFiles()) {
    by_file[file.path];
    for (std::size_t index = 0; index < file.cases.size(); index += every) {
      const Case& test_case = file.cases[index];
      const std::string program = IptablesProgram(test_case.family);
      if (!test_case.ipset.empty() && !test::Run("ipset restore -exist", test_case.ipset).ok())
        continue;
      if (!test::Run(program + "-nft-restore", test_case.RulesetText()).ok()) continue;
      const std::string saved = SavedTable(test_case.family, "nft", test_case.table);
      const auto read = compat::ReadNftRules(test_case.family);
      ASSERT_TRUE(read) << read.error().message;
      const std::string name = fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule);
      EXPECT_TRUE(read->opaque.empty()) << name << "\n  " << read->opaque.front().name;
      const bool misprinted = std::ranges::find(kMisprints, test_case.rule) != std::end(kMisprints);
      const std::string difference = Difference(test_case.family, *read, saved);
      EXPECT_EQ(difference.empty(), !misprinted) << name << "\n  " << difference;
      ++compared;
      ++by_file[file.path];
    }
  }
  for (const auto& [path, count] : by_file) {
    if (count == 0 && every == 1)
      GTEST_LOG_(INFO) << path << ": iptables-nft takes none of its cases here";
  }
  GTEST_LOG_(INFO) << compared << " cases compared";
  EXPECT_GT(compared, 900U / every);
}

TEST(NftTables, KeepChainsPoliciesCountersAndJumps) {
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
[0:0] -A FORWARD -f -j DROP
[0:0] -A FORWARD ! -f -j EMPTY
[3:4] -A KUBE-SERVICES -j RETURN
[0:0] -A KUBE-SERVICES -s 1.0.3.0/255.0.255.0 -j a
[0:0] -A a -i averyverylongif -o + -j ACCEPT
[0:0] -A a ! -i + -j ACCEPT
[0:0] -A a -p tcp -m tcp --sport 1:2 ! --dport 80 --tcp-flags SYN,ACK SYN -m mark --mark 5
[0:0] -A a -p udp -m udp --sport 0:9 --dport 9:65535 -j NFLOG --nflog-prefix "a b"
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
COMMIT
)";
  const Output restored = test::Run("iptables-nft-restore -c", kRules);
  ASSERT_TRUE(restored.ok()) << restored.err;
  const auto read = compat::ReadNftRules(Family::kIpv4);
  ASSERT_TRUE(read);
  EXPECT_EQ(Difference(Family::kIpv4, *read, test::Run("iptables-nft-save -c").out), "");
  EXPECT_EQ(compat::ReadNftRules(Family::kIpv6)->text, "");
}

// Other versions of iptables-nft than this machine's say the same by other expressions.
TEST(NftTables, OfOtherVersionsSayTheSame) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("iptables-nft -P INPUT ACCEPT; ip6tables-nft -P INPUT ACCEPT").ok());
  ASSERT_TRUE(test::Run("nft -f -",
                        "add rule ip filter INPUT ip protocol tcp tcp dport >= 80 tcp dport <= 90 "
                        "counter accept\n"
                        "add rule ip filter INPUT ip protocol != udp counter drop\n"
                        "add rule ip6 filter INPUT ip6 nexthdr udp udp sport < 5 counter accept\n")
                  .ok());
  EXPECT_EQ(Difference(Family::kIpv4, *compat::ReadNftRules(Family::kIpv4),
                       "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
                       "[0:0] -A INPUT -p tcp -m tcp --dport 80:90 -j ACCEPT\n"
                       "[0:0] -A INPUT ! -p udp -j DROP\nCOMMIT\n"),
            "");
  EXPECT_EQ(Difference(Family::kIpv6, *compat::ReadNftRules(Family::kIpv6),
                       "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
                       "[0:0] -A INPUT -p udp -m udp --sport 0:4 -j ACCEPT\nCOMMIT\n"),
            "");
}

TEST(NftTables, ReportWhatIptablesDoesNotWrite) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("iptables-nft -A INPUT -s 10.0.0.1 -j DROP").ok());
  ASSERT_TRUE(
      test::Run("nft add rule ip filter INPUT ip daddr { 10.0.0.2, 10.0.0.3 } accept").ok());
  const auto read = compat::ReadNftRules(Family::kIpv4);
  ASSERT_TRUE(read);
  EXPECT_NE(read->text.find("-A INPUT -s 10.0.0.1/32 -j DROP\n"), std::string::npos);
  ASSERT_EQ(read->opaque.size(), 1U) << read->text;
  EXPECT_EQ(read->opaque[0].kind, compat::OpaqueKind::kExpression);
  EXPECT_EQ(read->opaque[0].name, "lookup");
  EXPECT_EQ(read->opaque[0].rule, 2U);
}

// The expressions of all rules of the family, as the kernel lists them.
std::vector<std::string> Expressions(Family family) {
  std::vector<std::string> list;
  netlink::Buffer request;
  const netlink::Mark message =
      request.BeginMessage(NFNL_SUBSYS_NFTABLES << 8U | NFT_MSG_GETRULE, NLM_F_REQUEST | NLM_F_DUMP,
                           0, family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
  request.EndMessage(message);
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  EXPECT_TRUE(socket->Dump(
      request.bytes(), sizeof(nfgenmsg), [&list] { list.clear(); },
      [&list](std::uint16_t, std::uint8_t, std::string_view payload) {
        const netlink::AttributeTable<NFTA_RULE_MAX + 1> rule(payload);
        list.emplace_back(rule[NFTA_RULE_EXPRESSIONS].bytes());
      }));
  return list;
}

TEST(NftTables, DamagedRulesDoNoHarm) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  constexpr unsigned kMutants = 60;
  std::mt19937 random(1);
  std::size_t rules = 0;
  for (const CaseFile& file : AllCaseFiles()) {
    for (std::size_t index = 0; index < file.cases.size(); index += file.cases.size() / 3 + 1) {
      const Case& test_case = file.cases[index];
      if (!test_case.ipset.empty()) test::Run("ipset restore -exist", test_case.ipset);
      const std::string program = IptablesProgram(test_case.family);
      if (!test::Run(program + "-nft-restore", test_case.RulesetText()).ok()) continue;
      const translator::XtContext context{test_case.family, [](std::uint16_t) { return "s"; }};
      for (const std::string& expressions : Expressions(test_case.family)) {
        ++rules;
        for (unsigned round = 0; round < kMutants && !expressions.empty(); ++round) {
          std::string mutant = expressions;
          for (unsigned change = random() % 4; change < 4; ++change) {
            mutant[random() % mutant.size()] = static_cast<char>(random());
          }
          if (random() % 8 == 0) mutant.resize(random() % mutant.size());
          compat::LiveRules read;
          compat::DecodeNftRule(mutant, "filter", "INPUT", 1, context, read);
          EXPECT_TRUE(IsSaved(read.text)) << file.path << ":" << test_case.line << read.text;
          EXPECT_EQ(std::ranges::count(read.text, '\n'), 1);
        }
      }
    }
  }
  EXPECT_GT(rules, 100U);
}

TEST(NftTables, ReadingMakesNoTable) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  EXPECT_EQ(compat::ReadNftRules(Family::kIpv4)->text, "");
  EXPECT_EQ(test::Run("nft list ruleset").out, "");
}

}  // namespace
}  // namespace cnft::test
