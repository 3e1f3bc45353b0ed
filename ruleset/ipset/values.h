// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers in `ipset save` text, and faults in it as diagnostics.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <limits>
#include <string_view>

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/pattern.h"
#include "ruleset/ipset/words.h"
#include "ruleset/iptables/values.h"

namespace cnft::ipset {

// Seconds: what fits into the kernel's milliseconds.
inline constexpr std::uint32_t kMaxTimeout =
    (std::numeric_limits<std::uint32_t>::max() >> 1) / 1000;

template <typename T>
Parsed<void> TakeNumber(std::string_view text, std::uint64_t min, T& target,
                        std::uint64_t max = std::numeric_limits<T>::max()) {
  const auto number = iptables::ParseNumber(text, max);
  if (!number || *number < min) {
    return std::unexpected(Fault{fmt::format("'{}' is not a number of {} to {}", text, min, max)});
  }
  target = static_cast<T>(*number);
  return {};
}

// Reports at the part of the word that is at fault, when that is known.
inline void ReportFault(const Fault& fault, const Word& word, DiagnosticKind kind,
                        Diagnostics& diagnostics) {
  Span span = word.span;
  const bool verbatim = word.text.size() == span.end - span.begin;
  if (verbatim && !fault.at.empty()) {
    span.begin += static_cast<std::uint32_t>(fault.at.data() - word.text.data());
    span.end = span.begin + static_cast<std::uint32_t>(fault.at.size());
  }
  diagnostics.Report(kind, span, fault.message, fault.hint);
}

}  // namespace cnft::ipset
