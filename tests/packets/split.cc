// SPDX-License-Identifier: GPL-2.0-or-later
// A node's rules in two.
#include "tests/packets/split.h"

#include <algorithm>

namespace cnft::test {

SplitText SplitRules(std::string_view text) {
  SplitText split;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string line(text.substr(0, end));
    text.remove_prefix(end);
    const bool chain = line.starts_with(':');
    const bool rule = line.starts_with('[') || line.starts_with('-');
    const bool built_in = chain && line.find(" - ") == std::string::npos;
    const bool ours = line.find("CILIUM_") != std::string::npos;
    if (ours || (!chain && !rule)) split.ours += line;
    if (built_in) split.ours += line.substr(0, line.find(' ')) + " ACCEPT [0:0]\n";
    if (!ours || (!chain && !rule)) split.others += line;
  }
  return split;
}

}  // namespace cnft::test
