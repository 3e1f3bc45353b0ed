// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a line of `ipset save` text into words (lib/ipset.c, build_argv): blanks separate them,
// double quotes keep blanks together and may open and close anywhere, nothing escapes.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/source.h"

namespace cnft::ipset {

struct Word {
  std::string_view text;  // without quotes
  Span span;              // as written
};

// Appends the words of `line`, which begins at `span`. Words with quotes inside live in `storage`.
// False when a quote is never closed.
bool SplitLine(std::string_view line, Span span, std::deque<std::string>& storage,
               std::vector<Word>& words);

}  // namespace cnft::ipset
