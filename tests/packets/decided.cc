// SPDX-License-Identifier: GPL-2.0-or-later
// Rules that toss no coins.
#include "tests/packets/decided.h"

#include <string_view>

namespace cnft::test {

std::string Decided(std::string text, std::size_t never) {
  constexpr std::string_view kOption = "--probability ";
  std::size_t number = 0;
  for (std::size_t at = text.find(kOption); at != std::string::npos;
       at = text.find(kOption, at + 1)) {
    const std::size_t begin = at + kOption.size();
    const std::size_t length = text.find_first_of(" \n", begin) - begin;
    text.replace(begin, length, ++number % never == 0 ? "0.00000000000" : "1.00000000000");
  }
  return text;
}

}  // namespace cnft::test
