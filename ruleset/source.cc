// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that rules were read from, and the places in them that diagnostics point at.
#include "ruleset/source.h"

#include <algorithm>

namespace cnft {

Position Source::Locate(std::uint32_t offset) const {
  const std::string_view before = text().substr(0, offset);
  if (offset < counted_to_) counted_to_ = lines_ = 0;
  const std::string_view uncounted =
      before.substr(std::min<std::size_t>(counted_to_, before.size()));
  lines_ += static_cast<std::uint32_t>(std::ranges::count(uncounted, '\n'));
  counted_to_ = static_cast<std::uint32_t>(before.size());
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {lines_ + 1, static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

std::string_view Source::LineAt(std::uint32_t offset) const {
  const std::string_view all = text();
  const std::size_t at = std::min<std::size_t>(offset, all.size());
  const std::size_t begin = at == 0 ? 0 : all.rfind('\n', at - 1) + 1;
  return all.substr(begin, std::min(all.find('\n', at), all.size()) - begin);
}

std::uint16_t Sources::Add(std::string name, std::string text) {
  sources_.push_back(std::make_unique<Source>(std::move(name), std::move(text)));
  return static_cast<std::uint16_t>(sources_.size() - 1);
}

}  // namespace cnft
