// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's sets read over netlink are those that `ipset save` prints, whatever their type and
// options.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "compat/ipset/kernel.h"
#include "nft/netlink/buffer.h"
#include "ruleset/ipset/printer.h"
#include "tests/support/ipset_texts.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// ipset prints the options of some types in another order, and does not say forceadd.
std::string SortedOptions(const std::string& line) {
  std::istringstream in(line);
  std::set<std::string> words{std::istream_iterator<std::string>(in), {}};
  words.erase("forceadd");
  std::string sorted;
  for (const std::string& word : words) sorted += word + ' ';
  return sorted;
}

std::vector<std::string> SortedLines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  // The kernel counts down between the two.
  const std::regex left("timeout [1-9][0-9]*");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("add")) line = std::regex_replace(line, left, "timeout …");
    if (line.starts_with("create")) line = SortedOptions(line);
    lines.push_back(line);
  }
  // A hash lists its elements as it likes; a list keeps their order.
  std::ranges::sort(lines);
  return lines;
}

TEST(Ipsets, ReadBackAsIpsetSavesThem) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t taken = 0;
  for (std::string text : kIpsetTexts) {
    SCOPED_TRACE(text);
    std::ranges::replace(text, '|', '\n');
    test::Run("ipset flush; ipset destroy");
    if (!test::Run("ipset restore", text + '\n').ok()) continue;
    const auto live = compat::ReadIpsets();
    ASSERT_TRUE(live) << live.error().message;
    EXPECT_TRUE(live->unknown.empty());
    EXPECT_EQ(SortedLines(ipset::Print(live->sets)), SortedLines(test::Run("ipset save").out));
    ++taken;
  }
  EXPECT_GT(taken, std::size(kIpsetTexts) / 3);
}

TEST(Ipsets, KeepTheOrderOfListsAndAllOfManyElements) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::string text =
      "create many hash:ip maxelem 100000\n"
      "create a hash:net\ncreate b hash:net\ncreate all list:set\n"
      "add all b\nadd all a\n"
      "create short hash:ip timeout 9\nadd short 10.0.0.1 timeout 6000\n";
  for (int i = 0; i < 50000; ++i) {
    text += "add many 10." + std::to_string(i >> 16) + '.' + std::to_string(i >> 8 & 255) + '.' +
            std::to_string(i & 255) + '\n';
  }
  ASSERT_TRUE(test::Run("ipset restore", text).ok());
  const auto live = compat::ReadIpsets();
  ASSERT_TRUE(live);
  EXPECT_EQ(live->sets.Find("many")->elements.size(), 50000U);
  const auto& members = live->sets.Find("all")->elements;
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].name, "b");
  EXPECT_EQ(members[1].name, "a");
  constexpr unsigned kSlow = 60;
  EXPECT_NEAR(live->sets.Find("short")->elements.at(0).timeout.value_or(0), 6000U, kSlow);
}

TEST(Ipsets, OfUnknownTypesAreReported) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("ipset restore", "create m bitmap:ip,mac range 10.0.0.0/24\n").ok());
  const auto live = compat::ReadIpsets();
  ASSERT_TRUE(live);
  EXPECT_TRUE(live->sets.sets().empty());
  ASSERT_EQ(live->unknown.size(), 1U);
  EXPECT_EQ(live->unknown[0].name, "m");
  EXPECT_EQ(live->unknown[0].type, "bitmap:ip,mac");
}

TEST(Ipsets, DamagedMessagesDoNoHarm) {
  constexpr std::size_t kRounds = 20000;
  std::mt19937 random(1);
  netlink::Buffer buffer;
  const netlink::Mark message = buffer.BeginMessage(0, 0, 0, 2);
  buffer.PutString(2, "s");
  buffer.PutString(3, "hash:ip,port,net");
  buffer.PutU8(5, 2);
  const netlink::Mark data = buffer.BeginNest(7);
  buffer.PutBe32(18, 1024);
  buffer.EndNest(data);
  const netlink::Mark list = buffer.BeginNest(8);
  const netlink::Mark element = buffer.BeginNest(7);
  for (const auto type : {std::uint16_t{1}, std::uint16_t{20}}) {
    const netlink::Mark address = buffer.BeginNest(type);
    buffer.PutBe32(1, 0x0a000001);
    buffer.EndNest(address);
  }
  buffer.PutBe16(4, 80);
  buffer.PutU8(7, 6);
  buffer.PutU8(21, 24);
  buffer.EndNest(element);
  buffer.EndNest(list);
  buffer.EndMessage(message);
  constexpr std::size_t kHeaders = 20;
  const std::string whole(reinterpret_cast<const char*>(buffer.data()) + kHeaders,
                          buffer.size() - kHeaders);
  compat::LiveSets sound;
  compat::SetDecoder(sound).Add(whole);
  ASSERT_EQ(sound.sets.sets().size(), 1U);
  EXPECT_EQ(ipset::PrintAdd(sound.sets.sets().front().elements.at(0), sound.sets.sets().front()),
            "add s 10.0.0.1,tcp:80,10.0.0.1/24");
  for (std::size_t round = 0; round < kRounds; ++round) {
    std::string damaged = whole;
    for (unsigned change = random() % 4; change < 4; ++change) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    if (random() % 4 == 0) damaged.resize(random() % damaged.size());
    compat::LiveSets sets;
    compat::SetDecoder(sets).Add(damaged);
    for (const ipset::Set& set : sets.sets.sets()) {
      for (const ipset::Element& one : set.elements)
        EXPECT_FALSE(ipset::PrintAdd(one, set).empty());
    }
  }
}

}  // namespace
}  // namespace cnft::test
