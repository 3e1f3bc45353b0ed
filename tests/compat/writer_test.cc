// SPDX-License-Identifier: GPL-2.0-or-later
// Rules that are written into tables of iptables without iptables are what it would have written:
// byte for byte in iptables-legacy; for iptables-nft, which has several forms, as it lists them.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <algorithm>
#include <string>

#include "compat/bridge/install.h"
#include "compat/ipset/names.h"
#include "compat/xtables/encode.h"
#include "compat/xtables/kernel.h"
#include "ruleset/iptables/parser.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"
#include "translator/module.h"

namespace cnft::test {
namespace {

using compat::XtRule;

// "! --dport 0:90", which iptables-nft saves as 91:65535.
constexpr std::string_view kRewritten = "! --destination-port :90";

class Writers : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    const std::string lock = testing::TempDir() + fmt::format("xtables-{}.lock", getpid());
    ASSERT_EQ(setenv("XTABLES_LOCKFILE", lock.c_str(), 1), 0);
  }
};

// What a case's rule says when all it does is to accept.
std::string Accepting(const Case& test_case) {
  const std::size_t target = test_case.rule.rfind("-j ");
  return test_case.rule.substr(0, target == std::string::npos ? 0 : target) + "-j ACCEPT";
}

// The rule as ours would be written; nothing when it cannot be.
std::optional<XtRule> Encode(Family family, const std::string& rule) {
  Sources sources;
  Diagnostics diagnostics;
  iptables::Ruleset ruleset;
  ruleset.family = family;
  const auto source =
      sources.Add("rule", fmt::format("*filter\n:X - [0:0]\n-A X {}\nCOMMIT\n", rule));
  iptables::Parse(source, sources, translator::Extensions(), diagnostics, ruleset);
  const auto& table = ruleset.tables[static_cast<std::size_t>(iptables::TableId::kFilter)];
  const auto& rules = table->Find("X")->rules;
  iptables::RuleSyntax syntax;
  if (rules.size() != 1 ||
      !iptables::ParseRule(rules[0], {family, iptables::TableId::kFilter}, sources,
                           translator::Extensions(), diagnostics, syntax)) {
    return std::nullopt;
  }
  return compat::EncodeRule(syntax, {family, {}, compat::SetNumber});
}

// Without what the kernel keeps there for itself: which hooks come by, and counters.
std::vector<std::byte> Plain(Family family, std::vector<std::byte> bytes) {
  const auto wipe = [&](std::size_t from, std::size_t length) {
    std::fill_n(bytes.begin() + static_cast<long>(from), length, std::byte{});
  };
  if (family == Family::kIpv4) {
    wipe(offsetof(ipt_entry, nfcache), sizeof(unsigned));
    wipe(offsetof(ipt_entry, comefrom), sizeof(unsigned) + sizeof(xt_counters));
  } else {
    wipe(offsetof(ip6t_entry, nfcache), sizeof(unsigned));
    wipe(offsetof(ip6t_entry, comefrom), sizeof(unsigned) + sizeof(xt_counters));
  }
  return bytes;
}

// "byte 4: 0 for 17", of each byte that differs.
std::string Difference(const std::vector<std::byte>& ours, const std::vector<std::byte>& theirs) {
  if (ours.size() != theirs.size()) return fmt::format("{} for {}", ours.size(), theirs.size());
  std::string text;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i] == theirs[i]) continue;
    text += fmt::format("byte {}: {} for {}\n", i, std::to_integer<int>(ours[i]),
                        std::to_integer<int>(theirs[i]));
  }
  return text;
}

template <typename Visit>
std::size_t ForEachWritable(Visit visit) {
  std::size_t count = 0;
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      if (test_case.table != iptables::TableId::kFilter) continue;
      if (!test_case.ipset.empty()) test::Run("ipset restore -exist", test_case.ipset);
      const std::string rule = Accepting(test_case);
      const auto encoded = Encode(test_case.family, rule);
      if (!encoded) continue;
      SCOPED_TRACE(fmt::format("{}:{}: {}", file.path, test_case.line, rule));
      count += visit(test_case, rule, *encoded) ? 1U : 0U;
    }
  }
  return count;
}

TEST_F(Writers, WriteWhatLegacyWrites) {
  const std::size_t compared = ForEachWritable([](const Case& test_case, const std::string& rule,
                                                  const XtRule& ours) {
    const std::string text =
        fmt::format("*filter\n:FORWARD ACCEPT [0:0]\n:X - [0:0]\n-A X {}\nCOMMIT\n", rule);
    if (!test::Run(IptablesProgram(test_case.family) + "-legacy-restore", text).ok()) {
      return false;
    }
    const auto tables = compat::ReadXtTables(test_case.family);
    EXPECT_TRUE(tables);
    const auto filter = std::ranges::find(*tables, "filter", &compat::XtTable::name);
    auto chains = compat::SplitTable(*filter);
    EXPECT_TRUE(chains);
    const XtRule& theirs = compat::FindChain(*chains, "X")->rules.at(0);
    EXPECT_EQ(
        Difference(Plain(test_case.family, ours.bytes), Plain(test_case.family, theirs.bytes)), "");
    return true;
  });
  GTEST_LOG_(INFO) << compared << " rules";
  EXPECT_GT(compared, 250U);
}

TEST_F(Writers, WriteWhatNftLists) {
  const std::size_t compared =
      ForEachWritable([](const Case& test_case, const std::string& rule, const XtRule&) {
        if (rule.find(kRewritten) != std::string::npos) return false;
        const std::string program = IptablesProgram(test_case.family) + "-nft";
        const auto listed = [&](std::string_view chain) {
          return test::Run(fmt::format("{} -S {} | grep -v '^-N' | sed 's/^-A {} //'", program,
                                       chain, chain))
              .out;
        };
        const std::string text =
            fmt::format("*filter\n:FORWARD ACCEPT [0:0]\n:X - [0:0]\n-A X {}\nCOMMIT\n", rule);
        if (!test::Run(program + "-restore", text).ok()) return false;
        const std::string bridge = std::string(compat::kBridgePrefix) + "X";
        const auto written = compat::InstallNftBridge({.backend = compat::Backend::kNft,
                                                       .family = test_case.family,
                                                       .chains = {{bridge, {rule}}}});
        // -i + and its like have a form of their own.
        if (!written) return false;
        EXPECT_EQ(listed(bridge), listed("X"));
        return true;
      });
  GTEST_LOG_(INFO) << compared << " rules";
  EXPECT_GT(compared, 250U);
}

}  // namespace
}  // namespace cnft::test
