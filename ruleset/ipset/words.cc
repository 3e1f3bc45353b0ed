// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a line of `ipset save` text into words.
#include "ruleset/ipset/words.h"

#include <algorithm>

namespace cnft::ipset {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

bool SplitLine(std::string_view line, Span span, std::deque<std::string>& storage,
               std::vector<Word>& words) {
  for (std::size_t at = 0; at < line.size();) {
    if (IsBlank(line[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool quoted = false;
    while (at < line.size() && (quoted || !IsBlank(line[at]))) quoted ^= line[at++] == '"';
    if (quoted) return false;
    const Span where{span.begin + static_cast<std::uint32_t>(begin),
                     span.begin + static_cast<std::uint32_t>(at), span.source};
    std::string_view text = line.substr(begin, at - begin);
    const auto quotes = std::ranges::count(text, '"');
    if (quotes == 2 && text.front() == '"' && text.back() == '"') {
      text = text.substr(1, text.size() - 2);
    } else if (quotes > 0) {
      std::string& copy = storage.emplace_back(text);
      std::erase(copy, '"');
      text = copy;
    }
    // ipset drops words that are empty.
    if (!text.empty()) words.push_back({text, where});
  }
  return true;
}

}  // namespace cnft::ipset
