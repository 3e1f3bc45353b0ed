// SPDX-License-Identifier: GPL-2.0-or-later
// What a table does, apart from how it got into the kernel.
#pragma once

#include <string>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft::test {

// One line for each set, element, chain and rule, the latter with its encoded expressions. Leaves
// out what neither nft's text nor its JSON keeps: userdata and policy counters. Tests of adjacent
// header fields, which nft joins into one, are joined.
std::vector<std::string> StateOf(const nftables::Table& table);

}  // namespace cnft::test
