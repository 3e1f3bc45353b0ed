// SPDX-License-Identifier: GPL-2.0-or-later
#include "ruleset/iptables/lexer.h"

#include <gtest/gtest.h>

#include <deque>

namespace cnft::iptables {
namespace {

TEST(Lexer, AWordReadsBackAndHasQuotesOnlyWhereItNeedsThem) {
  struct {
    std::string_view word;
    std::string_view printed;
  } const kWords[] = {
      {"timer0", "timer0"},   {"250ms", "250ms"},  {"a.b/c", "a.b/c"},   {"a!b", "a!b"},
      {"--label", "--label"}, {"a b", R"("a b")"}, {"a\tb", "\"a\tb\""}, {R"(a"b)", R"("a\"b")"},
      {"", R"("")"},          {"!", R"("!")"},
  };
  for (const auto& [word, printed] : kWords) {
    std::string text;
    AppendWord(word, text);
    EXPECT_EQ(text, printed);
    std::deque<std::string> storage;
    Lexer lexer(text, {}, storage);
    Word read;
    ASSERT_TRUE(lexer.Next(read)) << text;
    EXPECT_EQ(read.text, word);
    EXPECT_EQ(read.quoted, text != word);
    EXPECT_FALSE(lexer.Next(read)) << text;
  }
}

}  // namespace
}  // namespace cnft::iptables
