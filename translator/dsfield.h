// SPDX-License-Identifier: GPL-2.0-or-later
// The byte of the IP header that carries DSCP and ECN, which DSCP, TOS and ECN write
// (include/net/dsfield.h).
#pragma once

#include <cstdint>

#include "ruleset/nftables/model.h"

namespace cnft::translator {

// field = (field & ~clear) ^ flip, and the IPv4 header's checksum with it.
nftables::Statement SetDsField(Family family, std::uint8_t clear, std::uint8_t flip);

}  // namespace cnft::translator
