// SPDX-License-Identifier: GPL-2.0-or-later
// How the byte is written that is TOS in IPv4 and traffic class in IPv6: DiffServ code points and
// TOS values, by number or name (iptables, extensions/dscp_helper.c, tos_values.c).
#pragma once

#include "ruleset/iptables/grammar.h"

namespace cnft::translator {

extern const iptables::ArgumentType kDscpArgument;       // number, 0 to 63
extern const iptables::ArgumentType kDscpClassArgument;  // the same by name
extern const iptables::ArgumentType kTosArgument;        // Masked, printed value/mask

}  // namespace cnft::translator
