// SPDX-License-Identifier: GPL-2.0-or-later
// How cnft says what happened: diagnostics and errors, as text for people or JSON for programs.
#pragma once

#include <jansson.h>

#include <memory>
#include <string>
#include <string_view>

#include "api/apply.h"
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

// A string of JSON, which is UTF-8 whatever the bytes were.
json_t* JsonText(std::string_view text);

// "1 rule", "2 rules".
std::string Plural(std::size_t count, std::string_view noun);

// The diagnostics as a list of objects.
json_t* ToJson(const Diagnostics& diagnostics, const Sources& sources);

// Prints the diagnostics: text on standard error, JSON on standard output as {"diagnostics": […]}
// when there are errors. Warnings are left to the verb's own JSON. Returns the exit code they call
// for.
int Report(const Options& options, const Diagnostics& diagnostics, const Sources& sources);
// Prints an error of the kernel, at its place in the input when there is one.
int Report(const Options& options, const Error& error, const Sources* sources);
// Prints an error of use.
int ReportUsage(const Options& options, std::string_view message);
// Warns, as text, of tables that the input does not have and that are removed therefore.
void WarnOfLoss(const Options& options, const ApplyReport& report, bool done);
// Those tables as JSON.
json_t* LossToJson(const ApplyReport& report);

}  // namespace cnft::cli
