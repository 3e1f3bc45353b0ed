// SPDX-License-Identifier: GPL-2.0-or-later
// --cilium: the configuration and the node, from files and the kernel to a plan.
#pragma once

#include <jansson.h>

#include <expected>
#include <string>
#include <vector>

#include "cli/options.h"
#include "ruleset/cilium/rules.h"

namespace cnft::cli {

struct CiliumInput {
  cilium::Config config;
  cilium::NodeState node;
  cilium::Plan plan;  // with all problems of files and options too
};

// Reads what the options name. The error is a message for the user: a file that cannot be read.
std::expected<CiliumInput, std::string> ReadCilium(const Options& options);

int ExitCodeOf(const std::vector<cilium::Problem>& problems);
json_t* ToJson(const std::vector<cilium::Problem>& problems);
// Prints the problems as text, or when there are errors as JSON; returns the exit code they call
// for.
int Report(const Options& options, const std::vector<cilium::Problem>& problems);

}  // namespace cnft::cli
