// SPDX-License-Identifier: GPL-2.0-or-later
// A rule as iptables-legacy writes it into a table.
#pragma once

#include <optional>

#include "compat/xtables/chains.h"
#include "ruleset/iptables/syntax.h"
#include "translator/xt_reader.h"

namespace cnft::compat {

// A rule that accepts, drops, returns, jumps, goes or only counts. Nothing: it has another target,
// or a match that cannot be written (MatchModule::write).
std::optional<XtRule> EncodeRule(const iptables::RuleSyntax& syntax,
                                 const translator::XtContext& context);

}  // namespace cnft::compat
