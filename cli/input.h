// SPDX-License-Identifier: GPL-2.0-or-later
// Files named on the command line, and what goes wrong with them.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "api/ruleset_input.h"
#include "cli/options.h"

namespace cnft::cli {

// The bytes of a file; "-" is standard input. The error is a message for the user.
std::expected<std::string, std::string> ReadFile(const std::string& path);

// The texts of --ipset, --ipv4 and --ipv6; "-" is standard input, once.
std::expected<std::vector<InputText>, std::string> ReadTexts(const Options& options);

}  // namespace cnft::cli
