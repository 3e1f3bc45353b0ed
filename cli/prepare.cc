// SPDX-License-Identifier: GPL-2.0-or-later
// What apply, check, diff and translate begin with: all input read, and its faults said.
#include "cli/prepare.h"

#include "api/cilium.h"
#include "cli/input.h"
#include "cli/report.h"

namespace cnft::cli {

std::expected<Prepared, int> Prepare(const Options& options, Progress& progress) {
  const auto fail = [&](std::string_view message) {
    progress.Finish();
    return std::unexpected(ReportUsage(options, message));
  };
  if (options.ipv4.empty() && options.ipv6.empty() && options.cilium.empty()) {
    return fail("nothing to do: name rules with --ipv4, --ipv6 or --cilium");
  }
  progress.Phase("reading");
  Prepared prepared;
  if (!options.cilium.empty()) {
    auto cilium = ReadCilium(options);
    if (!cilium) return fail(cilium.error());
    progress.Finish();
    if (const int code = Report(options, cilium->plan.problems); code != kDone) {
      return std::unexpected(code);
    }
    prepared.cilium = std::move(*cilium);
  }
  auto texts = ReadTexts(options);
  if (!texts) return fail(texts.error());
  if (prepared.cilium) {
    for (InputText& text : TextsOf(prepared.cilium->plan)) texts->push_back(std::move(text));
  }
  prepared.input = ReadInput(std::move(*texts));
  progress.Phase("translating");
  if (prepared.input.diagnostics.errors() == 0) return prepared;
  // Say all that is wrong, with the meaning of rules too.
  CheckTranslation(prepared.input, options.translate);
  progress.Finish();
  return std::unexpected(Report(options, prepared.input.diagnostics, prepared.input.sources));
}

}  // namespace cnft::cli
