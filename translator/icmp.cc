// SPDX-License-Identifier: GPL-2.0-or-later
// ICMP and ICMPv6 types and codes by name or number.
#include "translator/icmp.h"

#include <algorithm>

#include "translator/fields.h"

namespace cnft::translator {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Names may be shortened and in any case.
bool Begins(std::string_view name, std::string_view text) {
  return text.size() <= name.size() &&
         std::ranges::equal(text, name.substr(0, text.size()), {}, Lower, Lower);
}

}  // namespace

IcmpType IcmpType::Of(std::uint64_t number) {
  return {static_cast<std::uint8_t>(number >> 16U), static_cast<std::uint8_t>(number >> 8U),
          static_cast<std::uint8_t>(number)};
}

std::uint64_t IcmpType::AsNumber() const {
  return std::uint64_t{type} << 16U | std::uint64_t{code_low} << 8U | code_high;
}

bool ParseIcmpType(const iptables::ArgumentInput& input, std::span<const IcmpName> names,
                   iptables::Value& value) {
  const std::string_view text = input.text();
  const IcmpName* found = nullptr;
  for (const IcmpName& name : names) {
    if (!Begins(name.name, text)) continue;
    if (found != nullptr) {
      return input.Fail(fmt::format("'{}' may be {} or {}", text, found->name, name.name));
    }
    found = &name;
  }
  if (found != nullptr) {
    value = IcmpType{found->type, found->code_low, found->code_high}.AsNumber();
    return true;
  }
  const auto [type_text, code_text] = iptables::SplitAt(text, '/');
  const auto type = iptables::ParseNumber(type_text, 0xff);
  std::optional<iptables::Range> codes = iptables::Range{0, 0xff};
  if (code_text) codes = iptables::ParseRange(*code_text, 0xff);
  if (!type || !codes) {
    return input.Fail(fmt::format("'{}' is neither a type by name nor type[/code]", text));
  }
  value = IcmpType{static_cast<std::uint8_t>(*type), static_cast<std::uint8_t>(codes->low),
                   static_cast<std::uint8_t>(codes->high)}
              .AsNumber();
  return true;
}

std::string PrintIcmpType(const IcmpType& type, bool any) {
  if (any) return "any";
  if (type.all_codes()) return fmt::format("{}", type.type);
  if (type.code_low == type.code_high) return fmt::format("{}/{}", type.type, type.code_low);
  return fmt::format("{}/{}:{}", type.type, type.code_low, type.code_high);
}

Formula IcmpTypeIs(const IcmpType& type) {
  return Equals(TransportBytes(0, 1), type.type) &&
         InRange(TransportBytes(1, 1), iptables::Range{type.code_low, type.code_high});
}

}  // namespace cnft::translator
