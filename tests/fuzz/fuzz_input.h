// SPDX-License-Identifier: GPL-2.0-or-later
// What the inputs of the fuzzers look like, for the fuzzers and for the maker of their seeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ruleset/address.h"
#include "translator/module.h"

namespace cnft::fuzz {

// Rules and sets: a byte of flags, iptables-save text, and behind a form feed ipset text.
struct RulesInput {
  Family family = Family::kIpv4;
  translator::TranslateOptions options;
  std::string_view rules;
  std::string_view ipset;
};

inline constexpr std::uint8_t kFlagIpv6 = 1;
inline constexpr std::uint8_t kFlagAllowXt = 2;
inline constexpr std::uint8_t kFlagEmptySets = 4;
inline constexpr std::uint8_t kFlagNoCounters = 8;
inline constexpr char kSetsFollow = '\f';

inline RulesInput ReadRulesInput(const std::uint8_t* data, std::size_t size) {
  RulesInput input;
  if (size == 0) return input;
  const std::uint8_t flags = data[0];
  if ((flags & kFlagIpv6) != 0) input.family = Family::kIpv6;
  input.options.allow_xt = (flags & kFlagAllowXt) != 0;
  input.options.missing_sets_empty = (flags & kFlagEmptySets) != 0;
  input.options.counters = (flags & kFlagNoCounters) == 0;
  input.rules = std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t sets = input.rules.find(kSetsFollow);
  if (sets == std::string_view::npos) return input;
  input.ipset = input.rules.substr(sets + 1);
  input.rules = input.rules.substr(0, sets);
  return input;
}

// A netlink message: a byte that says what it describes, and what follows the nfgenmsg header.
enum class MessageKind : std::uint8_t { kTable, kChain, kSet, kElements, kObject, kRule };
inline constexpr std::size_t kMessageKinds = 6;

// Stops the fuzzer where the program contradicts itself.
[[noreturn]] void Contradiction(std::string_view what, std::string_view a, std::string_view b);

}  // namespace cnft::fuzz
