// SPDX-License-Identifier: GPL-2.0-or-later
// Values as nft(8) reads them.
#include "nft/text/values.h"

#include <fmt/format.h>

#include <algorithm>

namespace cnft::text {
namespace {

using nftables::Value;
using words::ValueKind;

std::string_view NameIn(const Value& value) {
  const std::string_view bytes(reinterpret_cast<const char*>(value.bytes.data()), value.length);
  return bytes.substr(0, bytes.find('\0'));
}

// A trailing '*' stands for any characters unless it is escaped.
std::string Interface(const Value& value, std::size_t length, Raw& raw) {
  std::string name(NameIn(value));
  const bool prefix = value.length < length;
  if (name.empty()) return raw("no name");
  if (prefix) {
    name += '*';
  } else if (name.back() == '*') {
    name.insert(name.size() - 1, 1, '\\');
  }
  return Quote(name, raw);
}

}  // namespace

std::string Hex(const Value& value) {
  std::string digits;
  for (std::size_t i = 0; i < value.length; ++i) digits += fmt::format("{:02x}", value.bytes[i]);
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return "0x" + (digits.empty() ? std::string("0") : digits.substr(first));
}

std::string Identifier(std::string_view name, Raw& raw) {
  return words::IsIdentifier(name) ? std::string(name) : raw(name);
}

std::string Quote(std::string_view text, Raw& raw) {
  std::string quoted = "\"";
  bool sayable = !text.empty();
  for (const char c : text) {
    sayable &= c != '"' && c != '\n';
    if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\x{:02x}", c);
    } else {
      quoted += c;
    }
  }
  quoted += '"';
  return sayable ? quoted : raw(quoted);
}

std::string Time(std::uint64_t milliseconds) {
  if (milliseconds == 0) return "0s";
  std::string text;
  if (milliseconds >= 1000) text += fmt::format("{}s", milliseconds / 1000);
  if (milliseconds % 1000 != 0) text += fmt::format("{}ms", milliseconds % 1000);
  return text;
}

std::string PrintBits(std::uint64_t bits, ValueKind kind, std::string_view separator) {
  std::string text;
  std::uint64_t rest = bits;
  for (const words::Word& word : words::WordsOf(kind)) {
    if ((bits & word.number) == 0) continue;
    if (!text.empty()) text += separator;
    text += word.word;
    rest &= ~word.number;
  }
  if (bits == 0) return "0";
  if (rest != 0) return fmt::format("{:#x}", bits);
  return text;
}

std::string Print(const Value& value, ValueKind kind, std::size_t length, Raw& raw) {
  switch (kind) {
    case ValueKind::kIpv4:
    case ValueKind::kIpv6:
      return cnft::Print(Address{value.bytes, value.length});
    case ValueKind::kEther:
      return fmt::format("{:02x}", fmt::join(value.bytes.begin(), value.bytes.begin() + 6, ":"));
    case ValueKind::kInterface:
      return Interface(value, length, raw);
    case ValueKind::kString:
      return Quote(NameIn(value), raw);
    case ValueKind::kHex:
      return Hex(value);
    case ValueKind::kClass: {
      const std::uint64_t number = value.AsNumber();
      return fmt::format("{:x}:{:x}", number >> 16U, number & 0xffffU);
    }
    case ValueKind::kMilliseconds:
      return Time(value.AsNumber());
    case ValueKind::kNanoseconds: {
      constexpr std::uint64_t kSecond = 1'000'000'000;
      const std::uint64_t number = value.AsNumber();
      return number % kSecond == 0 ? fmt::format("{}", number / kSecond)
                                   : raw(fmt::format("{} ns", number));
    }
    case ValueKind::kNumber:
    case ValueKind::kProtocol:
    case ValueKind::kCtState:
    case ValueKind::kCtStatus:
    case ValueKind::kCtDirection:
    case ValueKind::kCtEvent:
    case ValueKind::kAddressType:
    case ValueKind::kPacketType:
    case ValueKind::kTcpFlags:
    case ValueKind::kPresence:
      break;
  }
  if (value.length > 8) return Hex(value);
  if (words::IsBitmask(kind)) return PrintBits(value.AsNumber(), kind, ",");
  const std::string_view word = words::Find(words::WordsOf(kind), value.AsNumber());
  return word.empty() ? fmt::format("{}", value.AsNumber()) : std::string(word);
}

std::string PrintRange(const Value& low, const Value& high, ValueKind kind, Raw& raw) {
  if (low == high) return Print(low, kind, low.length, raw);
  if (kind == ValueKind::kIpv4 || kind == ValueKind::kIpv6) {
    const Address first{low.bytes, low.length};
    const Address last{high.bytes, high.length};
    if (const auto length = PrefixOf(first, last)) {
      return fmt::format("{}/{}", cnft::Print(first), *length);
    }
  }
  return fmt::format("{}-{}", Print(low, kind, low.length, raw),
                     Print(high, kind, high.length, raw));
}

}  // namespace cnft::text
