// SPDX-License-Identifier: GPL-2.0-or-later
// Rules with which packets are known to fare differently, and why. Each must really differ, but for
// chance.
#include "tests/packets/known_differences.h"

#include <algorithm>

namespace cnft::test {
namespace {

constexpr KnownDifference kKnown[] = {
    {"--mode random", Showing::kByChance, "a coin is tossed on each side"},
    {"--limit 1000/s", Showing::kByChance, "so many pass as milliseconds go by"},
    {"--limit 700/s", Showing::kByChance, "so many pass as milliseconds go by"},
    {"90 --random", Showing::kByChance, "nobody listens on most of these ports"},
    {"--to-source 1.2.3.4:5-6", Showing::kByChance, "few connections find one of the ports free"},
    {"--limit 10/sec", Showing::kByChance, "tokens come back while packets are sent"},
    {"--probability", Showing::kByChance, "a coin is tossed on each side"},
    {"-p tcp -j ECN", Showing::kUntracked,
     "ipt_ECN takes later fragments for TCP headers, writes into them and drops short ones; on a "
     "node that tracks connections there are none"},
    {"-p tcp -m tcpmss", Showing::kUntracked,
     "xt_tcpmss reads later fragments as if they began with a TCP header; on a node that tracks "
     "connections there are none"},
    {"! --chunk-types", Showing::kAlways,
     "a packet without a whole chunk is dropped by both; xt_sctp counts it first"},
};

}  // namespace

const KnownDifference* FindKnownDifference(std::string_view rule, bool tracked) {
  const auto found = std::ranges::find_if(kKnown, [&](const KnownDifference& known) {
    return rule.find(known.rule) != std::string_view::npos &&
           !(known.showing == Showing::kUntracked && tracked);
  });
  return found == std::end(kKnown) ? nullptr : &*found;
}

}  // namespace cnft::test
