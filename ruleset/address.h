// SPDX-License-Identifier: GPL-2.0-or-later
// The two address families, and addresses of either with what rules do to them: masks and ranges.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cnft {

enum class Family : std::uint8_t { kIpv4, kIpv6 };

// An IPv4 (4 bytes) or IPv6 (16 bytes) address in network byte order; unused bytes are zero.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t length = 4;

  Family family() const { return length == 4 ? Family::kIpv4 : Family::kIpv6; }
  bool zero() const { return bytes == std::array<std::uint8_t, 16>{}; }
  friend bool operator==(const Address&, const Address&) = default;
  friend auto operator<=>(const Address&, const Address&) = default;
};

inline std::uint8_t AddressLength(Family family) { return family == Family::kIpv4 ? 4 : 16; }

// An address under a mask of arbitrary bits; the address has no bit outside the mask.
struct AddressMask {
  Address address;
  Address mask;
  friend bool operator==(const AddressMask&, const AddressMask&) = default;
};

// All addresses from low to high, both included.
struct AddressRange {
  Address low;
  Address high;
  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

// All ports from low to high, both included.
struct PortRange {
  std::uint16_t low = 0;
  std::uint16_t high = 0;
  friend bool operator==(const PortRange&, const PortRange&) = default;
};

// Numeric addresses as inet_pton(3) reads them. Nothing is looked up.
std::optional<Address> ParseAddress(std::string_view text, Family family);
// As inet_ntop(3) prints them.
void AppendAddress(const Address& address, std::string& out);
std::string Print(const Address& address);

// The mask with `length` leading ones; length is at most 32 or 128.
Address PrefixMask(Family family, unsigned length);
// The number of leading ones when the mask is nothing but leading ones.
std::optional<unsigned> PrefixLength(const Address& mask);

Address And(const Address& a, const Address& b);
Address Not(const Address& a);
Address Or(const Address& a, const Address& b);
// The next or previous address; wraps.
Address Next(Address a);
Address Previous(Address a);
// The length of the prefix that covers low..high and nothing else, if there is one.
std::optional<unsigned> PrefixOf(const Address& low, const Address& high);
// The addresses a prefix covers; the mask must be a prefix.
AddressRange RangeOf(const AddressMask& prefix);

}  // namespace cnft
