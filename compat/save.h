// SPDX-License-Identifier: GPL-2.0-or-later
// Rules as iptables-save prints them: each option in its place, and what tests nothing left out.
#pragma once

#include <string>
#include <string_view>

#include "ruleset/address.h"

namespace cnft::compat {

// `text` is iptables-save text with counters, whose rules may spell things otherwise. A rule that
// cannot be read stands as it is.
std::string SaveText(Family family, std::string_view text);

}  // namespace cnft::compat
