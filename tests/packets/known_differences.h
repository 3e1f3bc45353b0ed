// SPDX-License-Identifier: GPL-2.0-or-later
// Rules with which packets are known to fare differently, and why.
#pragma once

#include <cstdint>
#include <string_view>

namespace cnft::test {

enum class Showing : std::uint8_t {
  kAlways,
  kUntracked,  // where nothing but the rule could have connections tracked
  kByChance,
};

struct KnownDifference {
  std::string_view rule;  // part of the rule as it stands in the case file
  Showing showing = Showing::kAlways;
  std::string_view reason;
};

// Nothing when the rule must do the same in both.
const KnownDifference* FindKnownDifference(std::string_view rule, bool tracked);

}  // namespace cnft::test
