// SPDX-License-Identifier: GPL-2.0-or-later
// Strings and numbers as one run of bytes, and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cnft::compat {

inline void PutNumber(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>(number | 0x80U);
  out += static_cast<char>(number);
}

inline void PutText(std::string_view text, std::string& out) {
  PutNumber(text.size(), out);
  out += text;
}

// Damaged bytes read as zeros and empty strings, and `damaged` says so.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t Number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<std::uint8_t>(bytes_[0]);
      bytes_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return number;
    }
    damaged_ = true;
    return 0;
  }

  std::string_view Text() {
    const std::uint64_t length = Number();
    if (length > bytes_.size()) {
      damaged_ = true;
      return {};
    }
    const std::string_view text = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return text;
  }

  // How many things follow, each of at least one byte.
  std::uint64_t Count() {
    const std::uint64_t count = Number();
    if (count <= bytes_.size()) return count;
    damaged_ = true;
    return 0;
  }

  bool damaged() const { return damaged_; }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  bool damaged_ = false;
};

}  // namespace cnft::compat
