// SPDX-License-Identifier: GPL-2.0-or-later
// Reads iptables-save text the way iptables-restore does (iptables-restore(8),
// iptables/iptables-restore.c): tables, chains and commands; what rules say is left to syntax.h.
#pragma once

#include "ruleset/diagnostics.h"
#include "ruleset/iptables/grammar.h"
#include "ruleset/iptables/model.h"
#include "ruleset/source.h"

namespace cnft::iptables {

// Carries out the text of `source` on `ruleset`, whose family decides how it is read. A table that
// earlier texts filled is added to, as with `iptables-restore --noflush`: a ":CHAIN" line empties
// the chain. Everything wrong goes to `diagnostics`; the ruleset then holds what could be read.
// Commands: -A -I -R -D -N -P -F -X -E -Z. `grammar` is asked only where a rule must be compared
// (-D).
void Parse(std::uint16_t source, const Sources& sources, const Grammar& grammar,
           Diagnostics& diagnostics, Ruleset& ruleset);

}  // namespace cnft::iptables
