// SPDX-License-Identifier: GPL-2.0-or-later
// The arithmetic of marks, which MARK, CONNMARK and TPROXY share: (mark & ~mask) ^ value.
#pragma once

#include "ruleset/iptables/grammar.h"
#include "ruleset/nftables/model.h"

namespace cnft::translator {

// Ways to write value and mask; all read as Masked and print as iptables-save does, value/mask.
extern const iptables::ArgumentType kXmarkArgument;    // value[/mask] as it stands
extern const iptables::ArgumentType kSetMarkArgument;  // the mask grows by the value
extern const iptables::ArgumentType kAndMarkArgument;  // bits: 0/~bits
extern const iptables::ArgumentType kOrMarkArgument;   // bits: bits/bits
extern const iptables::ArgumentType kXorMarkArgument;  // bits: bits/0

// The new value of a 32-bit mark that stands in `field`.
nftables::Operand SetBits(nftables::Field field, const iptables::Masked& bits);

}  // namespace cnft::translator
