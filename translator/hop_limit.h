// SPDX-License-Identifier: GPL-2.0-or-later
// The hop limit, which TTL writes in IPv4 and HL in IPv6 (net/netfilter/xt_HL.c).
#pragma once

#include "translator/module.h"

namespace cnft::translator {

// Of an option table that holds set, inc and dec, in this order.
Action LowerHopLimit(const Use& use, LowerContext& context);

}  // namespace cnft::translator
