// SPDX-License-Identifier: GPL-2.0-or-later
// cnft diff: what apply would change, object by object.
#include <fmt/core.h>

#include "api/apply.h"
#include "api/changes.h"
#include "api/cilium.h"
#include "cli/backend.h"
#include "cli/coexist.h"
#include "cli/prepare.h"
#include "cli/progress.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

json_t* ToJson(const ChangeText& change) {
  const auto text = [](const std::string& part) {
    return part.empty() ? json_null() : JsonText(part);
  };
  return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o}", "change", JsonText(Name(change.kind)),
                   "family", change.family == Family::kIpv4 ? "ip" : "ip6", "object",
                   JsonText(change.subject), "name", JsonText(change.name), "old",
                   text(change.before), "new", text(change.after));
}

// With --cilium, what goes with the ruleset.
Result<std::vector<ChangeText>> System(const Options& options, const Prepared& prepared) {
  if (!prepared.cilium) return std::vector<ChangeText>();
  const auto router = routing::Router::Open();
  if (!router) return std::unexpected(router.error());
  return CompareSystem(**router, prepared.cilium->plan, options.set_sysctls);
}

}  // namespace

int Diff(const Options& options) {
  Progress progress(options);
  auto prepared = Prepare(options, progress);
  if (!prepared) return prepared.error();
  RulesetInput& input = prepared->input;
  const auto kernel = OpenKernel(options);
  if (!kernel) {
    progress.Finish();
    return Report(options, kernel.error(), nullptr);
  }
  const auto absorbed = KeepAbsorbed(options, input);
  const auto bridges = absorbed ? PlanCoexistence(options, &input, *absorbed)
                                : Result<compat::BridgePlan>(std::unexpected(absorbed.error()));
  if (!bridges) {
    progress.Finish();
    return Report(options, bridges.error(), nullptr);
  }
  std::vector<ChangeText> changes;
  ApplyOptions apply{options.translate, true, {}};
  apply.translate.nat_hooks_of_others = bridges->nat_hooks;
  apply.on_changes = [&](std::span<const Change> found) {
    changes.clear();
    for (const Change& change : found) changes.push_back(Describe(change));
  };
  const auto report = Compare(**kernel, input, apply);
  progress.Finish();
  if (const int code = Report(options, input.diagnostics, input.sources); code != kDone) {
    return code;
  }
  if (!report) return Report(options, report.error(), &input.sources);
  const auto system = System(options, *prepared);
  if (!system) return Report(options, system.error(), nullptr);
  changes.insert(changes.end(), system->begin(), system->end());
  const std::vector<ChangeText> bridged = Describe(*bridges);
  changes.insert(changes.end(), bridged.begin(), bridged.end());
  WarnOfLoss(options, *report, false);
  if (options.output == Output::kJson) {
    json_t* list = json_array();
    for (const ChangeText& change : changes) json_array_append_new(list, ToJson(change));
    PrintLine(Json(json_pack("{s:o, s:o, s:o}", "changes", list, "lost", LossToJson(*report),
                             "diagnostics", ToJson(input.diagnostics, input.sources))));
  } else {
    for (const ChangeText& change : changes) fmt::print("{}\n", Print(change));
  }
  return changes.empty() ? kDone : kDifferent;
}

}  // namespace cnft::cli
