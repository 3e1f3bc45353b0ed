// SPDX-License-Identifier: GPL-2.0-or-later
// Absorbed rules in cnft's own table: added behind what stands there, and taken out of it.
#pragma once

#include <expected>
#include <string>

#include "ruleset/nftables/model.h"

namespace cnft::compat {

// Adds the native form of absorbed rules to a table: new chains, and rules at the end of base
// chains. The error says what is in the way.
std::expected<void, std::string> AddNative(const nftables::Table& absorbed, nftables::Table& table);

// Takes it out again, also when rules were applied since, which leave it in its place. The error
// says what of it is not there.
std::expected<void, std::string> TakeNative(const nftables::Table& absorbed,
                                            nftables::Table& table);

}  // namespace cnft::compat
