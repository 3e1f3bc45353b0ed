// SPDX-License-Identifier: GPL-2.0-or-later
// Identifiers that iproute2 has names for, under a mask: device groups and routing realms
// (libxtables/xtables.c, xtables_parse_val_mask). Names are of one machine: only numbers are read.
#pragma once

#include <fmt/core.h>

#include <string>

#include "ruleset/iptables/values.h"

namespace cnft::translator {

inline constexpr iptables::ArgumentType kIdMaskArgument = {
    .placeholder = "value[/mask]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto masked = iptables::ParseMasked(input.text());
          if (!masked) {
            return input.Fail(
                fmt::format("'{}' is not a number, value or value/mask", input.text()),
                "names of /etc/iproute2 are not looked up: write the number");
          }
          value = *masked;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto& [id, mask] = std::get<iptables::Masked>(value);
          iptables::AppendHex(id, out);
          if (mask == 0xffffffff) return;
          out += '/';
          iptables::AppendHex(mask, out);
        },
};

// For kernel functions that compare both sides under the mask.
inline iptables::Masked CompareUnderMask(const iptables::Masked& masked) {
  return {masked.value & masked.mask, masked.mask};
}

}  // namespace cnft::translator
