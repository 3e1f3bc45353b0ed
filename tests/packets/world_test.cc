// SPDX-License-Identifier: GPL-2.0-or-later
// The twin nodes and what is seen of packets on them: the harness itself, before anything is proved
// with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/packets/battery.h"
#include "tests/packets/packet.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

PacketSpec Udp(const char* from, const char* to, Family family = Family::kIpv4) {
  PacketSpec spec;
  spec.source = *ParseAddress(from, family);
  spec.destination = *ParseAddress(to, family);
  spec.source_port = 1234;
  spec.destination_port = 4321;
  return spec;
}

class WorldTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
  }
};

TEST_F(WorldTest, ForwardsWithTheMarkItCameWith) {
  Quiescence quiescence;
  World world(quiescence, true);
  const auto outcome = world.Send({"eth0", Build(Udp("8.8.8.8", "100.64.64.11")), 0x20010});
  EXPECT_THAT(outcome.lines,
              Contains(HasSubstr("seen PREROUTING eth0 to - mark 0x20010 new: 8.8.8.8 > "
                                 "100.64.64.11 tos 0x0 ttl 64 protocol 17 :1234 > :4321")));
  EXPECT_THAT(outcome.lines, Contains(HasSubstr("seen FORWARD eth0 to ol0 mark 0x20010")));
  EXPECT_THAT(outcome.lines, Contains(HasSubstr("out ol0: 8.8.8.8")));
  EXPECT_THAT(
      outcome.lines,
      Contains(HasSubstr("connection new: 8.8.8.8 > 100.64.64.11 protocol 17 :1234 :4321")));
}

TEST_F(WorldTest, NothingHappensByItself) {
  Quiescence quiescence;
  World world(quiescence, true);
  world.Flush();
  EXPECT_THAT(world.Converse({}, true), testing::IsEmpty());
}

TEST_F(WorldTest, ListenersAcceptAndAnswersGoOn) {
  Quiescence quiescence;
  World world(quiescence, true);
  {
    const Namespace::Inside inside(world.node());
    world.sockets().Listen({*ParseAddress("0.0.0.0", Family::kIpv4), 80});
  }
  PacketSpec spec = Udp("8.8.8.8", "33.1.2.3");
  spec.protocol = IPPROTO_TCP;
  spec.payload.clear();
  spec.destination_port = 80;
  const auto lines = world.Converse({{"eth0", Build(spec)}}, true);
  EXPECT_THAT(lines,
              Contains(HasSubstr("out eth0: 33.1.2.3 > 8.8.8.8 tos 0x0 ttl 64 tcp :80 > :1234 "
                                 "flags 0x12")));
  EXPECT_THAT(lines, Contains(HasSubstr("seen INPUT eth0 to - mark 0x0 related: 8.8.8.8")));
  EXPECT_THAT(lines, Contains("tcp listener 0.0.0.0 80 got 8.8.8.8 :1234"));
}

TEST_F(WorldTest, SendsAsTheNode) {
  Quiescence quiescence;
  World world(quiescence, true);
  const auto lines = world.Converse({{"", Build(Udp("33.1.2.3", "8.8.8.8")), 0x10}}, true);
  EXPECT_THAT(lines, Contains(HasSubstr("seen OUTPUT - to ol0 mark 0x10 new: 33.1.2.3 > 8.8.8.8")));
  EXPECT_THAT(lines,
              Contains(HasSubstr("seen INPUT ol0 to - mark 0x0 established reply: 8.8.8.8")));
}

TEST_F(WorldTest, BridgesAndRoutesIpv6) {
  Quiescence quiescence;
  World world(quiescence, true);
  const std::string other_port("\x02\0\0\0\x01\x09", 6);
  EXPECT_THAT(
      world.Converse({{"port1", Build(Udp("10.88.0.8", "10.88.0.9")), 0, {}, other_port}}, true),
      Contains(HasSubstr("out port2: 10.88.0.8 > 10.88.0.9")));
  EXPECT_THAT(world.Converse({{"eth0", Build(Udp("8.8.8.8", "10.88.0.9"))}}, false),
              Contains(HasSubstr("out port2: 8.8.8.8 > 10.88.0.9")));
  EXPECT_THAT(
      world.Converse({{"lxc1", Build(Udp("fd00:64::11", "fd00:33::3", Family::kIpv6))}}, true),
      Contains(HasSubstr("out lxc1: fd00:33::3 > fd00:64::11 tos 0x0 ttl 64 icmp 1/4")));
}

// The smallest difference there can be: one that only counts.
TEST_F(WorldTest, TwinsShowWhatDiffers) {
  Twins twins(true);
  RulesetTexts texts;
  texts.ipv4 = "*filter\n-A FORWARD -d 100.64.64.11 -p udp -m udp --dport 80\nCOMMIT\n";
  const Battery battery = MakeBattery(texts, {});
  ASSERT_EQ(twins.Load(texts), std::nullopt);
  EXPECT_THAT(twins.Compare(battery), testing::IsEmpty());
  nftables::Ruleset other;
  nftables::Table& table = other.tables.emplace_back();
  table.family = Family::kIpv4;
  nftables::Chain& chain = table.chains.emplace_back();
  chain.name = "filter/FORWARD";
  chain.base = {nftables::ChainType::kFilter, iptables::Hook::kForward, 0,
                iptables::Policy::kAccept};
  chain.policy_counters.emplace();
  nftables::Rule& rule = chain.rules.emplace_back();
  rule.statements.emplace_back(nftables::Counter{});
  rule.source = "-p udp";
  ASSERT_EQ(twins.Load(texts), std::nullopt);
  ASSERT_EQ(twins.Replace(other), std::nullopt);
  EXPECT_THAT(twins.Compare(battery, 1000), Contains(HasSubstr("filter/FORWARD: legacy counts")));
}

}  // namespace
}  // namespace cnft::test
