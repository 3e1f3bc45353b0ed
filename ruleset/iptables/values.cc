// SPDX-License-Identifier: GPL-2.0-or-later
// The kinds of arguments that many options share: numbers, marks, ports, addresses, names.
#include "ruleset/iptables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/names.h"

namespace cnft::iptables {
namespace {

// One octet of a dotted address that may be shortened, as libxtables' numeric_to_ipaddr takes it.
std::optional<AddressMask> ParseShortIpv4(std::string_view text) {
  AddressMask result;
  result.mask = PrefixMask(Family::kIpv4, 32);
  const auto octets = SplitList(text, '.');
  if (octets.size() > 4) return std::nullopt;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const auto octet = ParseNumber(octets[i], 0xff);
    if (!octet) return std::nullopt;
    result.address.bytes[i] = static_cast<std::uint8_t>(*octet);
  }
  return result;
}

std::optional<Address> ParseMask(std::string_view text, Family family) {
  unsigned length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error == std::errc{} && end == text.data() + text.size()) {
    if (length > AddressLength(family) * 8U) return std::nullopt;
    return PrefixMask(family, length);
  }
  return ParseAddress(text, family);
}

bool ParsePortRange(const ArgumentInput& input, std::string_view text, Range& range) {
  const auto [low, high] = SplitAt(text, ':');
  const auto first = low.empty() && high ? std::optional<std::uint16_t>(0) : ParsePort(low);
  const auto last = !high           ? first
                    : high->empty() ? std::optional<std::uint16_t>(0xffff)
                                    : ParsePort(*high);
  if (!first || !last) {
    return input.Fail(fmt::format("'{}' is neither a port number nor a known service name", text),
                      "write the number");
  }
  if (*first > *last) return input.Fail(fmt::format("'{}' ends before it begins", text));
  range = {*first, *last};
  return true;
}

void PrintRange(const Range& range, std::string& out) {
  AppendNumber(range.low, out);
  if (range.low == range.high) return;
  out += ':';
  AppendNumber(range.high, out);
}

}  // namespace

std::optional<std::uint64_t> ParseNumber(std::string_view text, std::uint64_t max) {
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const bool hex = text[1] == 'x' || text[1] == 'X';
    base = hex ? 16 : 8;
    text.remove_prefix(hex ? 2 : 1);
  }
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc{} || stop != end || value > max) return std::nullopt;
  return value;
}

std::optional<Range> ParseRange(std::string_view text, std::uint64_t max, char separator) {
  const auto [low, high] = SplitAt(text, separator);
  const auto first = low.empty() && high ? std::optional<std::uint64_t>(0) : ParseNumber(low, max);
  const auto last = !high           ? first
                    : high->empty() ? std::optional<std::uint64_t>(max)
                                    : ParseNumber(*high, max);
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

std::optional<Masked> ParseMasked(std::string_view text, std::uint32_t max) {
  const auto [value_text, mask_text] = SplitAt(text, '/');
  const auto value = ParseNumber(value_text, max);
  const auto mask = mask_text ? ParseNumber(*mask_text, max) : max;
  if (!value || !mask) return std::nullopt;
  return Masked{static_cast<std::uint32_t>(*value), static_cast<std::uint32_t>(*mask)};
}

std::optional<std::uint16_t> ParsePort(std::string_view text) {
  if (const auto number = ParseNumber(text, 0xffff)) return static_cast<std::uint16_t>(*number);
  return FindService(text);
}

std::optional<std::uint8_t> ParseProtocol(std::string_view text) {
  if (const auto number = ParseNumber(text, 0xff)) return static_cast<std::uint8_t>(*number);
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return FindProtocol(lower);
}

std::string ProtocolName(std::uint8_t protocol) {
  const std::string_view name = FindProtocolName(protocol);
  return name.empty() ? std::to_string(protocol) : std::string(name);
}

std::optional<AddressMask> ParseAddressMask(std::string_view text, Family family) {
  const auto [address_text, mask_text] = SplitAt(text, '/');
  AddressMask result;
  if (const auto address = ParseAddress(address_text, family)) {
    result = {*address, PrefixMask(family, AddressLength(family) * 8U)};
  } else if (family == Family::kIpv4) {
    const auto network = ParseShortIpv4(address_text);
    if (!network) return std::nullopt;
    result = *network;
  } else {
    return std::nullopt;
  }
  if (mask_text) {
    const auto mask = ParseMask(*mask_text, family);
    if (!mask) return std::nullopt;
    result.mask = *mask;
  }
  result.address = And(result.address, result.mask);
  return result;
}

void AppendNumber(std::uint64_t number, std::string& out) {
  std::array<char, 20> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void AppendHex(std::uint64_t number, std::string& out) {
  std::array<char, 16> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
  out += "0x";
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void AppendAddressMask(const AddressMask& address, std::string& out) {
  AppendAddress(address.address, out);
  out += '/';
  if (const auto length = PrefixLength(address.mask)) {
    AppendNumber(*length, out);
  } else {
    AppendAddress(address.mask, out);
  }
}

std::vector<std::string_view> SplitList(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto [part, rest] = SplitAt(text, separator);
    parts.push_back(part);
    if (!rest) return parts;
    text = *rest;
  }
}

std::string Print(const AddressMask& address) {
  std::string text;
  AppendAddressMask(address, text);
  return text;
}

namespace internal {

bool ParseNumberArgument(const ArgumentInput& input, Value& value, std::uint64_t min,
                         std::uint64_t max) {
  const auto number = ParseNumber(input.text(), max);
  if (!number || *number < min) {
    return input.Fail(fmt::format("'{}' is not a number from {} to {}", input.text(), min, max));
  }
  value = *number;
  return true;
}

void PrintDecimal(const Value& value, std::string& out) {
  AppendNumber(std::get<std::uint64_t>(value), out);
}

void PrintHex(const Value& value, std::string& out) {
  AppendHex(std::get<std::uint64_t>(value), out);
}

bool ParseRangeArgument(const ArgumentInput& input, Value& value, std::uint64_t max) {
  const auto range = ParseRange(input.text(), max);
  if (!range) {
    return input.Fail(
        fmt::format("'{}' is not a number or a range low:high up to {}", input.text(), max));
  }
  if (range->low > range->high) {
    input.diagnostics.Report(DiagnosticKind::kNeverMatches, input.words[0].span,
                             fmt::format("--{}: '{}' ends before it begins: nothing is in it",
                                         input.option, input.text()));
  }
  value = *range;
  return true;
}

void PrintColonRange(const Value& value, std::string& out) {
  PrintRange(std::get<Range>(value), out);
}

bool ParseTextArgument(const ArgumentInput& input, Value& value, std::size_t max) {
  if (input.text().size() > max) {
    return input.Fail(fmt::format("is longer than {} bytes", max));
  }
  value = input.text();
  return true;
}

void PrintText(const Value& value, std::string& out) {
  AppendQuoted(std::get<std::string_view>(value), out);
}

bool ParseChoiceArgument(const ArgumentInput& input, Value& value,
                         std::span<const std::string_view> names) {
  const auto found = std::ranges::find(names, input.text());
  if (found == names.end()) {
    return input.Fail(fmt::format("'{}' is none of {}", input.text(), fmt::join(names, ", ")));
  }
  value = static_cast<std::uint64_t>(found - names.begin());
  return true;
}

}  // namespace internal

const ArgumentType kMarkArgument = {
    .placeholder = "value[/mask]",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          const auto mark = ParseMasked(input.text());
          if (!mark) {
            return input.Fail(fmt::format("'{}' is not a mark, value or value/mask", input.text()));
          }
          value = *mark;
          return true;
        },
    .print =
        [](const Value& value, std::string& out) {
          const auto& [mark, mask] = std::get<Masked>(value);
          AppendHex(mark, out);
          if (mask == 0xffffffff) return;
          out += '/';
          AppendHex(mask, out);
        },
};

const ArgumentType kPortRangeArgument = {
    .placeholder = "port[:port]",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          return ParsePortRange(input, input.text(), value.emplace<Range>());
        },
    .print = internal::PrintColonRange,
};

const ArgumentType kPortListArgument = {
    .placeholder = "port[,port|,port:port]…",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          auto& ports = value.emplace<std::vector<Range>>();
          std::size_t slots = 0;
          for (const std::string_view part : SplitList(input.text())) {
            Range& range = ports.emplace_back();
            if (!ParsePortRange(input, part, range)) return false;
            const bool is_range = part.find(':') != std::string_view::npos;
            if (is_range &&
                (part.front() == ':' || part.back() == ':' || range.low == range.high)) {
              return input.Fail(
                  fmt::format("'{}' is no range: in a list a range has two different ends", part));
            }
            slots += is_range ? 2 : 1;
          }
          if (slots > 15) return input.Fail("lists more than 15 ports (a range counts as two)");
          return true;
        },
    .print =
        [](const Value& value, std::string& out) {
          const char* separator = "";
          for (const Range& range : std::get<std::vector<Range>>(value)) {
            out += separator;
            PrintRange(range, out);
            separator = ",";
          }
        },
};

const ArgumentType kProtocolArgument = {
    .placeholder = "protocol",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          const auto protocol = ParseProtocol(input.text());
          if (!protocol) {
            return input.Fail(fmt::format("'{}' is not a known protocol", input.text()),
                              "write the protocol number");
          }
          value = std::uint64_t{*protocol};
          return true;
        },
    .print =
        [](const Value& value, std::string& out) {
          out += ProtocolName(static_cast<std::uint8_t>(std::get<std::uint64_t>(value)));
        },
};

const ArgumentType kInterfaceArgument = {
    .placeholder = "name[+]",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          if (input.text().size() > 15) {
            return input.Fail(fmt::format("'{}' is longer than an interface name can be (15 bytes)",
                                          input.text()));
          }
          value = input.text();
          return true;
        },
    .print = [](const Value& value,
                std::string& out) { AppendWord(std::get<std::string_view>(value), out); },
};

const ArgumentType kAddressMaskArgument = {
    .placeholder = "address[/mask]",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          const auto address = ParseAddressMask(input.text(), input.family);
          if (!address) {
            const Family other = input.family == Family::kIpv4 ? Family::kIpv6 : Family::kIpv4;
            const bool wrong_family = ParseAddressMask(input.text(), other).has_value();
            return input.Fail(fmt::format("'{}' is not an {} address or network", input.text(),
                                          input.family == Family::kIpv4 ? "IPv4" : "IPv6"),
                              wrong_family ? "this rule stands among those of the other family"
                                           : "host names are not looked up: write the address");
          }
          value = *address;
          return true;
        },
    .print = [](const Value& value,
                std::string& out) { AppendAddressMask(std::get<AddressMask>(value), out); },
};

const ArgumentType kAddressRangeArgument = {
    .placeholder = "address[-address]",
    .parse =
        [](const ArgumentInput& input, Value& value) {
          const auto [low, high] = SplitAt(input.text(), '-');
          const auto first = ParseAddress(low, input.family);
          const auto last = high ? ParseAddress(*high, input.family) : first;
          if (!first || !last) {
            return input.Fail(fmt::format("'{}' is not a range of addresses", input.text()));
          }
          if (*last < *first)
            return input.Fail(fmt::format("'{}' ends before it begins", input.text()));
          value = AddressRange{*first, *last};
          return true;
        },
    .print =
        [](const Value& value, std::string& out) {
          const auto& [low, high] = std::get<AddressRange>(value);
          AppendAddress(low, out);
          out += '-';
          AppendAddress(high, out);
        },
};

}  // namespace cnft::iptables
