// SPDX-License-Identifier: GPL-2.0-or-later
// While rules change hands, a packet may meet them in cnft's table and again in that of iptables:
// whether that is the same as meeting them once.
#pragma once

#include "compat/absorb/refusal.h"
#include "compat/backend_rules.h"

namespace cnft::compat {

// `rules` are those that change hands, and nothing else. Adds those that must not be met twice.
//
// A rule may be met twice if it asks nothing that remembers packets, does nothing that adds up, and
// changes nothing that the rules ask for. In table nat it may do all of that if the flow is then
// translated in any case: a translated flow is not asked about again.
void FindNotTwice(const BackendRules& rules, Refusals& refusals);

}  // namespace cnft::compat
