// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with an input: collected, each with its place, reason and way out, never thrown.
#include "ruleset/diagnostics.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace cnft {
namespace {

constexpr std::array kInfos = {
#define CNFT_INFO(enumerator, name, severity, fault) \
  DiagnosticInfo{name, Severity::severity, Fault::fault},
    CNFT_DIAGNOSTICS(CNFT_INFO)
#undef CNFT_INFO
};

// Long lines (a megabyte of noise without a newline) are shown around the caret only.
constexpr std::size_t kExcerpt = 160;

struct Excerpt {
  std::string line;   // control characters replaced, tabs as one blank: columns stay columns
  std::size_t caret;  // index in `line`
  std::size_t length;
};

// What input holds must not drive the terminal.
void ReplaceControls(std::string& text, char by) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, by);
}

Excerpt MakeExcerpt(const Source& source, Span span) {
  const std::string_view line = source.LineAt(span.begin);
  const std::size_t column = source.Locate(span.begin).column - 1;
  const std::size_t length = std::clamp<std::size_t>(
      span.end - span.begin, 1,
      std::max<std::size_t>(1, line.size() - std::min(column, line.size())));
  const std::size_t from =
      column + length <= kExcerpt ? 0 : column - std::min(column, kExcerpt / 4);
  Excerpt excerpt{std::string(line.substr(std::min(from, line.size()), kExcerpt)), column - from,
                  std::min(length, kExcerpt)};
  ReplaceControls(excerpt.line, ' ');
  return excerpt;
}

}  // namespace

const DiagnosticInfo& Info(DiagnosticKind kind) {
  return kInfos.at(static_cast<std::size_t>(kind));
}

std::span<const DiagnosticInfo> AllDiagnostics() { return kInfos; }

void Diagnostics::Report(DiagnosticKind kind, Span span, std::string message, std::string hint) {
  const DiagnosticInfo& info = Info(kind);
  if (info.severity == Severity::kError) {
    ++errors_;
    input_errors_ += info.fault == Fault::kInput;
  } else {
    ++warnings_;
  }
  if (diagnostics_.size() < kLimit) {
    ReplaceControls(message, '?');
    ReplaceControls(hint, '?');
    diagnostics_.push_back({kind, span, std::move(message), std::move(hint)});
  }
}

std::vector<const Diagnostic*> Diagnostics::InOrder() const {
  std::vector<const Diagnostic*> ordered;
  ordered.reserve(diagnostics_.size());
  for (const Diagnostic& diagnostic : diagnostics_) ordered.push_back(&diagnostic);
  std::ranges::stable_sort(ordered, {}, [](const Diagnostic* diagnostic) {
    const Span& span = diagnostic->span;
    return std::tuple(span.known(), span.source, span.begin);
  });
  return ordered;
}

std::string RenderExcerpt(const Sources& sources, Span span, bool colour) {
  const Excerpt excerpt = MakeExcerpt(sources.at(span.source), span);
  return fmt::format("  {}\n  {:{}}{}{}{}\n", excerpt.line, "", excerpt.caret,
                     colour ? "\033[1;32m" : "", "^" + std::string(excerpt.length - 1, '~'),
                     colour ? "\033[0m" : "");
}

std::string Render(const Diagnostics& diagnostics, const Sources& sources, bool colour) {
  const std::string_view bold = colour ? "\033[1m" : "";
  const std::string_view red = colour ? "\033[1;31m" : "";
  const std::string_view magenta = colour ? "\033[1;35m" : "";
  const std::string_view reset = colour ? "\033[0m" : "";
  std::string out;
  const auto emit = std::back_inserter(out);
  for (const Diagnostic* one : diagnostics.InOrder()) {
    const Diagnostic& diagnostic = *one;
    const DiagnosticInfo& info = Info(diagnostic.kind);
    const bool error = info.severity == Severity::kError;
    if (diagnostic.span.known()) {
      const Source& source = sources.at(diagnostic.span.source);
      const Position position = source.Locate(diagnostic.span.begin);
      fmt::format_to(emit, "{}{}:{}:{}:{} ", bold, source.name(), position.line, position.column,
                     reset);
    }
    fmt::format_to(emit, "{}{}:{} {}{}{} [{}]\n", error ? red : magenta,
                   error ? "error" : "warning", reset, bold, diagnostic.message, reset, info.name);
    if (diagnostic.span.known()) out += RenderExcerpt(sources, diagnostic.span, colour);
    if (!diagnostic.hint.empty()) fmt::format_to(emit, "  hint: {}\n", diagnostic.hint);
  }
  if (diagnostics.suppressed() > 0) {
    fmt::format_to(emit, "… and {} more\n", diagnostics.suppressed());
  }
  return out;
}

}  // namespace cnft
