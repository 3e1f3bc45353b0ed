// SPDX-License-Identifier: GPL-2.0-or-later
// How the fuzzers stop.
#include "tests/fuzz/fuzz_input.h"

#include <fmt/core.h>

#include <cstdlib>

namespace cnft::fuzz {

void Contradiction(std::string_view what, std::string_view a, std::string_view b) {
  fmt::print(stderr, "contradiction: {}\n  {}\n  {}\n", what, a, b);
  std::abort();
}

}  // namespace cnft::fuzz
