// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as the kernel lists them.
#include "compat/ipset/decode.h"

#include <sys/socket.h>

#include <linux/netfilter/ipset/ip_set.h>

#include <algorithm>
#include <array>

#include "nft/netlink/attributes.h"

namespace cnft::compat {
namespace {

using ipset::Dimension;
using ipset::Element;
using ipset::Set;
using netlink::AttributeTable;
using netlink::AttributeView;
using netlink::ForEachAttribute;

constexpr std::size_t kCommandAttributes = 16;
constexpr std::size_t kDataAttributes = 48;
using Data = AttributeTable<kDataAttributes>;

// Of Linux 6.2, not yet in the headers of others.
constexpr std::size_t kBitmaskAttribute = 12;

// The address of a nested attribute of either family; of no length when there is none.
std::optional<Address> AddressOf(const AttributeView& view) {
  if (!view) return std::nullopt;
  const AttributeTable<IPSET_ATTR_IPADDR_MAX + 1> families(view.bytes());
  for (const auto& [type, length] : {std::pair{IPSET_ATTR_IPADDR_IPV4, std::uint8_t{4}},
                                     std::pair{IPSET_ATTR_IPADDR_IPV6, std::uint8_t{16}}}) {
    const std::string_view bytes = families[static_cast<std::size_t>(type)].bytes();
    if (bytes.size() < length) continue;
    Address address;
    address.length = length;
    std::ranges::copy(bytes.substr(0, length), address.bytes.begin());
    return address;
  }
  return std::nullopt;
}

// Flags of create, each a bit of the same attribute.
struct SetFlag {
  std::uint32_t bit;
  bool Set::* member;
};
constexpr auto kSetFlags = std::to_array<SetFlag>({{IPSET_FLAG_WITH_COUNTERS, &Set::counters},
                                                   {IPSET_FLAG_WITH_COMMENT, &Set::comment},
                                                   {IPSET_FLAG_WITH_FORCEADD, &Set::forceadd},
                                                   {IPSET_FLAG_WITH_SKBINFO, &Set::skbinfo}});

struct ElementFlag {
  std::uint32_t bit;
  bool Element::* member;
};
constexpr auto kElementFlags =
    std::to_array<ElementFlag>({{IPSET_FLAG_PHYSDEV, &Element::physdev},
                                {IPSET_FLAG_NOMATCH, &Element::nomatch},
                                {IPSET_FLAG_IFACE_WILDCARD, &Element::wildcard}});

void ReadSettings(const Data& data, Set& set) {
  if (const auto& view = data[IPSET_ATTR_HASHSIZE]) set.hashsize = view.Be32();
  if (const auto& view = data[IPSET_ATTR_MAXELEM]) set.maxelem = view.Be32();
  if (const auto& view = data[IPSET_ATTR_SIZE]) set.size = view.Be32();
  if (const auto& view = data[IPSET_ATTR_NETMASK]) set.netmask = view.U8();
  if (const auto mask = AddressOf(data[kBitmaskAttribute])) set.bitmask = mask;
  if (const auto& view = data[IPSET_ATTR_TIMEOUT]) set.timeout = view.Be32();
  if (const auto& view = data[IPSET_ATTR_BUCKETSIZE]) set.bucketsize = view.U8();
  if (const auto& view = data[IPSET_ATTR_INITVAL]) set.initval = view.Be32();
  const std::uint32_t flags = data[IPSET_ATTR_CADT_FLAGS].Be32();
  for (const SetFlag& flag : kSetFlags) set.*flag.member = (flags & flag.bit) != 0;
  if (set.type == ipset::Type::kBitmapIp) {
    set.addresses.low = AddressOf(data[IPSET_ATTR_IP]).value_or(Address{});
    set.addresses.high = AddressOf(data[IPSET_ATTR_IP_TO]).value_or(set.addresses.low);
  }
  if (set.type == ipset::Type::kBitmapPort) {
    set.first_port = data[IPSET_ATTR_PORT].Be16();
    set.last_port = data[IPSET_ATTR_PORT_TO].Be16();
  }
}

void ReadExtensions(const Data& data, const Set& set, Element& element) {
  if (const auto& view = data[IPSET_ATTR_TIMEOUT]) element.timeout = view.Be32();
  element.packets = data[IPSET_ATTR_PACKETS].Be64();
  element.bytes = data[IPSET_ATTR_BYTES].Be64();
  element.comment = data[IPSET_ATTR_COMMENT].String();
  const std::uint32_t flags = data[IPSET_ATTR_CADT_FLAGS].Be32();
  for (const ElementFlag& flag : kElementFlags) element.*flag.member = (flags & flag.bit) != 0;
  if (!set.skbinfo) return;
  ipset::SkbInfo info;
  const std::uint64_t mark = data[IPSET_ATTR_SKBMARK].Be64();
  info.mark = static_cast<std::uint32_t>(mark >> 32U);
  info.mark_mask = static_cast<std::uint32_t>(mark);
  info.priority = data[IPSET_ATTR_SKBPRIO].Be32();
  info.queue = data[IPSET_ATTR_SKBQUEUE].Be16();
  element.skbinfo = info;
}

// Nothing when a part of the key is missing.
std::optional<Element> ReadElement(const Data& data, const Set& set) {
  Element element;
  const auto& dimensions = set.info().dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    switch (dimensions[i]) {
      case Dimension::kAddress:
      case Dimension::kNetwork: {
        const auto address =
            AddressOf(data[i == 0 ? std::size_t{IPSET_ATTR_IP} : std::size_t{IPSET_ATTR_IP2}]);
        if (!address || (set.family && address->family() != *set.family)) return std::nullopt;
        (i == 0 ? element.address : element.address2) = *address;
        if (dimensions[i] == Dimension::kAddress) break;
        const auto& view =
            data[i == 0 ? std::size_t{IPSET_ATTR_CIDR} : std::size_t{IPSET_ATTR_CIDR2}];
        const auto whole = static_cast<std::uint8_t>(address->length * 8U);
        const std::uint8_t prefix = view ? view.U8() : whole;
        if (prefix > whole) return std::nullopt;
        (i == 0 ? element.prefix : element.prefix2) = prefix;
        break;
      }
      case Dimension::kPort:
        if (!data[IPSET_ATTR_PORT]) return std::nullopt;
        element.port = data[IPSET_ATTR_PORT].Be16();
        element.protocol = data[IPSET_ATTR_PROTO].U8();
        break;
      case Dimension::kInterface:
        element.name = data[IPSET_ATTR_IFACE].String();
        break;
      case Dimension::kSet:
        element.name = data[IPSET_ATTR_NAME].String();
        break;
    }
  }
  ReadExtensions(data, set, element);
  return element;
}

}  // namespace

void SetDecoder::Add(std::string_view payload) {
  const AttributeTable<kCommandAttributes> message(payload);
  const std::string_view name = message[IPSET_ATTR_SETNAME].String();
  if (name.empty()) return;
  if (message[IPSET_ATTR_TYPENAME]) {
    const std::string_view type_name = message[IPSET_ATTR_TYPENAME].String();
    const ipset::TypeInfo* type = ipset::FindType(type_name);
    if (type == nullptr) {
      sets_.unknown.push_back(
          {std::string(name), std::string(type_name), message[IPSET_ATTR_REVISION].U8()});
      return;
    }
    if (sets_.sets.Find(name) != nullptr) return;
    Set set;
    set.name = name;
    set.type = type->type;
    if (type->hash() || type->type == ipset::Type::kBitmapIp) {
      const bool ipv6 = message[IPSET_ATTR_FAMILY].U8() == AF_INET6;
      set.family = ipv6 ? Family::kIpv6 : Family::kIpv4;
    }
    ReadSettings(Data(message[IPSET_ATTR_DATA].bytes()), set);
    sets_.sets.Add(std::move(set));
  }
  Set* set = sets_.sets.Find(name);
  if (set == nullptr) return;
  ForEachAttribute(message[IPSET_ATTR_ADT].bytes(), [&](std::uint16_t, std::string_view run) {
    if (auto element = ReadElement(Data(run), *set)) set->elements.push_back(std::move(*element));
  });
}

}  // namespace cnft::compat
