// SPDX-License-Identifier: GPL-2.0-or-later
// Recognises rules that lost a match on their way: an iptables that reads rules of a newer one
// drops what it does not know and prints the rest, comment included.
#pragma once

#include "ruleset/diagnostics.h"
#include "ruleset/iptables/syntax.h"

namespace cnft::translator {

// Warns when the comment of a rule speaks of a test the rule does not make.
void WarnIfLossy(const iptables::RuleSyntax& rule, Diagnostics& diagnostics);

}  // namespace cnft::translator
