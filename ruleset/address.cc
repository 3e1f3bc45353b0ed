// SPDX-License-Identifier: GPL-2.0-or-later
// The two address families, and addresses of either with what rules do to them: masks and ranges.
#include "ruleset/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace cnft {
namespace {

int PosixFamily(Family family) { return family == Family::kIpv4 ? AF_INET : AF_INET6; }

template <typename Operation>
Address Zip(const Address& a, const Address& b, Operation operation) {
  Address result = a;
  for (std::size_t i = 0; i < a.length; ++i) {
    result.bytes[i] = static_cast<std::uint8_t>(operation(a.bytes[i], b.bytes[i]));
  }
  return result;
}

}  // namespace

std::optional<Address> ParseAddress(std::string_view text, Family family) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return std::nullopt;
  std::memcpy(terminated.data(), text.data(), text.size());
  Address address;
  address.length = AddressLength(family);
  if (inet_pton(PosixFamily(family), terminated.data(), address.bytes.data()) != 1) {
    return std::nullopt;
  }
  return address;
}

void AppendAddress(const Address& address, std::string& out) {
  std::array<char, INET6_ADDRSTRLEN> text;
  if (address.family() == Family::kIpv6) {
    out += inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
    return;
  }
  char* at = text.data();
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0) *at++ = '.';
    at = std::to_chars(at, text.data() + text.size(), address.bytes[i]).ptr;
  }
  out.append(text.data(), static_cast<std::size_t>(at - text.data()));
}

std::string Print(const Address& address) {
  std::string text;
  AppendAddress(address, text);
  return text;
}

Address PrefixMask(Family family, unsigned length) {
  Address mask;
  mask.length = AddressLength(family);
  for (std::size_t i = 0; i < mask.length && length > 0; ++i) {
    const unsigned bits = length < 8 ? length : 8;
    mask.bytes[i] = static_cast<std::uint8_t>(0xff00U >> bits);
    length -= bits;
  }
  return mask;
}

std::optional<unsigned> PrefixLength(const Address& mask) {
  std::size_t whole = 0;  // bytes of nothing but ones
  while (whole < mask.length && mask.bytes[whole] == 0xff) ++whole;
  const auto length = static_cast<unsigned>(whole * 8);
  if (whole == mask.length) return length;
  const auto next = mask.bytes.begin() + whole;
  const int ones = std::countl_one(*next);
  const bool more = static_cast<std::uint8_t>(*next << ones) != 0 ||
                    std::any_of(next + 1, mask.bytes.end(), [](auto byte) { return byte != 0; });
  if (more) return std::nullopt;
  return length + static_cast<unsigned>(ones);
}

Address And(const Address& a, const Address& b) {
  return Zip(a, b, [](unsigned x, unsigned y) { return x & y; });
}

Address Or(const Address& a, const Address& b) {
  return Zip(a, b, [](unsigned x, unsigned y) { return x | y; });
}

Address Not(const Address& a) {
  return Zip(a, a, [](unsigned x, unsigned) { return ~x; });
}

Address Next(Address a) {
  for (std::size_t i = a.length; i-- > 0;) {
    if (++a.bytes[i] != 0) break;
  }
  return a;
}

Address Previous(Address a) {
  for (std::size_t i = a.length; i-- > 0;) {
    if (a.bytes[i]-- != 0) break;
  }
  return a;
}

AddressRange RangeOf(const AddressMask& prefix) {
  return {And(prefix.address, prefix.mask), Or(prefix.address, Not(prefix.mask))};
}

std::optional<unsigned> PrefixOf(const Address& low, const Address& high) {
  for (unsigned length = 0; length <= low.length * 8U; ++length) {
    const AddressMask prefix{low, PrefixMask(low.family(), length)};
    if (And(low, prefix.mask) == low && RangeOf(prefix).high == high) return length;
  }
  return std::nullopt;
}

}  // namespace cnft
