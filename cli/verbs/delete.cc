// SPDX-License-Identifier: GPL-2.0-or-later
// cnft delete: removes everything cnft has installed.
#include <fmt/format.h>

#include "api/apply.h"
#include "cli/backend.h"
#include "cli/report.h"

namespace cnft::cli {

int Delete(const Options& options) {
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto count = DeleteTables(**kernel, options.translate.table);
  if (!count) return Report(options, count.error(), nullptr);
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack("{s:i}", "tables", *count)));
  } else {
    fmt::print("{}\n", *count == 0 ? "nothing to remove" : "removed");
  }
  return kDone;
}

}  // namespace cnft::cli
