// SPDX-License-Identifier: GPL-2.0-or-later
// For each option of a rule, packets that it is about and packets that it only just is not about:
// the boundary values of what it names.
#pragma once

#include <string_view>

#include "tests/packets/boundary_values.h"
#include "tests/packets/rule_text.h"

namespace cnft::test {

// Sets of the ruleset, as `ipset save` text.
OptionValues ValuesOf(const OptionText& option, Family family, std::string_view ipset);

}  // namespace cnft::test
