// SPDX-License-Identifier: GPL-2.0-or-later
// Reads `ipset save` text the way `ipset restore` does (ipset(8), lib/ipset.c).
#pragma once

#include <cstdint>

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/model.h"
#include "ruleset/source.h"

namespace cnft::ipset {

// Carries out the commands of a text on `ruleset`; what is wrong is in `diagnostics`. Other than
// `ipset restore` it goes on behind a line that is wrong, so that all of them are found.
void Parse(std::uint16_t source, const Sources& sources, Diagnostics& diagnostics,
           Ruleset& ruleset);

}  // namespace cnft::ipset
