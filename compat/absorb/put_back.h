// SPDX-License-Identifier: GPL-2.0-or-later
// Where rules that were taken out of a table belong.
#pragma once

#include <expected>
#include <string>

#include "compat/absorb/held.h"
#include "compat/absorb/record.h"

namespace cnft::compat {

// What puts back into `live` what was taken and does not stand there. Chains that stand again,
// their owner has written anew: they stay. A rule of a built-in chain goes behind the nearest of
// those that stood in front of it. The error says which chain or table is missing.
std::expected<HeldEdit, std::string> PutBack(const HeldTable& live, const AbsorbedTable& taken);

// Whether all that was taken stands in iptables.
Result<bool> StandsAgain(Family family, const Record& record);

}  // namespace cnft::compat
