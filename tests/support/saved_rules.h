// SPDX-License-Identifier: GPL-2.0-or-later
// Compares what was read from the kernel with what iptables-save prints of it.
#pragma once

#include <string>
#include <string_view>

#include "compat/live_rules.h"

namespace cnft::test {

// The first difference in the tables that `saved` holds, empty when there is none.
std::string Difference(Family family, const compat::LiveRules& read, const std::string& saved);

// The rules of one table that iptables-legacy-save or iptables-nft-save prints, with counters.
std::string SavedTable(Family family, std::string_view backend, iptables::TableId table);

// Whether every line begins as one of iptables-save does.
bool IsSaved(const std::string& text);

// "iptables" or "ip6tables"
std::string IptablesProgram(Family family);

}  // namespace cnft::test
