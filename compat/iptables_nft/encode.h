// SPDX-License-Identifier: GPL-2.0-or-later
// A rule as iptables-nft writes it into nf_tables, in the form that every release from 1.8.7 on
// lists in full: the tests that need no -m as native expressions, all matches as those of xtables.
// Later releases write ports and marks natively, which 1.8.7 leaves out of its listings.
#pragma once

#include "nft/netlink/buffer.h"
#include "ruleset/iptables/syntax.h"
#include "translator/xt_reader.h"

namespace cnft::compat {

// Puts NFTA_RULE_EXPRESSIONS, and NFTA_RULE_COMPAT where there is one. False, with `out` in ruins:
// the rule has a target other than a verdict or a chain, or a match that cannot be written
// (MatchModule::write).
bool EncodeNftRule(const iptables::RuleSyntax& syntax, const translator::XtContext& context,
                   netlink::Buffer& out);

}  // namespace cnft::compat
