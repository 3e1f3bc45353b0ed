// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a line of iptables-save text into words, with the quoting of iptables-restore
// (iptables/xshared.c, add_param_to_argv).
#include "ruleset/iptables/lexer.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cnft::iptables {
namespace {

// What a byte means to the lexer and to AppendQuoted. Every byte of the input is looked at, so this
// is a table.
constexpr std::uint8_t kBlank = 1;
constexpr std::uint8_t kQuote = 2;
constexpr std::uint8_t kEscaped = 8;  // is written with a backslash in front
constexpr std::uint8_t kBare = 16;    // needs no quotes
constexpr auto kKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (const char c : {' ', '\t', '\r', '\n'}) kinds[static_cast<unsigned char>(c)] = kBlank;
  for (unsigned char c = '0'; c <= '9'; ++c) kinds[c] = kBare;
  for (unsigned char c = 'a'; c <= 'z'; ++c) kinds[c] = kBare;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) kinds[c] = kBare;
  kinds[static_cast<unsigned char>('_')] = kinds[static_cast<unsigned char>('-')] = kBare;
  kinds[static_cast<unsigned char>('"')] = kQuote | kEscaped;
  kinds[static_cast<unsigned char>('\\')] = kEscaped;
  kinds[static_cast<unsigned char>('\'')] = kEscaped;
  return kinds;
}();

std::uint8_t KindOf(char c) { return kKinds[static_cast<unsigned char>(c)]; }

bool IsBlank(char c) { return KindOf(c) == kBlank; }

// The first byte of `line` from `at` on that is of one of these kinds; the end if there is none.
std::size_t FindKind(std::string_view line, std::size_t at, std::uint8_t kinds) {
  while (at < line.size() && (KindOf(line[at]) & kinds) == 0) ++at;
  return at;
}

}  // namespace

bool Lexer::Next(Word& word) {
  while (at_ < line_.size() && IsBlank(line_[at_])) ++at_;
  if (at_ == line_.size()) return false;
  const std::size_t begin = at_;
  // The common words have no quote at all, or are one quoted string without escapes.
  if (line_[begin] == '"') {
    const std::size_t close = line_.find('"', begin + 1);
    if (close == std::string_view::npos) return Slow(word, begin);
    const std::string_view text = line_.substr(begin + 1, close - begin - 1);
    if (text.contains('\\')) return Slow(word, begin);
    at_ = close + 1;
    word = {text, SpanOf(begin, at_), true};
    return true;
  }
  at_ = FindKind(line_, begin, kBlank | kQuote);
  if (at_ < line_.size() && line_[at_] == '"') return Slow(word, begin);
  word = {line_.substr(begin, at_ - begin), SpanOf(begin, at_), false};
  return true;
}

bool Lexer::Slow(Word& word, std::size_t begin) {
  std::string text;
  bool open = false;
  for (at_ = begin; at_ < line_.size(); ++at_) {
    const char c = line_[at_];
    if (!open && IsBlank(c)) break;
    if (c == '"') {
      open = !open;
      quote_ = SpanOf(at_, at_ + 1);
      if (!open) {
        ++at_;
        break;
      }
    } else if (open && c == '\\' && at_ + 1 < line_.size()) {
      text += line_[++at_];
    } else {
      text += c;
    }
    if (at_ + 1 >= line_.size() && open) {
      unterminated_ = true;
      return false;
    }
  }
  word = {storage_.emplace_back(std::move(text)), SpanOf(begin, at_), true};
  return true;
}

void AppendQuoted(std::string_view text, std::string& out) {
  const auto bare = [](char c) { return KindOf(c) == kBare; };
  if (!text.empty() && std::ranges::all_of(text, bare)) {
    out += text;
    return;
  }
  out += '"';
  if (!text.contains('"') && !text.contains('\\') && !text.contains('\'')) {
    out += text;
  } else {
    for (const char c : text) {
      if ((KindOf(c) & kEscaped) != 0) out += '\\';
      out += c;
    }
  }
  out += '"';
}

void AppendWord(std::string_view text, std::string& out) {
  // A '!' alone would negate what follows.
  const bool readable =
      !text.empty() && text[0] != '!' && FindKind(text, 0, kBlank | kQuote) == text.size();
  if (readable) {
    out += text;
  } else {
    AppendQuoted(text, out);
  }
}

}  // namespace cnft::iptables
