// SPDX-License-Identifier: GPL-2.0-or-later
// Small random rulesets, as iptables-save and ipset save text: every table, chains that call each
// other, and matches and targets about the addresses, ports, marks and devices of the twin nodes.
#pragma once

#include <cstdint>

#include "tests/packets/twins.h"

namespace cnft::test {

// The same seed makes the same ruleset. `tracked`: connections are tracked whatever the rules say.
RulesetTexts MakeRandomRuleset(std::uint32_t seed, bool tracked);

}  // namespace cnft::test
