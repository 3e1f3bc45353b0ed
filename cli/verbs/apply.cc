// SPDX-License-Identifier: GPL-2.0-or-later
// cnft apply, cnft check: the ruleset into the kernel, for real or to be examined.
#include "api/apply.h"

#include <fmt/format.h>

#include <chrono>

#include "api/changes.h"
#include "cli/backend.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

void PrintReport(const Options& options, const ApplyReport& report, const RulesetInput& input,
                 double milliseconds, bool check_only) {
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack(
        "{s:b, s:I, s:I, s:I, s:I, s:I, s:o, s:f, s:o}", "checked", check_only ? 1 : 0, "rules",
        static_cast<json_int_t>(report.rules), "sets", static_cast<json_int_t>(report.sets),
        "added", static_cast<json_int_t>(report.added), "removed",
        static_cast<json_int_t>(report.removed), "changed", static_cast<json_int_t>(report.changed),
        "lost", LossToJson(report), "milliseconds", milliseconds, "diagnostics",
        ToJson(input.diagnostics, input.sources))));
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
  Progress progress(options);
  progress.Phase("reading");
  auto input = ReadInputs(options);
  if (!input) {
    progress.Finish();
    return ReportUsage(options, input.error());
  }
  progress.Phase("translating");
  if (input->diagnostics.errors() > 0) {
    // Say all that is wrong, with the meaning of rules too.
    CheckTranslation(*input, options.translate);
    progress.Finish();
    return Report(options, input->diagnostics, input->sources);
  }
  const auto kernel = OpenKernel(options);
  if (!kernel) progress.Finish();
  if (!kernel) return Report(options, kernel.error(), nullptr);
  ApplyOptions apply{options.translate, check_only, {}};
  if (options.verbose) {
    apply.on_changes = [&](std::span<const Change> changes) {
      progress.Finish();
      for (const Change& change : changes) fmt::print(stderr, "{}\n", Print(Describe(change)));
    };
  }
  progress.Phase("translating and sending to the kernel");
  const auto report = cnft::Apply(**kernel, *input, apply);
  progress.Finish();
  if (const int code = Report(options, input->diagnostics, input->sources); code != kDone)
    return code;
  if (!report) return Report(options, report.error(), &input->sources);
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - start;
  WarnOfLoss(options, *report, !check_only);
  PrintReport(options, *report, *input, elapsed.count(), check_only);
  return kDone;
}

}  // namespace

int Apply(const Options& options) { return Run(options, false); }

int Check(const Options& options) { return Run(options, true); }

}  // namespace cnft::cli
