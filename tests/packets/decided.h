// SPDX-License-Identifier: GPL-2.0-or-later
// Rules that toss no coins.
#pragma once

#include <cstddef>
#include <string>

namespace cnft::test {

// Chance decides alike on both sides only when it does not decide: each rule that tosses a coin
// always or never applies, every `never`-th of them never.
std::string Decided(std::string text, std::size_t never);

}  // namespace cnft::test
