// SPDX-License-Identifier: GPL-2.0-or-later
// The kinds of arguments that many options share: numbers, marks, ports, addresses, names
// (libxtables/xtables.c, xtoptions.c).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ruleset/iptables/grammar.h"

namespace cnft::iptables {

// An unsigned number as xtables_strtoul reads it: decimal, 0x hexadecimal or 0 octal, no sign.
std::optional<std::uint64_t> ParseNumber(
    std::string_view text, std::uint64_t max = std::numeric_limits<std::uint64_t>::max());
// "low:high" with either end left out, or one number. `separator` stands between the ends.
std::optional<Range> ParseRange(std::string_view text, std::uint64_t max, char separator = ':');
// "value" or "value/mask".
std::optional<Masked> ParseMasked(std::string_view text,
                                  std::uint32_t max = std::numeric_limits<std::uint32_t>::max());
// A number or a name of /etc/services; names come from a built-in table, nothing is looked up.
std::optional<std::uint16_t> ParsePort(std::string_view text);
// A number or a name of /etc/protocols, from a built-in table; "all" is 0.
std::optional<std::uint8_t> ParseProtocol(std::string_view text);
// The name iptables-save prints for a protocol, or its number.
std::string ProtocolName(std::uint8_t protocol);
// "address[/mask]"; IPv4 networks may be shortened ("127/8").
std::optional<AddressMask> ParseAddressMask(std::string_view text, Family family);
// Decimal, and hexadecimal with 0x in front.
void AppendNumber(std::uint64_t number, std::string& out);
void AppendHex(std::uint64_t number, std::string& out);
// "address/length", or "address/mask" when the mask is no prefix.
void AppendAddressMask(const AddressMask& address, std::string& out);
std::string Print(const AddressMask& address);
// Splits at the first `separator`; the second part is absent when there is none.
inline std::pair<std::string_view, std::optional<std::string_view>> SplitAt(std::string_view text,
                                                                            char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return {text, std::nullopt};
  return {text.substr(0, at), text.substr(at + 1)};
}
// The parts of a list; an empty part is kept.
std::vector<std::string_view> SplitList(std::string_view text, char separator = ',');

// Decimal numbers, and the same printed in hexadecimal.
namespace internal {
bool ParseNumberArgument(const ArgumentInput& input, Value& value, std::uint64_t min,
                         std::uint64_t max);
void PrintDecimal(const Value& value, std::string& out);
void PrintHex(const Value& value, std::string& out);
void PrintColonRange(const Value& value, std::string& out);
bool ParseRangeArgument(const ArgumentInput& input, Value& value, std::uint64_t max);
bool ParseTextArgument(const ArgumentInput& input, Value& value, std::size_t max);
void PrintText(const Value& value, std::string& out);
bool ParseChoiceArgument(const ArgumentInput& input, Value& value,
                         std::span<const std::string_view> names);
}  // namespace internal

template <std::uint64_t min, std::uint64_t max>
inline constexpr ArgumentType kNumberArgument = {
    .placeholder = "number",
    .parse = [](const ArgumentInput& input,
                Value& value) { return internal::ParseNumberArgument(input, value, min, max); },
    .print = internal::PrintDecimal,
};

template <std::uint64_t min, std::uint64_t max>
inline constexpr ArgumentType kHexArgument = {
    .placeholder = "number",
    .parse = kNumberArgument<min, max>.parse,
    .print = internal::PrintHex,
};

inline constexpr const ArgumentType& kU8Argument = kNumberArgument<0, 0xff>;
inline constexpr const ArgumentType& kU16Argument = kNumberArgument<0, 0xffff>;
inline constexpr const ArgumentType& kU32Argument = kNumberArgument<0, 0xffffffff>;

// low:high; a single number when both ends are the same.
template <std::uint64_t max>
inline constexpr ArgumentType kRangeArgument = {
    .placeholder = "number[:number]",
    .parse = [](const ArgumentInput& input,
                Value& value) { return internal::ParseRangeArgument(input, value, max); },
    .print = internal::PrintColonRange,
};

// Free text of at most `max` bytes, quoted where it must be.
template <std::size_t max>
inline constexpr ArgumentType kTextArgument = {
    .placeholder = "text",
    .parse = [](const ArgumentInput& input,
                Value& value) { return internal::ParseTextArgument(input, value, max); },
    .print = internal::PrintText,
};

// One word of a table of names; the value is its index as a number.
template <const auto& names>
inline constexpr ArgumentType kChoiceArgument = {
    .placeholder = "name",
    .parse = [](const ArgumentInput& input,
                Value& value) { return internal::ParseChoiceArgument(input, value, names); },
    .print = [](const Value& value,
                std::string& out) { out += names[std::get<std::uint64_t>(value)]; },
};

extern const ArgumentType kMarkArgument;         // Masked, printed 0x1 or 0x1/0xff
extern const ArgumentType kPortRangeArgument;    // Range
extern const ArgumentType kPortListArgument;     // vector<Range>, at most 15 ports as xt_multiport
extern const ArgumentType kProtocolArgument;     // number
extern const ArgumentType kInterfaceArgument;    // text, at most 15 bytes; a '+' at the end: prefix
extern const ArgumentType kAddressMaskArgument;  // AddressMask
extern const ArgumentType kAddressRangeArgument;  // AddressRange, low-high

}  // namespace cnft::iptables
