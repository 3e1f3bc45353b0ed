// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft has installed, as the iptables rules it came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft {

// The table as `iptables-save -c` (or without `counters`, `iptables-save`) would print what was
// applied: chains in iptables' order, each rule with the packets and bytes its nftables rules
// counted.
std::string PrintIptables(const nftables::Table& table, bool counters);

// One iptables rule that is in force.
struct CountedRule {
  std::string_view table;  // of iptables
  std::string chain;
  std::string rule;  // what follows "-A CHAIN "
  nftables::Counters counters;
};

// The rules of the table with what they counted, in the order of PrintIptables.
std::vector<CountedRule> CountRules(const nftables::Table& table);

}  // namespace cnft
