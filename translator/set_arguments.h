// SPDX-License-Identifier: GPL-2.0-or-later
// "NAME src,dst": how the match and the target name a set (extensions/libxt_set.h of iptables).
#pragma once

#include "ruleset/iptables/grammar.h"
#include "translator/module.h"
#include "translator/sets.h"

struct xt_set_info;

namespace cnft::translator {

// Words: the name, then "src" or "dst" for each dimension.
extern const iptables::ArgumentType kSetArgument;

SetReference ReferenceOf(const Option& option);

// Whether packets can be in the set as the option asks for it; when not, says so.
bool CheckReference(const ipset::Set& set, const Option& option, LowerContext& context);

// False when there is no such set.
bool SaySet(bool negated, std::string_view option, const xt_set_info& info, XtWords& words);

}  // namespace cnft::translator
