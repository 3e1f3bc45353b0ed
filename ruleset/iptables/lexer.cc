// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a line of iptables-save text into words, with the quoting of iptables-restore
// (iptables/xshared.c, add_param_to_argv).
#include "ruleset/iptables/lexer.h"

namespace cnft::iptables {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

bool Lexer::Next(Word& word) {
  while (at_ < line_.size() && IsBlank(line_[at_])) ++at_;
  if (at_ == line_.size()) return false;
  const std::size_t begin = at_;
  // The common words have no quote at all, or are one quoted string without escapes.
  if (line_[begin] == '"') {
    const std::size_t close = line_.find_first_of("\"\\", begin + 1);
    if (close != std::string_view::npos && line_[close] == '"') {
      at_ = close + 1;
      word = {line_.substr(begin + 1, close - begin - 1), SpanOf(begin, at_), true};
      return true;
    }
    return Slow(word, begin);
  }
  while (at_ < line_.size() && !IsBlank(line_[at_])) {
    if (line_[at_] == '"') return Slow(word, begin);
    ++at_;
  }
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
  bool harmless = !text.empty();
  bool escapes = false;
  for (const char c : text) {
    harmless &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                c == '_' || c == '-';
    escapes |= c == '"' || c == '\\' || c == '\'';
  }
  if (harmless) {
    out += text;
    return;
  }
  out += '"';
  if (!escapes) {
    out += text;
  } else {
    for (const char c : text) {
      if (c == '"' || c == '\\' || c == '\'') out += '\\';
      out += c;
    }
  }
  out += '"';
}

}  // namespace cnft::iptables
