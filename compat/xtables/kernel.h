// SPDX-License-Identifier: GPL-2.0-or-later
// The tables of iptables-legacy in the kernel, by its own socket options: no library, no program.
// Only tables that are there are asked for, since asking for one makes it.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "compat/live_rules.h"
#include "compat/xtables/chains.h"
#include "compat/xtables/table.h"
#include "nft/kernel.h"

namespace cnft::compat {

// The tables that exist in the caller's network namespace, in the kernel's order.
Result<std::vector<XtTable>> ReadXtTables(Family family);

// What they say.
Result<LiveRules> ReadLegacyRules(Family family);

// Calls `edit` with the chains of the table and puts what it leaves in their place, all at once,
// unless it returns false or there is no such table: then this does. Rules that stay keep their
// counters. Under the lock of iptables; a program that changes the table without it begins the work
// again.
using XtEdit = std::function<Result<bool>(std::vector<XtChain>& chains)>;
Result<bool> EditXtTable(Family family, std::string_view table, const XtEdit& edit);

}  // namespace cnft::compat
