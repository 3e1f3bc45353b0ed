// SPDX-License-Identifier: GPL-2.0-or-later
// cnft apply, cnft check: the ruleset into the kernel, for real or to be examined.
#include "api/apply.h"

#include <fmt/format.h>

#include <chrono>

#include "cli/backend.h"
#include "cli/changes.h"
#include "cli/input.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

std::string Plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void PrintReport(const Options& options, const ApplyReport& report, const Diagnostics& diagnostics,
                 double milliseconds, bool check_only) {
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack(
        "{s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:f}", "checked", check_only ? 1 : 0, "rules",
        static_cast<json_int_t>(report.rules), "sets", static_cast<json_int_t>(report.sets),
        "added", static_cast<json_int_t>(report.added), "removed",
        static_cast<json_int_t>(report.removed), "changed", static_cast<json_int_t>(report.changed),
        "warnings", static_cast<json_int_t>(diagnostics.warnings()), "milliseconds",
        milliseconds)));
    return;
  }
  const std::string what =
      fmt::format("{} and {}", Plural(report.rules, "rule"), Plural(report.sets, "set"));
  const std::string changes = report.unchanged() ? std::string("nothing to change")
                                                 : fmt::format("{} added, {} removed, {} changed",
                                                               Plural(report.added, "object"),
                                                               report.removed, report.changed);
  fmt::print("{}: {}; {}; {:.1f} ms\n", check_only ? "the kernel takes" : "in force", what, changes,
             milliseconds);
}

int Run(const Options& options, bool check_only) {
  const auto start = std::chrono::steady_clock::now();
  if (options.ipv4.empty() && options.ipv6.empty()) {
    return ReportUsage(options, "nothing to do: name rules with --ipv4 or --ipv6");
  }
  auto input = ReadInputs(options);
  if (!input) return ReportUsage(options, input.error());
  if (input->diagnostics.errors() > 0) {
    // Say all that is wrong, with the meaning of rules too.
    CheckTranslation(*input, options.translate);
    return Report(options, input->diagnostics, input->sources);
  }
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  ApplyOptions apply{options.translate, check_only, {}};
  if (options.verbose) {
    apply.on_changes = [](std::span<const Change> changes) {
      for (const Change& change : changes) fmt::print(stderr, "{}\n", Describe(change));
    };
  }
  const auto report = cnft::Apply(**kernel, *input, apply);
  if (const int code = Report(options, input->diagnostics, input->sources); code != kDone)
    return code;
  if (!report) return Report(options, report.error(), &input->sources);
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - start;
  PrintReport(options, *report, input->diagnostics, elapsed.count(), check_only);
  return kDone;
}

}  // namespace

int Apply(const Options& options) { return Run(options, false); }

int Check(const Options& options) { return Run(options, true); }

}  // namespace cnft::cli
