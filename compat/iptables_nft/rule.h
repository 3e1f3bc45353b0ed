// SPDX-License-Identifier: GPL-2.0-or-later
// Rules as iptables-nft writes them into nf_tables: matches and targets of xtables in compat
// expressions, and native ones for addresses, interfaces, protocols, ports, marks and limits.
#pragma once

#include <cstddef>
#include <string_view>

#include "compat/live_rules.h"

namespace cnft::compat {

// Appends one rule to `rules`: `expressions` is what NFTA_RULE_EXPRESSIONS holds. What iptables-nft
// does not write is reported as opaque.
void DecodeNftRule(std::string_view expressions, std::string_view table, std::string_view chain,
                   std::size_t number, const translator::XtContext& context, LiveRules& rules);

}  // namespace cnft::compat
