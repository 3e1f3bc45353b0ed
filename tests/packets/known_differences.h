// SPDX-License-Identifier: GPL-2.0-or-later
// Rules with which packets are known to fare differently, and why.
#pragma once

#include <string_view>

namespace cnft::test {

struct KnownDifference {
  std::string_view rule;  // part of the rule as it stands in the case file
  // Shows only where nothing but the rule could have connections tracked.
  bool untracked_only = false;
  std::string_view reason;
};

// Nothing when the rule must do the same in both.
const KnownDifference* FindKnownDifference(std::string_view rule, bool tracked);

}  // namespace cnft::test
