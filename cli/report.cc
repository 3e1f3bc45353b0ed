// SPDX-License-Identifier: GPL-2.0-or-later
// How cnft says what happened: diagnostics and errors, as text for people or JSON for programs.
#include "cli/report.h"

#include <fmt/format.h>
#include <unistd.h>

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
  return json_pack("{s:s#, s:i, s:i}", "file", source.name().data(), source.name().size(), "line",
                   static_cast<int>(position.line), "column", static_cast<int>(position.column));
}

json_t* Text(std::string_view text) {
  json_t* value = json_stringn(text.data(), text.size());
  // Input may be no UTF-8, JSON must be.
  return value != nullptr ? value : json_string("(not UTF-8)");
}

}  // namespace

void PrintLine(const Json& value) {
  std::unique_ptr<char, decltype(&std::free)> text(json_dumps(value.get(), JSON_COMPACT),
                                                   &std::free);
  fmt::print("{}\n", text.get());
}

int Report(const Options& options, const Diagnostics& diagnostics, const Sources& sources) {
  const int code = diagnostics.errors() == 0        ? kDone
                   : diagnostics.has_input_errors() ? kBadInput
                                                    : kInexpressible;
  if (options.output == Output::kText) {
    fmt::print(stderr, "{}", Render(diagnostics, sources, Colour()));
    if (code != kDone) {
      fmt::print(stderr, "{} error{}; nothing was changed\n", diagnostics.errors(),
                 diagnostics.errors() == 1 ? "" : "s");
    }
    return code;
  }
  if (code == kDone) return code;  // warnings are part of the verb's own JSON
  json_t* list = json_array();
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const DiagnosticInfo& info = Info(diagnostic.kind);
    json_array_append_new(
        list, json_pack("{s:o, s:o, s:o, s:o, s:o}", "severity",
                        json_string(info.severity == Severity::kError ? "error" : "warning"),
                        "kind", Text(info.name), "message", Text(diagnostic.message), "hint",
                        Text(diagnostic.hint), "place", Place(diagnostic.span, sources)));
  }
  PrintLine(Json(json_pack("{s:o, s:I}", "diagnostics", list, "suppressed",
                           static_cast<json_int_t>(diagnostics.suppressed()))));
  return code;
}

int Report(const Options& options, const Error& error, const Sources* sources) {
  const int code = error.code == ErrorCode::kPermission ? kNotPermitted : kKernelRefused;
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack("{s:{s:o, s:o, s:i, s:o}}", "error", "message", Text(error.message),
                             "hint", Text(error.hint), "errno", error.error_number, "place",
                             sources != nullptr ? Place(error.span, *sources) : json_null())));
    return code;
  }
  if (sources != nullptr && error.span.known()) {
    const Source& source = sources->at(error.span.source);
    const Position position = source.Locate(error.span.begin);
    fmt::print(stderr, "{}:{}:{}: the kernel refuses: {}\n  {}\n", source.name(), position.line,
               position.column, error.message, source.LineAt(error.span.begin));
  } else {
    fmt::print(stderr, "cnft: {}\n", error.message);
  }
  if (!error.hint.empty()) fmt::print(stderr, "  hint: {}\n", error.hint);
  return code;
}

int ReportUsage(const Options& options, std::string_view message) {
  if (options.output == Output::kJson) {
    PrintLine(Json(json_pack("{s:{s:o}}", "error", "message", Text(message))));
  } else {
    fmt::print(stderr, "cnft: {}\n", message);
  }
  return kBadInput;
}

}  // namespace cnft::cli
