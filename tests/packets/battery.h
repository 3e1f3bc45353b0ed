// SPDX-License-Identifier: GPL-2.0-or-later
// Packets for a ruleset: one that each rule is about, everything that is only just not, what
// combinations of those remain, and a number of packets that any ruleset should see.
#pragma once

#include <cstdint>
#include <string>

#include "tests/packets/twins.h"

namespace cnft::test {

// Where no proxy is ever started, though rules redirect to it.
inline constexpr std::uint16_t kDeadProxyPort = 15666;

struct BatteryOptions {
  std::uint32_t seed = 1;
  // At most so many ways to a rule are walked, and so many random combinations of values are tried
  // on each.
  std::size_t paths_per_rule = 2;
  std::size_t combinations = 4;
  // Every so many of the packets for any ruleset; 0: none of them.
  std::size_t common_every = 1;
};

Battery MakeBattery(const RulesetTexts& texts, const BatteryOptions& options);

// Packets of every protocol and every defect, for any ruleset.
std::vector<Exchange> CommonExchanges(Family family);

}  // namespace cnft::test
