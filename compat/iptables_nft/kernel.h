// SPDX-License-Identifier: GPL-2.0-or-later
// The tables of iptables-nft: those of nf_tables that have the names of tables of iptables.
#pragma once

#include "compat/live_rules.h"
#include "nft/kernel.h"

namespace cnft::compat {

// Whether the kernel has nf_tables already. Asking it over netlink would load the module.
bool HasNfTables();

Result<LiveRules> ReadNftRules(Family family);
// Of a kernel that is going to be asked for more than that: looking first costs more than asking.
Result<LiveRules> ReadNftRulesAtOnce(Family family);

}  // namespace cnft::compat
