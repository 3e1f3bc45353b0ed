// SPDX-License-Identifier: GPL-2.0-or-later
// Results as a table for people and as JSON for programs.
#include "bench/report.h"

#include <fmt/core.h>
#include <jansson.h>

#include <cstdlib>
#include <memory>

namespace cnft::bench {
namespace {

std::string Milliseconds(const Summary& summary) {
  return fmt::format("{:9.2f} {:9.2f} {:9.2f}", summary.min, summary.median, summary.max);
}

json_t* ToJson(const Summary& summary) {
  return json_pack("{s:f, s:f, s:f}", "min", summary.min, "median", summary.median, "max",
                   summary.max);
}

}  // namespace

std::string Table(const Results& results) {
  std::string text =
      fmt::format("{:<18} {:>7} {:<24} {:>29} {:>9} {:>9} {:>11}\n", "ruleset", "rules", "tool",
                  "wall ms: min, median, max", "cpu ms", "peak MiB", "cnft takes");
  for (const Row& row : results.rows) {
    text += fmt::format("{:<18} {:>7} {:<24} {} {:9.2f} {:9.1f} {:>11}\n", row.workload, row.rules,
                        row.tool, Milliseconds(row.wall_ms), row.cpu_ms.median, row.peak_mib,
                        row.ratio ? fmt::format("{:.2f} x", *row.ratio) : "");
  }
  text += '\n';
  for (const Aim& aim : results.aims) {
    text += fmt::format("{:<4} {:<76} {:>10.2f}  (at {} {:.2f})\n", aim.met() ? "met" : "NOT",
                        aim.what, aim.measured, aim.at_least ? "least" : "most", aim.limit);
  }
  return text;
}

std::string Json(const Results& results) {
  json_t* rows = json_array();
  for (const Row& row : results.rows) {
    json_t* object =
        json_pack("{s:s, s:I, s:s, s:o, s:o, s:f}", "ruleset", row.workload.c_str(), "rules",
                  static_cast<json_int_t>(row.rules), "tool", row.tool.c_str(), "wall_ms",
                  ToJson(row.wall_ms), "cpu_ms", ToJson(row.cpu_ms), "peak_mib", row.peak_mib);
    if (row.ratio) json_object_set_new(object, "cnft_ratio", json_real(*row.ratio));
    json_array_append_new(rows, object);
  }
  json_t* aims = json_array();
  for (const Aim& aim : results.aims) {
    json_array_append_new(
        aims, json_pack("{s:s, s:f, s:f, s:s, s:b}", "what", aim.what.c_str(), "measured",
                        aim.measured, "limit", aim.limit, "bound",
                        aim.at_least ? "at least" : "at most", "met", aim.met() ? 1 : 0));
  }
  const std::unique_ptr<json_t, decltype(&json_decref)> all(
      json_pack("{s:o, s:o}", "runs", rows, "aims", aims), json_decref);
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(all.get(), JSON_INDENT(2) | JSON_REAL_PRECISION(6)), std::free);
  return std::string(text.get()) + '\n';
}

}  // namespace cnft::bench
