// SPDX-License-Identifier: GPL-2.0-or-later
// cnft diff: what apply would change, object by object.
#include <fmt/format.h>

#include "api/apply.h"
#include "cli/backend.h"
#include "cli/changes.h"
#include "cli/input.h"
#include "cli/report.h"

namespace cnft::cli {

int Diff(const Options& options) {
  auto input = ReadInputs(options);
  if (!input) return ReportUsage(options, input.error());
  if (input->diagnostics.errors() > 0) CheckTranslation(*input, options.translate);
  if (input->diagnostics.errors() > 0) {
    return Report(options, input->diagnostics, input->sources);
  }
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  json_t* list = json_array();
  ApplyOptions apply{options.translate, true, {}};
  apply.on_changes = [&](std::span<const Change> changes) {
    for (const Change& change : changes) {
      const std::string line = Describe(change);
      if (options.output == Output::kJson) {
        json_array_append_new(list, json_stringn(line.data(), line.size()));
      } else {
        fmt::print("{}\n", line);
      }
    }
  };
  const auto report = Compare(**kernel, *input, apply);
  const Json holder(json_pack("{s:o}", "changes", list));
  if (const int code = Report(options, input->diagnostics, input->sources); code != kDone) {
    return code;
  }
  if (!report) return Report(options, report.error(), &input->sources);
  if (options.output == Output::kJson) PrintLine(holder);
  return report->unchanged() ? kDone : kDifferent;
}

}  // namespace cnft::cli
