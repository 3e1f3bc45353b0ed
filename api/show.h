// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft has installed, as the iptables rules it came from.
#pragma once

#include <string>

#include "ruleset/nftables/model.h"

namespace cnft {

// The table as `iptables-save -c` (or without `counters`, `iptables-save`) would print what was
// applied: chains in iptables' order, each rule with the packets and bytes its nftables rules
// counted.
std::string PrintIptables(const nftables::Table& table, bool counters);

}  // namespace cnft
