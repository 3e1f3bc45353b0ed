// SPDX-License-Identifier: GPL-2.0-or-later
// What one `add` or `del` names: an element, or ranges that the kernel writes out as many
// (lib/parse.c of ipset, *_uadt in net/netfilter/ipset/ip_set_*.c).
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/ipset/model.h"

namespace cnft::ipset {

// What is wrong with a text; `at` is the part of it, or empty for all of it.
struct Fault {
  std::string message;
  std::string hint = {};
  std::string_view at = {};
};
template <typename T>
using Parsed = std::expected<T, Fault>;

struct Network {
  Address address;
  std::uint8_t prefix = 0;
};

struct PortPattern {
  std::uint8_t protocol = 0;
  std::uint16_t low = 0;
  std::uint16_t high = 0;
};

struct Pattern {
  AddressRange addresses;         // of a first dimension that is an address
  std::vector<Network> networks;  // of a first dimension that is a network
  PortPattern port;
  Address address2;                // of a third dimension that is an address
  std::vector<Network> networks2;  // of a third dimension that is a network
  std::string name;                // an interface, or a set
  bool physdev = false;
};

// Reads `text` as an element of `set`.
Parsed<Pattern> ParsePattern(std::string_view text, const Set& set);
// How many elements the pattern stands for.
std::uint64_t Count(const Pattern& pattern, const Set& set);
// Calls `each` with every element, made from `common`, in the kernel's order, until it returns
// false.
void Expand(const Pattern& pattern, const Set& set, const Element& common,
            const std::function<bool(Element)>& each);

// "low-high" or "address/prefix", of IPv4: the range of a bitmap:ip.
Parsed<AddressRange> ParseAddressRange(std::string_view text);
// "[tcp:|udp:]low[-high]": the range or element of a bitmap:port.
Parsed<PortPattern> ParseBitmapPort(std::string_view text);

}  // namespace cnft::ipset
