// SPDX-License-Identifier: GPL-2.0-or-later
// What others touched, from notifications.
#include "agent/drift.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netfilter.h>

namespace cnft::agent {
namespace {

using netlink::Notification;
using netlink::Topic;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t kOurs = 7;
constexpr std::uint32_t kForeign = 8;

class DriftTest : public testing::Test {
 protected:
  bool Note(Topic topic, std::string_view name = "", std::string_view table = "cnft",
            std::uint8_t family = NFPROTO_IPV4) {
    return drift_.Note({.topic = topic, .family = family, .table = table, .name = name});
  }
  bool End(std::uint32_t generation) {
    return drift_.Note({.topic = Topic::kGeneration, .generation = generation});
  }

  Drift drift_{"cnft", [](std::uint32_t generation) { return generation == kOurs; }};
};

TEST_F(DriftTest, IsNoneOfOurOwnAndElsewhere) {
  Note(Topic::kRule, "a");
  EXPECT_FALSE(End(kOurs));
  Note(Topic::kRule, "a", "other");
  Note(Topic::kTable, "", "cnft", NFPROTO_INET);
  EXPECT_FALSE(End(kForeign));
  EXPECT_FALSE(drift_.any());
}

TEST_F(DriftTest, NamesChains) {
  Note(Topic::kRule, "a");
  EXPECT_FALSE(drift_.any()) << "not before it is done";
  EXPECT_TRUE(End(kForeign));
  Note(Topic::kChain, "b", "cnft", NFPROTO_IPV6);
  Note(Topic::kRule, "a");
  EXPECT_TRUE(End(kForeign));
  ASSERT_NE(drift_.chains(), nullptr);
  EXPECT_THAT((*drift_.chains())[0], ElementsAre("a"));
  EXPECT_THAT((*drift_.chains())[1], ElementsAre("b"));
  drift_.Clear();
  EXPECT_FALSE(drift_.any());
  EXPECT_THAT((*drift_.chains())[0], IsEmpty());
}

TEST_F(DriftTest, IsMoreThanChains) {
  for (const Topic topic : {Topic::kTable, Topic::kSet, Topic::kElements, Topic::kObject}) {
    drift_.Clear();
    Note(topic);
    EXPECT_TRUE(End(kForeign));
    EXPECT_EQ(drift_.chains(), nullptr);
  }
  drift_.Clear();
  for (int i = 0; i < 100; ++i) Note(Topic::kRule, fmt::format("{}", i));
  EXPECT_TRUE(End(kForeign));
  EXPECT_EQ(drift_.chains(), nullptr);
  drift_.Clear();
  drift_.Lose();
  EXPECT_EQ(drift_.chains(), nullptr);
}

}  // namespace
}  // namespace cnft::agent
