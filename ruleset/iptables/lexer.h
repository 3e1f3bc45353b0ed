// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a line of iptables-save text into words, with the quoting of iptables-restore
// (iptables/xshared.c, add_param_to_argv).
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "ruleset/source.h"

namespace cnft::iptables {

struct Word {
  std::string_view text;  // without quotes and escapes
  Span span;              // as written, quotes included
  bool quoted = false;
};

// Reads one line word by word. Words without escapes are views into the line; others are kept in
// `storage`, which must outlive them.
//
// Outside quotes a word ends at a blank; a double quote opens a quoted part, which ends the word
// where it closes; a backslash escapes only inside quotes.
class Lexer {
 public:
  // `span` is where `line` stands in its source.
  Lexer(std::string_view line, Span span, std::deque<std::string>& storage)
      : line_(line), span_(span), storage_(storage) {}

  // False at the end of the line, or at a quote that is never closed (see unterminated()).
  bool Next(Word& word);
  // After Next returned false: whether the line ended inside quotes, and where they opened.
  bool unterminated() const { return unterminated_; }
  Span quote_span() const { return quote_; }
  // Offset of the next unread byte in the line.
  std::size_t position() const { return at_; }

 private:
  bool Slow(Word& word, std::size_t begin);
  Span SpanOf(std::size_t begin, std::size_t end) const {
    return {span_.begin + static_cast<std::uint32_t>(begin),
            span_.begin + static_cast<std::uint32_t>(end), span_.source};
  }

  std::string_view line_;
  Span span_;
  std::deque<std::string>& storage_;
  std::size_t at_ = 0;
  bool unterminated_ = false;
  Span quote_;
};

// Appends `text` as iptables-save writes strings: bare when it consists of letters, digits, '_' and
// '-' only, else in double quotes with '"', '\' and ''' escaped (libxtables, xtables_save_string).
void AppendQuoted(std::string_view text, std::string& out);

// Appends `text` as iptables-save writes words that it never quotes: as it is. In quotes where the
// line could not be read again.
void AppendWord(std::string_view text, std::string& out);

}  // namespace cnft::iptables
