// SPDX-License-Identifier: GPL-2.0-or-later
// cnft absorb, cnft release: chains of iptables taken over, and given back.
#include "compat/absorb/absorb.h"

#include <fmt/format.h>

#include "api/turn.h"
#include "cli/backend.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

json_t* ToJson(const compat::Refusals& refusals) {
  json_t* list = json_array();
  for (const compat::Refusal& refusal : refusals) {
    json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o}", "code", JsonText(refusal.code),
                                          "where", JsonText(refusal.where), "what",
                                          JsonText(refusal.what), "hint", JsonText(refusal.hint)));
  }
  return list;
}

json_t* ToJson(const std::vector<ChangeText>& changes) {
  json_t* list = json_array();
  for (const ChangeText& change : changes) json_array_append_new(list, JsonText(Print(change)));
  return list;
}

void PrintJson(const compat::HandoverReport& report, bool dry_run) {
  json_t* warnings = json_array();
  for (const std::string& warning : report.warnings) {
    json_array_append_new(warnings, JsonText(warning));
  }
  PrintLine(Json(json_pack(
      "{s:b, s:o, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "dry_run", dry_run ? 1 : 0, "backend",
      JsonText(compat::Name(report.backend)), "chains", static_cast<json_int_t>(report.chains),
      "jumps", static_cast<json_int_t>(report.jumps), "rules",
      static_cast<json_int_t>(report.rules), "changes", ToJson(report.changes), "refused",
      ToJson(report.refusals), "warnings", warnings, "unfinished",
      report.unfinished ? JsonText(report.unfinished->message) : json_null())));
}

void PrintText(const compat::HandoverReport& report, bool dry_run, std::string_view done,
               std::string_view nothing) {
  for (const std::string& warning : report.warnings) fmt::print(stderr, "warning: {}\n", warning);
  for (const compat::Refusal& refusal : report.refusals) {
    fmt::print(stderr, "{}{}error: {} [{}]\n  hint: {}\n", refusal.where,
               refusal.where.empty() ? "" : "\n  ", refusal.what, refusal.code, refusal.hint);
  }
  if (!report.refusals.empty()) {
    fmt::print(stderr, "{}; nothing was changed\n", Plural(report.refusals.size(), "error"));
    return;
  }
  for (const ChangeText& change : report.changes) fmt::print("{}\n", Print(change));
  if (report.unfinished) {
    fmt::print(stderr,
               "cnft: {}\n  hint: it is begun: cnft absorb takes all, cnft release puts all back\n",
               report.unfinished->message);
  } else if (report.chains == 0) {
    fmt::print("{}\n", nothing);
  } else {
    fmt::print("{}{}: {} of iptables-{} with {}, {} in built-in chains\n",
               dry_run ? "would be " : "", done, Plural(report.chains, "chain"),
               compat::Name(report.backend), Plural(report.rules, "rule"), report.jumps);
  }
}

int Show(const Options& options, const Result<compat::HandoverReport>& report,
         std::string_view done, std::string_view nothing) {
  if (!report) return Report(options, report.error(), nullptr);
  if (options.output == Output::kJson) {
    PrintJson(*report, options.dry_run);
  } else {
    PrintText(*report, options.dry_run, done, nothing);
  }
  if (report->unfinished) return kKernelRefused;
  return report->refusals.empty() ? kDone : kInexpressible;
}

}  // namespace

int Absorb(const Options& options) {
  compat::AbsorbRequest request;
  if (options.absorb_from == "legacy") request.from = compat::Backend::kLegacy;
  if (options.absorb_from == "iptables-nft") request.from = compat::Backend::kNft;
  if (!options.absorb_chains.empty()) request.selection.chains = options.absorb_chains;
  if (!options.absorb_tables.empty()) request.selection.tables = 0;
  for (const std::string& table : options.absorb_tables) {
    request.selection.tables = static_cast<std::uint8_t>(
        request.selection.tables | iptables::TableBit(iptables::FindTable(table)->id));
  }
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto turn = Turn::Take();
  if (!turn) return Report(options, turn.error(), nullptr);
  return Show(options, compat::Absorb(**kernel, request, options.dry_run), "absorbed",
              "nothing to absorb");
}

int Release(const Options& options) {
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto turn = Turn::Take();
  if (!turn) return Report(options, turn.error(), nullptr);
  return Show(options, compat::Release(**kernel, options.dry_run), "released",
              "nothing to release");
}

}  // namespace cnft::cli
