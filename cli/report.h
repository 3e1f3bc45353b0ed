// SPDX-License-Identifier: GPL-2.0-or-later
// How cnft says what happened: diagnostics and errors, as text for people or JSON for programs.
#pragma once

#include <jansson.h>

#include <memory>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "nft/kernel.h"
#include "ruleset/diagnostics.h"

namespace cnft::cli {

struct FreeJson {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, FreeJson>;

// Prints the value on one line.
void PrintLine(const Json& value);

// Prints the diagnostics: text on standard error, JSON on standard output as {"diagnostics": […]}.
// Returns the exit code they call for.
int Report(const Options& options, const Diagnostics& diagnostics, const Sources& sources);
// Prints an error of the kernel, at its place in the input when there is one.
int Report(const Options& options, const Error& error, const Sources* sources);
// Prints an error of use.
int ReportUsage(const Options& options, std::string_view message);

}  // namespace cnft::cli
