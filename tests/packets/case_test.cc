// SPDX-License-Identifier: GPL-2.0-or-later
// Every case that iptables-legacy and cnft both take does the same to packets in both, and counts
// them alike.
//
// CNFT_CASE=FILE or CNFT_CASE=FILE:LINE (the end of a path is enough) picks cases; CNFT_EVERY=N
// takes every Nth.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>

#include "tests/packets/battery.h"
#include "tests/packets/known_differences.h"
#include "tests/packets/later_fragments.h"
#include "tests/packets/settings.h"
#include "tests/packets/twins.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// Fragments get to FORWARD as they are, and to INPUT put together: without tracking, rules stand
// there.
RulesetTexts TextsOf(Case test_case, bool tracked) {
  const std::uint8_t hooks = iptables::Info(test_case.table).hooks;
  const bool forwards = (hooks >> static_cast<unsigned>(iptables::Hook::kForward) & 1U) != 0;
  if (!tracked && test_case.chain == "INPUT" && forwards) test_case.chain = "FORWARD";
  RulesetTexts texts;
  (test_case.family == Family::kIpv4 ? texts.ipv4 : texts.ipv6) = test_case.RulesetText();
  texts.ipset = test_case.ipset;
  texts.options = test_case.options;
  return texts;
}

bool Picked(const CaseFile& file, const Case& test_case) {
  const char* wanted = std::getenv("CNFT_CASE");
  if (wanted == nullptr) return true;
  return file.path.ends_with(wanted) ||
         fmt::format("{}:{}", file.path, test_case.line).ends_with(wanted);
}

// With connections always tracked, the state of each packet is seen; without, fragments stay
// fragments unless a rule needs them whole.
class Cases : public testing::TestWithParam<bool> {};

TEST_P(Cases, DoTheSameToPackets) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  auto twins = std::make_unique<Twins>(GetParam());
  const std::size_t every = std::getenv("CNFT_CASE") != nullptr ? 1 : Setting("CNFT_EVERY", 8);
  std::size_t number = 0;
  std::size_t compared = 0;
  std::size_t exchanges = 0;
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      if (!Picked(file, test_case) || number++ % every != 0) continue;
      // What the user accepts as near enough is not the same.
      if (!test_case.options.approximations.empty()) continue;
      // Where others translate addresses, connections are tracked.
      const bool others =
          std::ranges::any_of(test_case.options.nat_hooks_of_others, std::identity());
      if (!GetParam() && others && test_case.table == iptables::TableId::kNat) continue;
      const std::string name = fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule);
      const RulesetTexts texts = TextsOf(test_case, GetParam());
      BatteryOptions options;
      options.seed = static_cast<std::uint32_t>(test_case.line);
      options.common_every = std::getenv("CNFT_CASE") != nullptr ? 1 : 8;
      Battery battery = MakeBattery(texts, options);
      if (!GetParam() && KernelReadsLaterFragments()) {
        std::erase_if(battery.exchanges, [](const Exchange& exchange) {
          return std::ranges::any_of(
              exchange.packets, [](const Packet& packet) { return IsLaterFragment(packet.bytes); });
        });
      }
      std::optional<std::string> refused;
      if (twins->stale()) twins = std::make_unique<Twins>(GetParam());
      exchanges += battery.exchanges.size();
      const auto differences = CheckTwins(*twins, texts, battery, refused);
      if (refused) continue;
      ++compared;
      if (const auto* known = FindKnownDifference(test_case.rule, GetParam())) {
        EXPECT_TRUE(known->showing == Showing::kByChance || !differences.empty())
            << name << ": no difference: " << known->reason;
        continue;
      }
      EXPECT_TRUE(differences.empty())
          << name << "\n  " << fmt::format("{}", fmt::join(differences, "\n  "));
    }
  }
  EXPECT_GT(compared, 0U);
  GTEST_LOG_(INFO) << compared << " cases, " << exchanges << " exchanges";
}

INSTANTIATE_TEST_SUITE_P(Packets, Cases, testing::Bool(), [](const auto& param) {
  return std::string(param.param ? "Tracked" : "Untracked");
});

}  // namespace
}  // namespace cnft::test
