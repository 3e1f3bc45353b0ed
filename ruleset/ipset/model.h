// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as the kernel holds them and `ipset save` writes them (ipset(8),
// net/netfilter/ipset/ip_set_*.c).
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
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
  std::string_view old_name;  // of ipset 4
  std::vector<Dimension> dimensions;
  // One flag of a rule stands for each dimension.
  bool Has(Dimension dimension) const;
  bool hash() const { return type != Type::kBitmapIp && type != Type::kBitmapPort && !list(); }
  bool list() const { return type == Type::kListSet; }
};
const TypeInfo& Info(Type type);
// By either name; null when cnft does not know the type.
const TypeInfo* FindType(std::string_view name);

// What `-j SET --map-set` reads.
struct SkbInfo {
  std::uint32_t mark = 0;
  std::uint32_t mark_mask = 0;
  std::uint32_t priority = 0;
  std::uint16_t queue = 0;
  friend bool operator==(const SkbInfo&, const SkbInfo&) = default;
};

// One element, as small as the kernel's own: ranges are written out. Which fields count depends on
// the dimensions of the set.
struct Element {
  Address address;            // the first address or network, without bits beyond the prefix
  Address address2;           // the third dimension
  std::uint8_t prefix = 0;    // of a first dimension that is a network
  std::uint8_t prefix2 = 0;   // of a third dimension that is a network
  std::uint8_t protocol = 0;  // of a port; 0 in bitmap:port
  bool physdev = false;       // the interface is a port of a bridge
  bool wildcard = false;      // the interface is the beginning of a name
  bool nomatch = false;       // an exception from larger networks
  std::uint16_t port = 0;     // for ICMP and ICMPv6: type << 8 | code
  std::optional<std::uint32_t> timeout;  // seconds left; 0: for ever; none: the set's default
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;
  std::string name;  // an interface, or a member of list:set
  std::string comment;
  std::optional<SkbInfo> skbinfo;
  Span span;
};

struct Set {
  std::string name;
  Type type = Type::kHashIp;
  std::optional<Family> family;  // none: bitmap:port and list:set serve both
  AddressRange addresses;        // of bitmap:ip
  std::uint16_t first_port = 0;  // of bitmap:port
  std::uint16_t last_port = 0;
  // Of hash:ip, bitmap:ip and hash:ip,port: the bits of the address that count.
  std::optional<std::uint8_t> netmask;
  std::optional<Address> bitmask;
  std::optional<std::uint32_t> timeout;  // default of elements, seconds; 0: for ever
  bool counters = false;
  bool comment = false;
  bool forceadd = false;
  bool skbinfo = false;
  std::uint32_t hashsize = 1024;
  std::uint32_t maxelem = 65536;
  std::optional<std::uint8_t> bucketsize;
  std::optional<std::uint32_t> initval;
  std::uint32_t size = 8;  // of list:set; the kernel does not hold anybody to it
  std::vector<Element> elements;
  Span span;  // of the line that made it

  const TypeInfo& info() const { return Info(type); }
  // The mask of netmask or bitmask; none: all bits count.
  std::optional<Address> Mask() const;
};

// Sets by name, in the order in which they were made.
class Ruleset {
 public:
  const std::list<Set>& sets() const { return sets_; }
  std::list<Set>& sets() { return sets_; }
  const Set* Find(std::string_view name) const;
  Set* Find(std::string_view name);
  // The name must be free.
  Set& Add(Set set);
  void Remove(std::string_view name);
  // The new name must be free.
  void Rename(std::string_view from, std::string_view to);
  // Each set takes the place of the other, under its name.
  void Swap(std::string_view a, std::string_view b);
  void Clear();

 private:
  std::list<Set> sets_;
  std::map<std::string, std::list<Set>::iterator, std::less<>> by_name_;
};

}  // namespace cnft::ipset
