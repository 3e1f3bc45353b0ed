// SPDX-License-Identifier: GPL-2.0-or-later
// --cilium: the configuration and the node, from files and the kernel to a plan.
#pragma once

#include <jansson.h>

#include <expected>
#include <functional>
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
// `adjust` may change what is known of the node before the plan is made.
std::expected<CiliumInput, std::string> ReadCilium(
    const Options& options, const std::function<void(cilium::NodeState&)>& adjust = {});

// Cilium's state directory, and in it the file with the ports of proxies.
std::string ProxyPortsFile(const Options& options);

// "error: SUBJECT: MESSAGE" and a hint, for each.
std::string TextOf(const std::vector<cilium::Problem>& problems);
int ExitCodeOf(const std::vector<cilium::Problem>& problems);
json_t* ToJson(const std::vector<cilium::Problem>& problems);
// Prints the problems as text, or when there are errors as JSON; returns the exit code they call
// for.
int Report(const Options& options, const std::vector<cilium::Problem>& problems);

}  // namespace cnft::cli
