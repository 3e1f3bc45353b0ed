// SPDX-License-Identifier: GPL-2.0-or-later
// Files named on the command line, and what goes wrong with them.
#pragma once

#include <expected>
#include <string>

#include "api/ruleset_input.h"
#include "cli/options.h"

namespace cnft::cli {

// Reads all inputs; "-" is standard input, once. The error is a message for the user.
std::expected<RulesetInput, std::string> ReadInputs(const Options& options);

}  // namespace cnft::cli
