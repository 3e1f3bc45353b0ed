// SPDX-License-Identifier: GPL-2.0-or-later
// How much a test does, as the environment says.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace cnft::test {

inline std::uint32_t Setting(const char* name, std::uint32_t otherwise) {
  const char* text = std::getenv(name);
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), otherwise);
  return otherwise;
}

}  // namespace cnft::test
