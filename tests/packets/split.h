// SPDX-License-Identifier: GPL-2.0-or-later
// A node's rules in two: Cilium's, and those of all others.
#pragma once

#include <string>
#include <string_view>

namespace cnft::test {

struct SplitText {
  std::string ours;    // chains called CILIUM_…, and the rules that jump to them
  std::string others;  // the rest, with the policies
};

SplitText SplitRules(std::string_view text);

}  // namespace cnft::test
