// SPDX-License-Identifier: GPL-2.0-or-later
// Asks the kernel for its IP sets, over netlink: no library, no program, and no module that is not
// there already.
#pragma once

#include "compat/ipset/decode.h"
#include "nft/kernel.h"

namespace cnft::compat {

// All sets of the caller's network namespace.
Result<LiveSets> ReadIpsets();

}  // namespace cnft::compat
