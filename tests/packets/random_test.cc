// SPDX-License-Identifier: GPL-2.0-or-later
// Random rulesets do the same to packets under iptables-legacy and under cnft.
//
// CNFT_SEED is the first seed and CNFT_COUNT how many rulesets must be compared; a failure names
// the seed that shows it alone.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "tests/packets/battery.h"
#include "tests/packets/random_ruleset.h"
#include "tests/packets/settings.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// What was left behind by so many rulesets, in fragments and ports, may go.
constexpr std::size_t kRulesetsPerWorld = 500;
// Of so many rulesets one is tried with connections tracked for the sake of its own rules only.
constexpr std::uint32_t kUntrackedEvery = 5;

TEST(RandomRulesets, DoTheSameToPackets) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const std::uint32_t first = Setting("CNFT_SEED", 1);
  const std::uint32_t count = Setting("CNFT_COUNT", 40);
  std::size_t compared = 0;
  std::size_t exchanges = 0;
  std::size_t repeated = 0;
  std::size_t wrong = 0;
  std::size_t left_out = 0;
  std::map<std::string, std::size_t> refusals;
  std::array<std::unique_ptr<Twins>, 2> twins;
  for (std::uint32_t seed = first; compared < count && wrong < 10; ++seed) {
    ASSERT_LT(seed - first, 3 * count + 100) << "most rulesets are refused";
    const bool tracking = seed % kUntrackedEvery != 0;
    auto& pair = twins[tracking ? 1 : 0];
    if (!pair || pair->stale() || compared % kRulesetsPerWorld == 0)
      pair = std::make_unique<Twins>(tracking);
    RulesetTexts texts = MakeRandomRuleset(seed, tracking);
    left_out += LeaveOutRefused(texts);
    const Battery battery = MakeBattery(texts, {seed, 1, 3, 16});
    std::optional<std::string> refused;
    auto differences = CheckTwins(*pair, texts, battery, refused);
    if (refused) {
      ++refusals[*refused];
      continue;
    }
    ++compared;
    exchanges += battery.exchanges.size();
    if (differences.empty()) continue;
    // It must show where nothing of other rulesets is left, too.
    ++repeated;
    pair = std::make_unique<Twins>(tracking);
    differences = CheckTwins(*pair, texts, battery, refused);
    if (differences.empty()) continue;
    ++wrong;
    ADD_FAILURE() << "seed " << seed << "\n"
                  << texts.ipset << texts.ipv4 << texts.ipv6
                  << fmt::format("{}", fmt::join(differences, "\n  "));
  }
  for (const auto& [reason, times] : refusals) {
    GTEST_LOG_(INFO) << "refused " << times << " times: " << reason;
  }
  GTEST_LOG_(INFO) << compared << " rulesets, " << exchanges << " exchanges, " << wrong
                   << " differ, " << repeated - wrong << " only where others had been before; "
                   << left_out << " rules without a native form left out";
}

}  // namespace
}  // namespace cnft::test
