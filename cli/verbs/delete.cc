// SPDX-License-Identifier: GPL-2.0-or-later
// cnft delete: removes everything cnft has installed.
#include <fmt/core.h>

#include "api/apply.h"
#include "api/turn.h"
#include "cli/backend.h"
#include "cli/coexist.h"
#include "cli/report.h"
#include "nft/routing/routing.h"

namespace cnft::cli {

int Delete(const Options& options) {
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto turn = Turn::Take();
  if (!turn) return Report(options, turn.error(), nullptr);
  const auto kept = compat::ReadRecords(options.translate.table);
  if (!kept) return Report(options, kept.error(), nullptr);
  if (kept->any()) {
    return ReportUsage(options,
                       "rules that were absorbed from iptables are in force here alone: cnft "
                       "release puts them back");
  }
  const auto count = DeleteTables(**kernel, options.translate.table);
  if (!count) return Report(options, count.error(), nullptr);
  const auto bridges = PlanCoexistence(options, nullptr);
  if (!bridges) return Report(options, bridges.error(), nullptr);
  const auto unbridged = compat::InstallBridges(nullptr, *bridges, compat::BridgeStep::kRemove);
  if (!unbridged) return Report(options, unbridged.error(), nullptr);
  const std::size_t removed = Describe(*bridges).size();
  const auto router = routing::Router::Open();
  if (!router) return Report(options, router.error(), nullptr);
  const auto routing = (*router)->Apply({});
  if (!routing) return Report(options, routing.error(), nullptr);
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack("{s:i, s:I, s:I}", "tables", *count, "routing",
                             static_cast<json_int_t>(routing->removed), "bridges",
                             static_cast<json_int_t>(removed))));
  } else {
    fmt::print("{}\n", *count == 0 && routing->removed == 0 && removed == 0 ? "nothing to remove"
                                                                            : "removed");
  }
  return kDone;
}

}  // namespace cnft::cli
