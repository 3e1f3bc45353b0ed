// SPDX-License-Identifier: GPL-2.0-or-later
// The contents of an IP set as those of an nftables set.
#include "translator/native_set.h"

#include <netinet/in.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ruleset/ipset/printer.h"
#include "translator/networks.h"
#include "translator/resources.h"

namespace cnft::translator {
namespace {

using ipset::Dimension;
using nftables::DataType;

constexpr std::size_t kInterfaceLength = 16;

std::vector<DataType> KeyTypes(const ipset::Set& set, SetPart part) {
  std::vector<DataType> types;
  const DataType address =
      set.family == Family::kIpv6 ? DataType::kIpv6Address : DataType::kIpv4Address;
  for (const Dimension dimension : set.info().dimensions) {
    switch (dimension) {
      case Dimension::kAddress:
      case Dimension::kNetwork:
        types.push_back(address);
        break;
      case Dimension::kPort:
        if (set.type != ipset::Type::kBitmapPort) types.push_back(DataType::kInetProtocol);
        if (part.ports != PortKind::kNone) types.push_back(DataType::kInetService);
        break;
      case Dimension::kInterface:
        types.push_back(DataType::kInterfaceName);
        break;
      case Dimension::kSet:
        types.push_back(DataType::kInetService);
        break;
    }
  }
  return types;
}

void AppendBytes(const Address& address, std::string& key) {
  key.append(reinterpret_cast<const char*>(address.bytes.data()), address.length);
}

void AppendPort(const ipset::Set& set, const ipset::Element& element, std::string& key) {
  if (set.type != ipset::Type::kBitmapPort) key += static_cast<char>(element.protocol);
  if (KindOf(set, element) == PortKind::kNone) return;
  key += static_cast<char>(element.port >> 8);
  key += static_cast<char>(element.port & 0xff);
}

// What lies between the network and the ends of the key: in front of it and behind it.
struct Frame {
  std::string before;
  std::string after;
  friend auto operator<=>(const Frame&, const Frame&) = default;
};

Frame FrameOf(const ipset::Set& set, const ipset::Element& element) {
  Frame frame;
  bool passed = false;
  const auto& dimensions = set.info().dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    std::string& part = passed ? frame.after : frame.before;
    switch (dimensions[i]) {
      case Dimension::kAddress:
        AppendBytes(i == 0 ? element.address : element.address2, part);
        break;
      case Dimension::kNetwork:
        passed = true;
        break;
      case Dimension::kPort:
        AppendPort(set, element, part);
        break;
      case Dimension::kInterface:
      case Dimension::kSet:
        break;
    }
  }
  return frame;
}

class Builder {
 public:
  Builder(const ipset::Set& set, SetPart part) : set_(set), part_(part) {}

  std::expected<nftables::Set, std::string> Build() {
    native_.name = NativeSetName(set_.name, part_);
    native_.key = KeyTypes(set_, part_);
    native_.interval = set_.info().Has(Dimension::kNetwork);
    native_.timeout = set_.timeout.has_value();
    native_.counters = set_.counters && !part_.exceptions;
    native_.span = set_.span;
    // Who asks for the ipset finds what it was made with in its main part.
    native_.origin = ipset::PrintCreate(set_, false);
    native_.elements.reserve(set_.elements.size());
    if (native_.interval) {
      if (const std::string why = AddNetworks(); !why.empty()) return std::unexpected(why);
    } else {
      AddPoints();
    }
    native_.size = Size();
    return std::move(native_);
  }

 private:
  // Intervals grow as they like. For others the kernel makes a table of the size it is told: with
  // room to grow, since another size makes it another set.
  std::uint32_t Size() const {
    if (native_.interval) return 0;
    constexpr std::size_t kLeast = 64;
    return static_cast<std::uint32_t>(std::bit_ceil(std::max(kLeast, native_.elements.size() * 2)));
  }

  // Elements that no packet meets are left out.
  bool Holds(const ipset::Element& element) const {
    // Rules look at the interface of the packet, never at the port of a bridge it came through.
    if (element.physdev || KindOf(set_, element) != part_.ports) return false;
    // ipset finds no protocol behind this one.
    return set_.family != Family::kIpv6 || element.protocol != IPPROTO_NONE;
  }

  std::uint32_t Timeout(const ipset::Element& element) const {
    return element.timeout.value_or(set_.timeout.value_or(0));
  }

  nftables::Element& Add(std::string key, std::string key_end, const ipset::Element& element,
                         std::uint32_t timeout) {
    nftables::Element& native = native_.elements.emplace_back();
    native.key = std::move(key);
    if (key_end != native.key) native.key_end = std::move(key_end);
    native.timeout_ms = std::uint64_t{timeout} * 1000;
    if (native_.counters) native.counters = nftables::Counters{element.packets, element.bytes};
    native.comment = element.comment;
    return native;
  }

  void AddPoints() {
    std::uint32_t index = 0;
    for (const ipset::Element& element : set_.elements) {
      if (!Holds(element)) continue;
      if (set_.info().list()) {
        // A list is kept for those who ask what it holds; packets ask its members.
        const auto number = nftables::Value::Number(index++, 2);
        std::string key(reinterpret_cast<const char*>(number.bytes.data()), 2);
        Add(std::move(key), {}, element, Timeout(element)).comment = element.name;
      } else {
        Add(FrameOf(set_, element).before, {}, element, Timeout(element));
      }
    }
  }

  std::string AddNetworks() {
    // Networks compete with those of the same port, address or interface only.
    std::map<Frame, std::vector<Network>> groups;
    for (const ipset::Element& element : set_.elements) {
      if (!Holds(element)) continue;
      const bool first = set_.info().dimensions[0] == Dimension::kNetwork;
      groups[FrameOf(set_, element)].push_back({first ? element.address : element.address2,
                                                first ? element.prefix : element.prefix2,
                                                Timeout(element), &element});
    }
    const bool exact = set_.counters || set_.comment;
    for (auto& [frame, networks] : groups) {
      std::string why;
      if (set_.type == ipset::Type::kHashNetIface) {
        why = AddInterfaces(networks, exact);
      } else {
        why = Flatten(std::move(networks), part_.exceptions, exact, [&](const Piece& piece) {
          AddPiece(piece, frame.before, frame.before, frame.after, frame.after);
        });
      }
      if (!why.empty()) return why;
    }
    return {};
  }

  void AddPiece(const Piece& piece, const std::string& before, const std::string& before_end,
                const std::string& after, const std::string& after_end) {
    std::string key = before;
    AppendBytes(piece.range.low, key);
    key += after;
    std::string end = before_end;
    AppendBytes(piece.range.high, end);
    end += after_end;
    nftables::Element& native =
        Add(std::move(key), std::move(end), *piece.network->element, piece.timeout);
    // What an element has counted goes to its first piece.
    if (native.counters && !counted_.insert(piece.network->element).second) {
      native.counters = nftables::Counters{};
    }
  }

  // All networks of a hash:net,iface. Names are intervals too: one name, or all that begin alike.
  std::string AddInterfaces(const std::vector<Network>& networks, bool exact) {
    std::set<NameRange> patterns;
    for (const Network& network : networks) patterns.insert(RangeOf(*network.element));
    for (const NameRange& pattern : patterns) {
      // What a packet whose name has this as its narrowest pattern is compared with.
      std::vector<Network> here;
      std::vector<NameRange> names = {pattern};
      for (const Network& network : networks) {
        const NameRange other = RangeOf(*network.element);
        if (other.low <= pattern.low && pattern.high <= other.high) here.push_back(network);
      }
      for (const NameRange& other : patterns) {
        if (other != pattern && pattern.low <= other.low && other.high <= pattern.high) {
          names = Without(names, other);
        }
      }
      const std::string why =
          Flatten(std::move(here), part_.exceptions, exact, [&](const Piece& piece) {
            for (const NameRange& name : names) AddPiece(piece, {}, {}, name.low, name.high);
          });
      if (!why.empty()) return why;
    }
    return {};
  }

  // Interface names from low to high, each of 16 bytes.
  struct NameRange {
    std::string low;
    std::string high;
    friend auto operator<=>(const NameRange&, const NameRange&) = default;
  };

  static NameRange RangeOf(const ipset::Element& element) {
    NameRange range{element.name, element.name};
    range.low.resize(kInterfaceLength, '\0');
    range.high.resize(kInterfaceLength, element.wildcard ? '\xff' : '\0');
    return range;
  }

  static std::string Step(std::string name, int by) {
    for (std::size_t i = name.size(); i-- > 0;) {
      name[i] = static_cast<char>(name[i] + by);
      if (static_cast<unsigned char>(name[i]) != (by > 0 ? 0U : 0xffU)) break;
    }
    return name;
  }

  static std::vector<NameRange> Without(const std::vector<NameRange>& names,
                                        const NameRange& hole) {
    std::vector<NameRange> rest;
    for (const NameRange& name : names) {
      if (hole.high < name.low || name.high < hole.low) {
        rest.push_back(name);
        continue;
      }
      if (name.low < hole.low) rest.push_back({name.low, Step(hole.low, -1)});
      if (hole.high < name.high) rest.push_back({Step(hole.high, 1), name.high});
    }
    return rest;
  }

  const ipset::Set& set_;
  SetPart part_;
  nftables::Set native_;
  std::unordered_set<const ipset::Element*> counted_;
};

}  // namespace

PortKind KindOf(const ipset::Set& set, const ipset::Element& element) {
  if (!set.info().Has(Dimension::kPort) || set.type == ipset::Type::kBitmapPort) {
    return PortKind::kPort;
  }
  switch (element.protocol) {
    case IPPROTO_TCP:
    case IPPROTO_UDP:
    case IPPROTO_SCTP:
    case IPPROTO_UDPLITE:
      return PortKind::kPort;
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6:
      return PortKind::kIcmp;
    default:
      return PortKind::kNone;
  }
}

std::string NativeSetName(std::string_view ipset, SetPart part) {
  // Two dots never come out of NftName.
  std::string name = NftName(ipset);
  if (part.ports == PortKind::kIcmp) name += "..icmp";
  if (part.ports == PortKind::kNone) name += "..protocols";
  if (part.exceptions) name += "..nomatch";
  return name;
}

std::expected<nftables::Set, std::string> NativeSet(const ipset::Set& set, SetPart part) {
  return Builder(set, part).Build();
}

}  // namespace cnft::translator
