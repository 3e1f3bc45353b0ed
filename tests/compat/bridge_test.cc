// SPDX-License-Identifier: GPL-2.0-or-later
// Bridges: what cnft accepts is copied to the head of chains of iptables that could still drop it,
// kept current, and taken away again.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Place {
  Family family;
  const char* backend;
};

class Bridges : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    const std::string lock = testing::TempDir() + fmt::format("xtables-{}.lock", getpid());
    ASSERT_EQ(setenv("XTABLES_LOCKFILE", lock.c_str(), 1), 0);
  }

  static std::string Program() {
    return fmt::format("{}-{}", IptablesProgram(GetParam().family), GetParam().backend);
  }
  static void Restore(std::string_view rules) {
    const Output done = test::Run(Program() + "-restore", rules);
    ASSERT_TRUE(done.ok()) << done.err;
  }
  static std::string Saved(std::string_view table = "filter") {
    return test::Run(
               fmt::format("{}-save -t {} | grep '^[:-]' | sed 's/ \\[.*//'", Program(), table))
        .out;
  }
  static Output Cnft(const std::string& verb, std::string_view rules, std::string_view more = "") {
    return test::Run(fmt::format("{} {} {} - {}", CNFT_PROGRAM, verb,
                                 GetParam().family == Family::kIpv4 ? "--ipv4" : "--ipv6", more),
                     rules);
  }
};

constexpr std::string_view kOurs = R"(*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:CILIUM_FORWARD - [0:0]
:CILIUM_OUTPUT - [0:0]
:COUNTED - [0:0]
-A FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CILIUM_FORWARD
-A OUTPUT -j CILIUM_OUTPUT
-A CILIUM_FORWARD -j COUNTED
-A CILIUM_FORWARD -s 99.99.99.99 -j DROP
-A CILIUM_FORWARD -m mark --mark 0x7/0xff -j RETURN
-A CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: any->cluster" -j ACCEPT
-A CILIUM_FORWARD ! -o eth0 -p tcp -m tcp --dport 80:90 -m conntrack --ctstate NEW -j ACCEPT
-A CILIUM_OUTPUT -m mark --mark 0xa00/0xe00 -m comment --comment "cilium: proxy" -j ACCEPT
-A CILIUM_OUTPUT -m mark ! --mark 0xe00/0xf00 -j MARK --set-xmark 0xc00/0xf00
-A COUNTED
COMMIT
)";

// Of the family: there is no 99.99.99.99 in IPv6.
std::string Ours(std::string_view rules = kOurs) {
  std::string text(rules);
  const std::string address = "99.99.99.99";
  const std::size_t at = text.find(address);
  if (at != std::string::npos && Bridges::GetParam().family == Family::kIpv6) {
    text.replace(at, address.size(), "2001:db8::9");
  }
  return text;
}

constexpr std::string_view kTheirs = R"(*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
:KUBE-FIREWALL - [0:0]
-A INPUT -j DOCKER
-A FORWARD -j DOCKER
-A OUTPUT -j KUBE-FIREWALL
-A DOCKER -j RETURN
-A KUBE-FIREWALL -m mark --mark 0x8000/0x8000 -j DROP
COMMIT
)";

constexpr std::string_view kBridged = R"(:INPUT ACCEPT
:FORWARD DROP
:OUTPUT ACCEPT
:CNFT_BRIDGE_CILIUM_FORWARD -
:CNFT_BRIDGE_CILIUM_OUTPUT -
:CNFT_BRIDGE_FORWARD -
:CNFT_BRIDGE_OUTPUT -
:DOCKER -
:KUBE-FIREWALL -
-A INPUT -j DOCKER
-A FORWARD -m comment --comment "accepted by cnft" -j CNFT_BRIDGE_FORWARD
-A FORWARD -j DOCKER
-A OUTPUT -m comment --comment "accepted by cnft" -j CNFT_BRIDGE_OUTPUT
-A OUTPUT -j KUBE-FIREWALL
-A CNFT_BRIDGE_CILIUM_FORWARD -m mark --mark 0x7/0xff -j RETURN
-A CNFT_BRIDGE_CILIUM_FORWARD -i lxc+ -m comment --comment "cilium: any->cluster" -j ACCEPT
-A CNFT_BRIDGE_CILIUM_FORWARD ! -o eth0 -p tcp -m tcp --dport 80:90 -m conntrack --ctstate NEW -j ACCEPT
-A CNFT_BRIDGE_CILIUM_OUTPUT -m mark --mark 0xa00/0xe00 -m comment --comment "cilium: proxy" -j ACCEPT
-A CNFT_BRIDGE_FORWARD -m comment --comment "cilium-feeder: CILIUM_FORWARD" -j CNFT_BRIDGE_CILIUM_FORWARD
-A CNFT_BRIDGE_OUTPUT -j CNFT_BRIDGE_CILIUM_OUTPUT
-A DOCKER -j RETURN
-A KUBE-FIREWALL -m mark --mark 0x8000/0x8000 -j DROP
)";

// Only where something could happen to what is accepted: not in INPUT. Nothing but what accepts.
TEST_P(Bridges, AreMadeWhereNeededAndTakenAway) {
  Restore(kTheirs);
  const std::string before = Saved();
  EXPECT_EQ(Cnft("diff", Ours()).status, 1);
  EXPECT_EQ(Saved(), before);
  const Output check = Cnft("check", Ours());
  EXPECT_TRUE(check.ok()) << check.err;
  EXPECT_EQ(Saved(), before);

  const Output applied = Cnft("apply", Ours(), "--verbose");
  EXPECT_TRUE(applied.ok()) << applied.err;
  EXPECT_THAT(applied.out, HasSubstr("; 4 bridges changed"));
  EXPECT_THAT(applied.err, HasSubstr(fmt::format("{} filter CNFT_BRIDGE_CILIUM_OUTPUT: -m mark "
                                                 "--mark 0xa00/0xe00",
                                                 Program())));
  EXPECT_EQ(Saved(), kBridged);

  const Output again = Cnft("apply", Ours());
  EXPECT_THAT(again.out, HasSubstr("nothing to change"));
  EXPECT_THAT(again.out, Not(HasSubstr("bridge")));
  EXPECT_EQ(Cnft("diff", Ours()).out, "");

  EXPECT_TRUE(test::Run(std::string(CNFT_PROGRAM) + " delete").ok());
  EXPECT_EQ(Saved(), before);
  EXPECT_EQ(test::Run(std::string(CNFT_PROGRAM) + " delete").out, "nothing to remove\n");
}

TEST_P(Bridges, AreKeptCurrent) {
  Restore(kTheirs);
  ASSERT_TRUE(Cnft("apply", Ours()).ok());
  // Another program puts its rule in front.
  ASSERT_TRUE(test::Run(Program() + " -I FORWARD -i eth9 -j DROP").ok());
  EXPECT_THAT(Cnft("diff", Ours()).out,
              HasSubstr(fmt::format("bridge {} filter jumps", Program())));
  ASSERT_TRUE(Cnft("apply", Ours()).ok());
  EXPECT_EQ(test::Run(Program() + " -S FORWARD | sed -n 2p").out,
            "-A FORWARD -m comment --comment \"accepted by cnft\" -j CNFT_BRIDGE_FORWARD\n");
  ASSERT_TRUE(test::Run(Program() + " -D FORWARD -i eth9 -j DROP").ok());
  EXPECT_EQ(Saved(), kBridged);
  // It takes one away.
  ASSERT_TRUE(test::Run(Program() + " -D CNFT_BRIDGE_CILIUM_FORWARD 2").ok());
  EXPECT_EQ(Cnft("diff", Ours()).status, 1);
  ASSERT_TRUE(Cnft("apply", Ours()).ok());
  EXPECT_EQ(Saved(), kBridged);
  // Nothing is dropped there any more.
  ASSERT_TRUE(test::Run(Program() + " -P FORWARD ACCEPT; " + Program() + " -F KUBE-FIREWALL").ok());
  ASSERT_TRUE(Cnft("apply", Ours()).ok());
  EXPECT_THAT(Saved(), Not(HasSubstr("CNFT")));
}

TEST_P(Bridges, AreLeftAlone) {
  Restore(kTheirs);
  const std::string before = Saved();
  ASSERT_TRUE(Cnft("apply", Ours(), "--coexist none").ok());
  EXPECT_EQ(Saved(), before);
  ASSERT_TRUE(Cnft("apply", Ours(), "--table other").ok());
  EXPECT_EQ(Saved(), before);
  // What the kernel does not take, or nobody can express, leaves no bridge either.
  EXPECT_FALSE(
      Cnft("apply", "*filter\n-A FORWARD -i a -j ACCEPT\n-A FORWARD -j NONSENSE\nCOMMIT\n").ok());
  EXPECT_EQ(Saved(), before);
}

// What cannot be asked again, or not with the same answer, is said, and no packet is accepted that
// should not be.
TEST_P(Bridges, SayWhatTheyCannot) {
  Restore(kTheirs);
  const auto left = [](const std::string& rules) {
    const Output applied = Cnft("apply", "*filter\n:X - [0:0]\n" + rules + "COMMIT\n");
    EXPECT_TRUE(applied.ok()) << applied.err;
    EXPECT_THAT(applied.err, HasSubstr("not-final")) << rules;
    return test::Run(Program() + "-save -t filter | grep '^-A CNFT'").out;
  };
  EXPECT_EQ(left("-A FORWARD -m limit --limit 1/sec -j ACCEPT\n"), "");
  EXPECT_EQ(left("-A FORWARD -m mark --mark 0x1/0x1 -j ACCEPT\n-A FORWARD -j MARK --set-mark 1\n"),
            "");
  // What a rule that cannot be copied keeps from the next one, that one must not accept.
  EXPECT_EQ(left("-A FORWARD -j X\n-A X -i a -j ACCEPT\n-A X -m statistic --mode nth --every 2 "
                 "--packet 0 -j RETURN\n-A X -j ACCEPT\n"),
            "-A CNFT_BRIDGE_FORWARD -j CNFT_BRIDGE_X\n-A CNFT_BRIDGE_X -i a -j ACCEPT\n");
  EXPECT_EQ(left("-A FORWARD -i a -j RETURN\n-A FORWARD -j ACCEPT\n"),
            "-A CNFT_BRIDGE_FORWARD -i a -j RETURN\n-A CNFT_BRIDGE_FORWARD -j ACCEPT\n");
}

// An ACCEPT of table nat binds the flow only where somebody else would translate it.
TEST_P(Bridges, OfNatAreBindings) {
  const std::string ours =
      "*nat\n-A POSTROUTING -o a -j ACCEPT\n-A PREROUTING -i b -j ACCEPT\nCOMMIT\n";
  const std::string table =
      GetParam().family == Family::kIpv4 ? "nft list table ip cnft" : "nft list table ip6 cnft";
  ASSERT_TRUE(Cnft("apply", ours).ok());
  EXPECT_THAT(test::Run(table).out, Not(HasSubstr("nat to")));
  Restore("*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -j MASQUERADE\nCOMMIT\n");
  EXPECT_EQ(Cnft("diff", ours).status, 1);
  ASSERT_TRUE(Cnft("apply", ours).ok());
  EXPECT_THAT(test::Run(table).out, HasSubstr("snat to ip"));
  EXPECT_THAT(test::Run(table).out, Not(HasSubstr("dnat to ip")));
  EXPECT_EQ(Cnft("diff", ours).out, "");
  EXPECT_THAT(test::Run(fmt::format("{} show --as iptables", CNFT_PROGRAM)).out,
              HasSubstr("-A POSTROUTING -o a -j ACCEPT\n"));
  // Of a chain that is reached before and after routing, nobody can say which side to bind.
  EXPECT_THAT(Cnft("apply",
                   "*nat\n:X - [0:0]\n-A PREROUTING -j X\n-A POSTROUTING -j X\n-A X -j ACCEPT\n"
                   "COMMIT\n")
                  .err,
              HasSubstr("not-final"));
}

INSTANTIATE_TEST_SUITE_P(Coexistence, Bridges,
                         testing::Values(Place{Family::kIpv4, "legacy"},
                                         Place{Family::kIpv6, "legacy"},
                                         Place{Family::kIpv4, "nft"}, Place{Family::kIpv6, "nft"}),
                         [](const auto& param) {
                           return fmt::format("{}{}", param.param.backend,
                                              param.param.family == Family::kIpv4 ? "V4" : "V6");
                         });

}  // namespace
}  // namespace cnft::test
