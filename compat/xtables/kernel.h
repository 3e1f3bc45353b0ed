// SPDX-License-Identifier: GPL-2.0-or-later
// Asks the kernel for the tables of iptables-legacy, by its own socket options: no library, no
// program. Only tables that are there are asked for, since asking for one makes it.
#pragma once

#include <vector>

#include "compat/live_rules.h"
#include "compat/xtables/table.h"
#include "nft/kernel.h"

namespace cnft::compat {

// The tables that exist in the caller's network namespace, in the kernel's order.
Result<std::vector<XtTable>> ReadXtTables(Family family);

// What they say.
Result<LiveRules> ReadLegacyRules(Family family);

}  // namespace cnft::compat
