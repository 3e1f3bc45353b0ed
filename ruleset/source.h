// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that rules were read from, and the places in them that diagnostics point at.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace cnft {

// A range of bytes in one input text. `source` is the number Sources::Add returned; the default
// span points nowhere.
struct Span {
  static constexpr std::uint16_t kNowhere = 0xffff;

  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint16_t source = kNowhere;

  bool known() const { return source != kNowhere; }
  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that covers both; a span that points nowhere does not count.
inline Span Cover(Span a, Span b) {
  if (!a.known()) return b;
  if (!b.known() || a.source != b.source) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end), a.source};
}

// A line and column, both counted from 1; columns count bytes, as compilers do.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// One input text and the name it goes by in messages. Texts are at most 4 GiB.
class Source {
 public:
  Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  // Where byte `offset` is. Linear in the distance from the last offset asked for, when that was
  // before this one: meant for messages, not for parsing.
  Position Locate(std::uint32_t offset) const;
  // The whole line that holds byte `offset`, without its newline.
  std::string_view LineAt(std::uint32_t offset) const;

 private:
  std::string name_;
  std::string text_;
  // How many lines end before an offset that was asked for: messages come in the order of the text.
  mutable std::uint32_t counted_to_ = 0;
  mutable std::uint32_t lines_ = 0;
};

// All texts of one run. Texts stay where they are until the Sources are destroyed, so
// string_views into them are safe to keep.
class Sources {
 public:
  // At most 65535 texts.
  std::uint16_t Add(std::string name, std::string text);
  const Source& at(std::uint16_t id) const { return *sources_[id]; }
  std::string_view Text(Span span) const {
    return at(span.source).text().substr(span.begin, span.end - span.begin);
  }
  std::size_t size() const { return sources_.size(); }

 private:
  std::deque<std::unique_ptr<Source>> sources_;
};

}  // namespace cnft
