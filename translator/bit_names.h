// SPDX-License-Identifier: GPL-2.0-or-later
// Lists of names that each stand for a bit, as conntrack states are written
// (libxt_conntrack.c: names may be shortened and in any case).
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "ruleset/iptables/values.h"

namespace cnft::translator {

// A name without a bit stands for no bit at all.
struct BitName {
  std::string_view name;
  std::uint32_t bits;
};

// What strncasecmp takes for equal.
inline bool EqualsIgnoringCase(char a, char b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b);
}

// Whether `text` is `name` or its beginning.
inline bool Abbreviates(std::string_view text, std::string_view name) {
  return !text.empty() && text.size() <= name.size() &&
         std::ranges::equal(text, name.substr(0, text.size()), EqualsIgnoringCase);
}

// The value is the bits as a number; they are printed in the order of `names`.
template <const auto& names>
inline constexpr iptables::ArgumentType kBitNamesArgument = {
    .placeholder = "name[,name]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t bits = 0;
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto found = std::ranges::find_if(
                names, [&](const BitName& name) { return Abbreviates(part, name.name); });
            if (found == names.end()) return input.Fail(fmt::format("'{}' is not known", part));
            bits |= found->bits;
          }
          value = bits;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto bits = std::get<std::uint64_t>(value);
          const char* separator = "";
          for (const BitName& name : names) {
            if (name.bits == 0 ? bits != 0 : (bits & name.bits) == 0) continue;
            out += separator;
            out += name.name;
            separator = ",";
          }
        },
};

}  // namespace cnft::translator
