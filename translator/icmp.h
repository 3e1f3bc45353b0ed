// SPDX-License-Identifier: GPL-2.0-or-later
// ICMP and ICMPv6 types and codes by name or number (iptables, extensions/libxt_icmp.h).
#pragma once

#include <fmt/core.h>

#include <string>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {

struct IcmpName {
  std::string_view name;
  std::uint8_t type;
  std::uint8_t code_low = 0;
  std::uint8_t code_high = 0xff;
};

// What an argument says. It is kept as a number: type, lowest code, highest code, a byte each.
struct IcmpType {
  std::uint8_t type = 0;
  std::uint8_t code_low = 0;
  std::uint8_t code_high = 0xff;

  static IcmpType Of(std::uint64_t number);
  std::uint64_t AsNumber() const;
  bool all_codes() const { return code_low == 0 && code_high == 0xff; }
};

bool ParseIcmpType(const iptables::ArgumentInput& input, std::span<const IcmpName> names,
                   iptables::Value& value);

// As it may be written: a type, type/code, type/code:code, or "any".
std::string PrintIcmpType(const IcmpType& type, bool any);

// The type and one of the codes.
Formula IcmpTypeIs(const IcmpType& type);

}  // namespace cnft::translator
