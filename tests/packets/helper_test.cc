// SPDX-License-Identifier: GPL-2.0-or-later
// Connections have the helpers that the rules of table raw together name, though nf_tables names
// them behind conntrack (translator/ct_helpers.h).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tuple>

#include "tests/packets/battery.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

struct Rules {
  const char* name;
  const char* text;
};

// Chains that return and do not, gotos, what accepts before, other templates before, rules that
// have nothing to do with it.
constexpr Rules kRules[] = {
    {"Chains", R"(*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:HELPERS - [0:0]
:LATER - [0:0]
:NOTHING - [0:0]
-A PREROUTING -i lxc1 -j HELPERS
-A PREROUTING -p tcp -m tcp --dport 21 -m mark --mark 0x0 -j LOG
-A PREROUTING -p tcp -m tcp --dport 21 -j CT --helper ftp
-A PREROUTING -g LATER
-A OUTPUT -j NOTHING
-A OUTPUT -p udp -m udp --dport 69 -j CT --helper tftp
-A HELPERS -p udp -m udp --dport 53 -j RETURN
-A HELPERS -p udp -j CT --helper tftp
-A HELPERS -d 8.0.0.0/8 -p tcp -j ACCEPT
-A HELPERS -p tcp -g LATER
-A LATER -p tcp -m multiport --dports 80,21 -j CT --helper irc
-A LATER -p udp -g NOTHING
-A LATER -p udp -j CT --helper tftp
-A NOTHING -m mark --mark 0x0 -j MARK --set-xmark 0x10/0x10
COMMIT
)"},
    {"Templates", R"(*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A PREROUTING -i lxc2 -j CT --zone 7
-A PREROUTING -p udp -m udp --dport 4789 -m mark --mark 0x0/0xf -j CT --notrack
-A PREROUTING -p udp -j CT --helper tftp --zone 3
-A PREROUTING -p udp -j CT --helper snmp
-A PREROUTING -d 100.64.64.11/32 -p tcp -j DROP
-A PREROUTING -p tcp -j CT --helper ftp
-A OUTPUT -d 8.8.8.8/32 -j ACCEPT
-A OUTPUT -p tcp -j CT --helper ftp
COMMIT
)"},
};

class HelpersOf : public testing::TestWithParam<Rules> {};

TEST_P(HelpersOf, Connections) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  Twins twins(true);
  RulesetTexts texts;
  texts.ipv4 = GetParam().text;
  EXPECT_EQ(LeaveOutRefused(texts), 0U);
  const Battery battery = MakeBattery(texts, {1, 3, 6, 1});
  std::optional<std::string> refused;
  const auto differences = CheckTwins(twins, texts, battery, refused);
  ASSERT_EQ(refused, std::nullopt);
  EXPECT_TRUE(differences.empty()) << fmt::format("{}", fmt::join(differences, "\n  "));
  GTEST_LOG_(INFO) << battery.exchanges.size() << " exchanges";
}

TEST(Helpers, AreNamedWhenTheKernelHasNone) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  Twins twins(true);
  RulesetTexts texts;
  for (const auto& [protocol, helper, message] :
       {std::tuple("udp", "ftp", "native: this kernel has no conntrack helper ftp for protocol 17"),
        std::tuple("tcp", "none",
                   "native: this kernel has no conntrack helper none for protocol 6")}) {
    texts.ipv4 =
        fmt::format("*raw\n-A PREROUTING -p {} -j CT --helper {}\nCOMMIT\n", protocol, helper);
    EXPECT_EQ(twins.Load(texts), message);
  }
}

INSTANTIATE_TEST_SUITE_P(Packets, HelpersOf, testing::ValuesIn(kRules),
                         [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace cnft::test
