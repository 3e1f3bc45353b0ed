// SPDX-License-Identifier: GPL-2.0-or-later
// How cnft says what happened: diagnostics and errors, as text for people or JSON for programs.
#include "cli/report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace cnft::cli {
namespace {

bool Colour() {
  return isatty(STDERR_FILENO) == 1 &&
         std::getenv("NO_COLOR") == nullptr;  // NOLINT(concurrency-mt-unsafe)
}

json_t* Place(Span span, const Sources& sources) {
  if (!span.known()) return json_null();
  const Source& source = sources.at(span.source);
  const Position position = source.Locate(span.begin);
  return json_pack("{s:o, s:i, s:i}", "file", JsonText(source.name()), "line",
                   static_cast<int>(position.line), "column", static_cast<int>(position.column));
}

}  // namespace

json_t* JsonText(std::string_view text) {
  json_t* value = json_stringn(text.data(), text.size());
  if (value != nullptr) return value;
  std::string ascii(text);
  std::ranges::replace_if(ascii, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return json_stringn(ascii.data(), ascii.size());
}

std::string Plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void PrintLine(const Json& value) {
  std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(value.get(), JSON_COMPACT | JSON_REAL_PRECISION(6)), &std::free);
  fmt::print("{}\n", text.get());
}

json_t* ToJson(const Diagnostics& diagnostics, const Sources& sources) {
  json_t* list = json_array();
  for (const Diagnostic* one : diagnostics.InOrder()) {
    const Diagnostic& diagnostic = *one;
    const DiagnosticInfo& info = Info(diagnostic.kind);
    json_array_append_new(
        list, json_pack("{s:s, s:o, s:o, s:o, s:o}", "severity",
                        info.severity == Severity::kError ? "error" : "warning", "kind",
                        JsonText(info.name), "message", JsonText(diagnostic.message), "hint",
                        JsonText(diagnostic.hint), "place", Place(diagnostic.span, sources)));
  }
  return list;
}

int Report(const Options& options, const Diagnostics& diagnostics, const Sources& sources) {
  const int code = diagnostics.errors() == 0        ? kDone
                   : diagnostics.has_input_errors() ? kBadInput
                                                    : kInexpressible;
  if (options.output == Output::kText) {
    fmt::print(stderr, "{}", Render(diagnostics, sources, Colour()));
    if (code != kDone) {
      fmt::print(stderr, "{}; nothing was changed\n", Plural(diagnostics.errors(), "error"));
    }
    return code;
  }
  if (code == kDone) return code;
  PrintLine(Json(json_pack("{s:o, s:I}", "diagnostics", ToJson(diagnostics, sources), "suppressed",
                           static_cast<json_int_t>(diagnostics.suppressed()))));
  return code;
}

int Report(const Options& options, const Error& error, const Sources* sources) {
  const int code = error.code == ErrorCode::kPermission ? kNotPermitted : kKernelRefused;
  const bool placed = sources != nullptr && error.span.known();
  if (options.output == Output::kJson) {
    PrintLine(
        Json(json_pack("{s:{s:o, s:o, s:i, s:o}}", "error", "message", JsonText(error.message),
                       "hint", JsonText(error.hint), "errno", error.error_number, "place",
                       placed ? Place(error.span, *sources) : json_null())));
    return code;
  }
  if (placed) {
    const Source& source = sources->at(error.span.source);
    const Position position = source.Locate(error.span.begin);
    fmt::print(stderr, "{}:{}:{}: the kernel refuses this: {}\n{}", source.name(), position.line,
               position.column, error.message, RenderExcerpt(*sources, error.span, Colour()));
  } else {
    fmt::print(stderr, "cnft: {}\n", error.message);
  }
  if (!error.hint.empty()) fmt::print(stderr, "  hint: {}\n", error.hint);
  fmt::print(stderr, "nothing was changed\n");
  return code;
}

int ReportUsage(const Options& options, std::string_view message) {
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack("{s:{s:o}}", "error", "message", JsonText(message))));
  } else {
    fmt::print(stderr, "cnft: {}\n", message);
  }
  return kBadInput;
}

void WarnOfLoss(const Options& options, const ApplyReport& report, bool done) {
  if (report.lost.empty() || options.output == Output::kJson) return;
  fmt::print(stderr, "{}warning:{} not in the input, and {}removed: {}\n",
             Colour() ? "\033[1;35m" : "", Colour() ? "\033[0m" : "", done ? "" : "would be ",
             fmt::join(report.lost, ", "));
}

json_t* LossToJson(const ApplyReport& report) {
  json_t* list = json_array();
  for (const std::string& table : report.lost) json_array_append_new(list, JsonText(table));
  return list;
}

}  // namespace cnft::cli
