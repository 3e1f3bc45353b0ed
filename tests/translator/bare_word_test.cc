// SPDX-License-Identifier: GPL-2.0-or-later
#include "translator/bare_word.h"

#include <gtest/gtest.h>

#include <deque>

#include "ruleset/iptables/lexer.h"

namespace cnft::translator {
namespace {

TEST(BareWord, ReadsBackAndHasQuotesOnlyWhereItNeedsThem) {
  const std::pair<std::string_view, std::string_view> kWords[] = {
      {"timer0", "timer0"}, {"250ms", "250ms"},     {"a.b/c", "a.b/c"},
      {"a b", "\"a b\""},   {"a\tb", "\"a\tb\""},   {"a\"b", "\"a\\\"b\""},
      {"", "\"\""},         {"--label", "--label"}, {"!", "\"!\""},
  };
  for (const auto& [word, printed] : kWords) {
    std::string text;
    AppendBareWord(word, text);
    EXPECT_EQ(text, printed);
    std::deque<std::string> storage;
    iptables::Lexer lexer(text, {}, storage);
    iptables::Word read;
    ASSERT_TRUE(lexer.Next(read)) << text;
    EXPECT_EQ(read.text, word);
    EXPECT_FALSE(lexer.Next(read)) << text;
  }
}

}  // namespace
}  // namespace cnft::translator
