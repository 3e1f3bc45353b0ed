// SPDX-License-Identifier: GPL-2.0-or-later
// Values as nft(8) reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "nft/text/words.h"
#include "ruleset/nftables/model.h"

namespace cnft::text {

// Something nft's language cannot say, in brackets, which it does not read: a text that holds one
// fails to load instead of loading as something else. Counts them.
class Raw {
 public:
  std::string operator()(std::string_view what) {
    ++count_;
    return '[' + std::string(what) + ']';
  }
  std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
};

// "0x" and all digits of the bytes that matter.
std::string Hex(const nftables::Value& value);
// The name of a table, chain, set or object.
std::string Identifier(std::string_view name, Raw& raw);
// nft's strings have no escapes.
std::string Quote(std::string_view text, Raw& raw);
// "1s500ms"
std::string Time(std::uint64_t milliseconds);
// A value of a field of `length` bytes; an interface name shorter than that is a prefix.
std::string Print(const nftables::Value& value, words::ValueKind kind, std::size_t length,
                  Raw& raw);
// All values from `low` to `high`: as a prefix where it is one.
std::string PrintRange(const nftables::Value& low, const nftables::Value& high,
                       words::ValueKind kind, Raw& raw);
// Names of the bits, joined; a number when one has no name.
std::string PrintBits(std::uint64_t bits, words::ValueKind kind, std::string_view separator);

}  // namespace cnft::text
