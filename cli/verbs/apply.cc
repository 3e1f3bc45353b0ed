// SPDX-License-Identifier: GPL-2.0-or-later
// cnft apply, cnft check: the ruleset into the kernel, for real or to be examined.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "api/changes.h"
#include "api/cilium.h"
#include "cli/backend.h"
#include "cli/coexist.h"
#include "cli/prepare.h"
#include "cli/progress.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

// With --cilium, policy routing and kernel settings go with the ruleset.
Result<CiliumReport> CarryRules(Kernel& kernel, Prepared& prepared, const ApplyOptions& apply,
                                const Options& options, Progress& progress) {
  if (!prepared.cilium) {
    auto ruleset = cnft::Apply(kernel, prepared.input, apply);
    if (!ruleset) return std::unexpected(ruleset.error());
    return CiliumReport{std::move(*ruleset), {}, {}};
  }
  const auto router = routing::Router::Open();
  if (!router) return std::unexpected(router.error());
  if (options.verbose) {
    const auto changes = CompareSystem(**router, prepared.cilium->plan, options.set_sysctls);
    if (!changes) return std::unexpected(changes.error());
    progress.Finish();
    for (const ChangeText& change : *changes) fmt::print(stderr, "{}\n", Print(change));
  }
  return ApplyCilium(kernel, **router, prepared.input, prepared.cilium->plan, apply,
                     options.set_sysctls);
}

// Bridges go in before the ruleset, unless the kernel would not take that, and out behind it.
Result<CiliumReport> Carry(Kernel& kernel, Prepared& prepared, const ApplyOptions& apply,
                           const compat::BridgePlan& bridges, const Options& options,
                           Progress& progress) {
  using enum compat::BridgeStep;
  RulesetInput& input = prepared.input;
  const bool changes =
      !apply.check_only &&
      std::ranges::any_of(bridges.tables, [](const auto& table) { return !table.in_place; });
  if (!changes) return CarryRules(kernel, prepared, apply, options, progress);
  ApplyOptions check{apply.translate, true, {}};
  const Diagnostics before = input.diagnostics;
  const auto checked = cnft::Apply(kernel, input, check);
  if (!checked) return std::unexpected(checked.error());
  if (input.diagnostics.errors() != 0) return CiliumReport{};
  input.diagnostics = before;
  if (auto made = compat::InstallBridges(&input, bridges, kMake); !made) {
    return std::unexpected(made.error());
  }
  auto report = CarryRules(kernel, prepared, apply, options, progress);
  if (!report) return report;
  if (auto removed = compat::InstallBridges(&input, bridges, kRemove); !removed) {
    return std::unexpected(removed.error());
  }
  return report;
}

// Kernel settings that are not what the datapath wants.
void ReportSystem(const Options& options, const CiliumReport& report, bool check_only) {
  if (options.output == Output::kJson || (options.set_sysctls && !check_only)) return;
  for (const SysctlDifference& difference : report.sysctls) {
    fmt::print(stderr, "warning: {} is {} and should be {}: {}\n", difference.wanted.name,
               difference.value, difference.wanted.value, difference.wanted.because);
  }
  if (!report.sysctls.empty()) fmt::print(stderr, "  hint: --set-sysctls sets them\n");
}

json_t* SysctlsToJson(const CiliumReport& report) {
  json_t* list = json_array();
  for (const SysctlDifference& difference : report.sysctls) {
    json_array_append_new(
        list, json_pack("{s:o, s:o, s:o}", "name", JsonText(difference.wanted.name), "value",
                        JsonText(difference.value), "wanted", JsonText(difference.wanted.value)));
  }
  return list;
}

void PrintReport(const Options& options, const CiliumReport& all, const RulesetInput& input,
                 std::size_t bridges, double milliseconds, bool check_only) {
  const ApplyReport& report = all.ruleset;
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack(
        "{s:b, s:I, s:I, s:I, s:I, s:I, s:o, s:f, s:o, s:I, s:I, s:I, s:o}", "checked",
        check_only ? 1 : 0, "rules", static_cast<json_int_t>(report.rules), "sets",
        static_cast<json_int_t>(report.sets), "added", static_cast<json_int_t>(report.added),
        "removed", static_cast<json_int_t>(report.removed), "changed",
        static_cast<json_int_t>(report.changed), "lost", LossToJson(report), "milliseconds",
        milliseconds, "diagnostics", ToJson(input.diagnostics, input.sources), "routing_added",
        static_cast<json_int_t>(all.routing.added), "routing_removed",
        static_cast<json_int_t>(all.routing.removed), "bridges", static_cast<json_int_t>(bridges),
        "sysctls", SysctlsToJson(all))));
    return;
  }
  const std::string what =
      fmt::format("{} and {}", Plural(report.rules, "rule"), Plural(report.sets, "set"));
  const std::string changes = report.unchanged() ? std::string("nothing to change")
                                                 : fmt::format("{} added, {} removed, {} changed",
                                                               Plural(report.added, "object"),
                                                               report.removed, report.changed);
  std::string routing;
  if (all.routing.added + all.routing.removed != 0) {
    routing = fmt::format("; policy routing: {} added, {} removed", all.routing.added,
                          all.routing.removed);
  }
  if (bridges != 0) routing += fmt::format("; {} changed", Plural(bridges, "bridge"));
  fmt::print("{}: {}; {}{}; {:.1f} ms\n", check_only ? "the kernel takes" : "in force", what,
             changes, routing, milliseconds);
}

int Run(const Options& options, bool check_only) {
  const auto start = std::chrono::steady_clock::now();
  Progress progress(options);
  auto prepared = Prepare(options, progress);
  if (!prepared) return prepared.error();
  RulesetInput& input = prepared->input;
  const auto kernel = OpenKernel(options);
  if (!kernel) progress.Finish();
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto absorbed = KeepAbsorbed(options, input);
  const auto bridges = absorbed ? PlanCoexistence(options, &input, *absorbed)
                                : Result<compat::BridgePlan>(std::unexpected(absorbed.error()));
  if (!bridges) {
    progress.Finish();
    return Report(options, bridges.error(), nullptr);
  }
  const std::vector<ChangeText> bridged = Describe(*bridges);
  ApplyOptions apply{options.translate, check_only, {}};
  apply.translate.nat_hooks_of_others = bridges->nat_hooks;
  if (options.verbose) {
    apply.on_changes = [&](std::span<const Change> changes) {
      progress.Finish();
      for (const Change& change : changes) fmt::print(stderr, "{}\n", Print(Describe(change)));
    };
    progress.Finish();
    for (const ChangeText& change : bridged) fmt::print(stderr, "{}\n", Print(change));
  }
  progress.Phase("translating and sending to the kernel");
  const auto report = Carry(**kernel, *prepared, apply, *bridges, options, progress);
  progress.Finish();
  if (const int code = Report(options, input.diagnostics, input.sources); code != kDone) {
    return code;
  }
  if (!report) return Report(options, report.error(), &input.sources);
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - start;
  WarnOfLoss(options, report->ruleset, !check_only);
  if (prepared->cilium) ReportSystem(options, *report, check_only);
  PrintReport(options, *report, input, bridged.size(), elapsed.count(), check_only);
  return kDone;
}

}  // namespace

int Apply(const Options& options) { return Run(options, false); }

int Check(const Options& options) { return Run(options, true); }

}  // namespace cnft::cli
