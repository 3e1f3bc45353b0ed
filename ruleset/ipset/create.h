// SPDX-License-Identifier: GPL-2.0-or-later
// The create command: a set and its options.
#pragma once

#include <optional>
#include <span>

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/model.h"
#include "ruleset/ipset/words.h"

namespace cnft::ipset {

// The most bytes the name of a set has.
inline constexpr std::size_t kMaxSetName = 31;

// False, and reported, when no set can have that name.
bool CheckSetName(const Word& name, Diagnostics& diagnostics);

// The set that "create" with these arguments makes; nothing when anything is wrong with them.
std::optional<Set> ParseCreate(std::span<const Word> arguments, Span line,
                               Diagnostics& diagnostics);

// Whether `create -exist` takes one for the other.
bool SameDefinition(const Set& a, const Set& b);

}  // namespace cnft::ipset
