// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as `ipset save` writes them (ipset(8)).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/source.h"

namespace cnft::ipset {

enum class Type : std::uint8_t {
  kBitmapIp,
  kBitmapPort,
  kHashIp,
  kHashNet,
  kHashIpPort,
  kHashIpPortIp,
  kHashIpPortNet,
  kHashNetPort,
  kHashNetIface,
  kListSet,
};

// What one dimension of an element holds.
enum class Dimension : std::uint8_t { kAddress, kNetwork, kPort, kInterface, kSet };

struct TypeInfo {
  Type type;
  std::string_view name;
  std::vector<Dimension> dimensions;
};
const TypeInfo& Info(Type type);
const TypeInfo* FindType(std::string_view name);

// A port of a protocol: for ICMP and ICMPv6, type << 8 | code.
struct Port {
  std::uint8_t protocol = 0;
  std::uint16_t low = 0;
  std::uint16_t high = 0;
  friend bool operator==(const Port&, const Port&) = default;
};

struct Element {
  std::optional<AddressRange> address;   // the first address or network
  std::optional<Port> port;              // of bitmap:port, protocol is 0
  std::optional<AddressRange> address2;  // the third dimension
  std::string interface;                 // a name, or the name of a member set of list:set
  bool physdev = false;
  bool nomatch = false;
  std::optional<std::uint32_t> timeout;  // seconds left; 0: for ever
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;
  std::string comment;
  Span span;
};

struct Set {
  std::string name;
  Type type = Type::kHashIp;
  std::optional<Family> family;          // none: bitmap:port and list:set serve both
  std::optional<AddressRange> range;     // of bitmap:ip
  std::optional<Port> port_range;        // of bitmap:port
  std::optional<std::uint8_t> netmask;   // of hash:ip and bitmap:ip: elements are cut to it
  std::optional<std::uint32_t> timeout;  // default of elements, seconds; 0: for ever
  std::uint32_t maxelem = 65536;
  bool counters = false;
  bool comment = false;
  std::vector<Element> elements;
  std::string create;  // the line that made it, as `ipset save` prints it
  Span span;
};

struct Ruleset {
  std::vector<Set> sets;
  const Set* Find(std::string_view name) const;
  Set* Find(std::string_view name);
};

}  // namespace cnft::ipset
