// SPDX-License-Identifier: GPL-2.0-or-later
// What one `add` or `del` names: an element, or ranges that the kernel writes out as many.
#include "ruleset/ipset/pattern.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ruleset/ipset/create.h"
#include "ruleset/ipset/icmp.h"
#include "ruleset/iptables/values.h"

namespace cnft::ipset {
namespace {

constexpr std::size_t kMaxInterfaceName = 15;
constexpr std::string_view kPhysdev = "physdev:";

std::unexpected<Fault> Wrong(std::string_view at, std::string message, std::string hint = {}) {
  return std::unexpected(Fault{std::move(message), std::move(hint), at});
}

// The two sides of the first separator that is neither the first nor the last byte.
using Halves = std::pair<std::string_view, std::optional<std::string_view>>;
Halves Split(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos || at == 0 || text.back() == separator) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

// The two sides of a range; names that hold dashes stand in brackets.
Halves SplitRange(std::string_view text) {
  if (text.empty() || text[0] != '[') return Split(text, '-');
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos || close + 2 >= text.size() || text[close + 1] != '-') {
    return {text, {}};
  }
  return {text.substr(0, close + 1), text.substr(close + 2)};
}

std::string_view WithoutBrackets(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return text;
  return text.substr(1, text.size() - 2);
}

std::uint32_t ToNumber(const Address& address) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | address.bytes[i];
  return number;
}

Address ToAddress(std::uint32_t number) {
  Address address;
  for (std::size_t i = 4; i-- > 0; number >>= 8) {
    address.bytes[i] = static_cast<std::uint8_t>(number);
  }
  return address;
}

// ---- Addresses ----------------------------------------------------------------------------------

// "address", "address/prefix" or "low-high".
struct AddressText {
  Address low;
  std::optional<Address> high;
  std::optional<std::uint8_t> prefix;
};

Parsed<Address> ParseOne(std::string_view text, Family family) {
  if (const auto address = ParseAddress(WithoutBrackets(text), family)) return *address;
  return Wrong(
      text,
      fmt::format("'{}' is not an {} address", text, family == Family::kIpv4 ? "IPv4" : "IPv6"),
      "names are not looked up");
}

Parsed<AddressText> ParseAddressText(std::string_view text, Family family) {
  AddressText result;
  const auto [network, prefix] = Split(text, '/');
  if (prefix) {
    const unsigned bits = AddressLength(family) * 8U;
    const auto number = iptables::ParseNumber(*prefix, bits);
    if (!number) {
      return Wrong(*prefix, fmt::format("'{}' is not a prefix length of 0 to {}", *prefix, bits));
    }
    result.prefix = static_cast<std::uint8_t>(*number);
    auto low = ParseOne(network, family);
    if (!low) return std::unexpected(low.error());
    result.low = *low;
    return result;
  }
  const auto [low, high] = SplitRange(text);
  auto first = ParseOne(low, family);
  if (!first) return std::unexpected(first.error());
  result.low = *first;
  if (!high) return result;
  auto last = ParseOne(*high, family);
  if (!last) return std::unexpected(last.error());
  result.high = *last;
  if (*result.high < result.low) std::swap(result.low, *result.high);
  return result;
}

// The networks that make up low..high, as ip_set_range_to_cidr cuts it.
std::vector<Network> Cut(std::uint32_t low, std::uint32_t high) {
  std::vector<Network> networks;
  for (;;) {
    unsigned prefix = 1;
    std::uint32_t last = low;
    for (; prefix <= 32; ++prefix) {
      const std::uint32_t host = prefix == 32 ? 0 : 0xffffffffU >> prefix;
      if ((low & host) != 0 || (low | host) > high) continue;
      last = low | host;
      break;
    }
    networks.push_back({ToAddress(low), static_cast<std::uint8_t>(prefix)});
    if (last >= high) return networks;
    low = last + 1;
  }
}

Parsed<std::vector<Network>> ParseNetworks(std::string_view text, Family family, bool zero_prefix) {
  auto parsed = ParseAddressText(text, family);
  if (!parsed) return std::unexpected(parsed.error());
  if (parsed->high) {
    if (family == Family::kIpv6) {
      return Wrong(text, "IPv6 sets take no ranges of addresses", "write address/prefix");
    }
    const std::uint32_t low = ToNumber(parsed->low);
    const std::uint32_t high = ToNumber(*parsed->high);
    if (low == 0 && high == 0xffffffff) {
      return Wrong(text, "ipset takes no range that covers all addresses",
                   "write 0.0.0.0/1 and 128.0.0.0/1");
    }
    return Cut(low, high);
  }
  const auto bits = static_cast<std::uint8_t>(AddressLength(family) * 8U);
  const std::uint8_t prefix = parsed->prefix.value_or(bits);
  if (prefix == 0 && !zero_prefix) {
    return Wrong(
        text, "ipset takes a prefix length of 0 only in hash:net,iface",
        family == Family::kIpv4 ? "write 0.0.0.0/1 and 128.0.0.0/1" : "write ::/1 and 8000::/1");
  }
  return std::vector<Network>{{And(parsed->low, PrefixMask(family, prefix)), prefix}};
}

// A range of single addresses; IPv6 takes one only.
Parsed<AddressRange> ParseAddresses(std::string_view text, Family family, bool only_one) {
  auto parsed = ParseAddressText(text, family);
  if (!parsed) return std::unexpected(parsed.error());
  const unsigned bits = AddressLength(family) * 8U;
  const std::uint8_t prefix = parsed->prefix.value_or(static_cast<std::uint8_t>(bits));
  if (only_one && (parsed->high || prefix != bits)) {
    return Wrong(text, "here a single address must stand");
  }
  if (parsed->high) return AddressRange{parsed->low, *parsed->high};
  if (prefix == 0) return Wrong(text, "ipset takes no prefix length of 0 here");
  const Address mask = PrefixMask(family, prefix);
  return RangeOf({And(parsed->low, mask), mask});
}

// The addresses of the first dimension, cut to the mask of the set and checked against its bounds.
Parsed<AddressRange> ParseFirst(std::string_view text, const Set& set) {
  const Family family = set.family.value_or(Family::kIpv4);
  auto range = ParseAddresses(text, family, family == Family::kIpv6);
  if (!range) return range;
  if (const auto mask = set.Mask()) {
    if (range->low != range->high && (set.bitmask || set.type == Type::kHashIpPort)) {
      return Wrong(text, "cnft takes no range of addresses in a set with this mask",
                   "write the addresses one by one");
    }
    range->low = And(range->low, *mask);
    range->high = And(range->high, *mask);
  }
  const bool takes_zero = set.type != Type::kHashIp && set.type != Type::kHashIpPort;
  if (range->low.zero() && !takes_zero) {
    return Wrong(text, "ipset takes no address that is all zeros");
  }
  if (set.type == Type::kBitmapIp &&
      (range->low < set.addresses.low || set.addresses.high < range->high)) {
    return Wrong(text, fmt::format("'{}' is outside the range {}-{} of the set", text,
                                   Print(set.addresses.low), Print(set.addresses.high)));
  }
  return range;
}

// ---- Ports --------------------------------------------------------------------------------------

Parsed<PortPattern> ParsePorts(std::string_view text, std::uint8_t protocol) {
  const auto [low, high] = SplitRange(text);
  const auto one = [](std::string_view port) { return iptables::ParsePort(WithoutBrackets(port)); };
  const auto first = one(low);
  if (!first) return Wrong(low, fmt::format("'{}' is not a port", low));
  const auto last = high ? one(*high) : first;
  if (!last) return Wrong(*high, fmt::format("'{}' is not a port", *high));
  return PortPattern{protocol, std::min(*first, *last), std::max(*first, *last)};
}

Parsed<PortPattern> ParseIcmp(std::string_view text, std::uint8_t protocol) {
  const bool v6 = protocol == IPPROTO_ICMPV6;
  std::optional<std::uint16_t> code = v6 ? FindIcmpv6(text) : FindIcmp(text);
  if (!code) {
    const auto [type, rest] = Split(text, '/');
    const auto type_number = iptables::ParseNumber(type, 0xff);
    const auto code_number = rest ? iptables::ParseNumber(*rest, 0xff) : std::nullopt;
    if (!type_number || !code_number) {
      return Wrong(text, fmt::format("'{}' is neither the name of an {} message nor type/code",
                                     text, v6 ? "ICMPv6" : "ICMP"));
    }
    code = static_cast<std::uint16_t>(*type_number << 8 | *code_number);
  }
  return PortPattern{protocol, *code, *code};
}

Parsed<PortPattern> ParsePort(std::string_view text, Family family) {
  const auto [name, rest] = Split(text, ':');
  if (!rest) return ParsePorts(text, IPPROTO_TCP);
  const auto protocol = iptables::ParseProtocol(name);
  if (!protocol || *protocol == 0) {
    return Wrong(name, fmt::format("'{}' is not a protocol", name));
  }
  switch (*protocol) {
    case IPPROTO_TCP:
    case IPPROTO_UDP:
    case IPPROTO_SCTP:
    case IPPROTO_UDPLITE:
      return ParsePorts(*rest, *protocol);
    case IPPROTO_ICMP:
      if (family != Family::kIpv4) return Wrong(name, "ICMP stands in IPv4 sets only", "icmpv6:…");
      return ParseIcmp(*rest, *protocol);
    case IPPROTO_ICMPV6:
      if (family != Family::kIpv6) return Wrong(name, "ICMPv6 stands in IPv6 sets only", "icmp:…");
      return ParseIcmp(*rest, *protocol);
    default:
      if (*rest != "0") {
        return Wrong(*rest, fmt::format("protocol {} has no ports", name),
                     fmt::format("write {}:0", name));
      }
      return PortPattern{*protocol, 0, 0};
  }
}

std::string_view PartAt(std::string_view text, std::size_t index) {
  for (; index > 0; --index) text.remove_prefix(text.find(',') + 1);
  return text.substr(0, text.find(','));
}

Parsed<void> ParseInterface(std::string_view text, Pattern& pattern) {
  if (text.starts_with(kPhysdev)) {
    pattern.physdev = true;
    text.remove_prefix(kPhysdev.size());
  }
  if (text.empty() || text.size() > kMaxInterfaceName) {
    return Wrong(text, fmt::format("an interface name has 1 to {} bytes", kMaxInterfaceName));
  }
  pattern.name = text;
  return {};
}

Parsed<void> ParsePart(std::string_view text, const Set& set, std::size_t index, Pattern& pattern) {
  const Family family = set.family.value_or(Family::kIpv4);
  const auto keep = [](auto parsed, auto& target) -> Parsed<void> {
    if (!parsed) return std::unexpected(parsed.error());
    target = std::move(*parsed);
    return {};
  };
  switch (set.info().dimensions[index]) {
    case Dimension::kAddress: {
      if (index == 0) return keep(ParseFirst(text, set), pattern.addresses);
      auto address = ParseAddresses(text, family, true);
      if (!address) return std::unexpected(address.error());
      pattern.address2 = address->low;
      return {};
    }
    case Dimension::kNetwork:
      return keep(ParseNetworks(text, family, set.type == Type::kHashNetIface),
                  index == 0 ? pattern.networks : pattern.networks2);
    case Dimension::kPort: {
      auto port = set.type == Type::kBitmapPort ? ParseBitmapPort(text) : ParsePort(text, family);
      if (port && set.type == Type::kBitmapPort &&
          (port->low < set.first_port || port->high > set.last_port)) {
        return Wrong(text, fmt::format("'{}' is outside the range {}-{} of the set", text,
                                       set.first_port, set.last_port));
      }
      return keep(std::move(port), pattern.port);
    }
    case Dimension::kInterface:
      return ParseInterface(text, pattern);
    case Dimension::kSet:
      if (text.size() > kMaxSetName) {
        return Wrong(text, fmt::format("names of sets have at most {} bytes", kMaxSetName));
      }
      pattern.name = text;
      return {};
  }
  return {};
}

std::uint64_t AddressStep(const Set& set) {
  if (!set.netmask || *set.netmask >= 32) return 1;
  return std::uint64_t{1} << (32U - *set.netmask);
}

}  // namespace

Parsed<AddressRange> ParseAddressRange(std::string_view text) {
  const bool range = Split(text, '/').second || SplitRange(text).second;
  if (!range) return Wrong(text, "a range is written low-high or address/prefix");
  return ParseAddresses(text, Family::kIpv4, false);
}

Parsed<PortPattern> ParseBitmapPort(std::string_view text) {
  const auto [name, rest] = Split(text, ':');
  if (!rest) return ParsePorts(text, 0);
  const auto protocol = iptables::ParseProtocol(name);
  if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP) {
    return Wrong(name, "bitmap:port knows TCP and UDP only", "leave the protocol out");
  }
  return ParsePorts(*rest, 0);
}

Parsed<Pattern> ParsePattern(std::string_view text, const Set& set) {
  const TypeInfo& type = set.info();
  const std::size_t wanted = type.dimensions.size();
  const auto parts = static_cast<std::size_t>(std::ranges::count(text, ',')) + 1;
  if (parts != wanted) {
    return Wrong({}, fmt::format("an element of {} has {} part{}, this one has {}", type.name,
                                 wanted, wanted == 1 ? "" : "s", parts));
  }
  Pattern pattern;
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::string_view part = PartAt(text, i);
    if (part.empty()) return Wrong({}, fmt::format("part {} of the element is empty", i + 1));
    if (auto parsed = ParsePart(part, set, i, pattern); !parsed) {
      return std::unexpected(parsed.error());
    }
  }
  return pattern;
}

std::uint64_t Count(const Pattern& pattern, const Set& set) {
  const TypeInfo& type = set.info();
  std::uint64_t count = 1;
  for (std::size_t i = 0; i < type.dimensions.size(); ++i) {
    switch (type.dimensions[i]) {
      case Dimension::kAddress:
        if (i == 0 && pattern.addresses.low.length == 4) {
          const std::uint64_t span =
              ToNumber(pattern.addresses.high) - ToNumber(pattern.addresses.low);
          count *= span / AddressStep(set) + 1;
        }
        break;
      case Dimension::kNetwork:
        count *= i == 0 ? pattern.networks.size() : pattern.networks2.size();
        break;
      case Dimension::kPort:
        count *= pattern.port.high - pattern.port.low + 1U;
        break;
      case Dimension::kInterface:
      case Dimension::kSet:
        break;
    }
  }
  return count;
}

void Expand(const Pattern& pattern, const Set& set, const Element& common,
            const std::function<bool(Element)>& each) {
  const TypeInfo& type = set.info();
  const auto third = [&](const Element& element) {
    if (type.dimensions.size() < 3) return each(element);
    Element full = element;
    if (type.dimensions[2] == Dimension::kAddress) {
      full.address2 = pattern.address2;
      return each(std::move(full));
    }
    return std::ranges::all_of(pattern.networks2, [&](const Network& network) {
      full.address2 = network.address;
      full.prefix2 = network.prefix;
      return each(full);
    });
  };
  const auto ports = [&](Element element) {
    element.name = pattern.name;
    element.physdev = pattern.physdev;
    if (!type.Has(Dimension::kPort)) return third(element);
    element.protocol = pattern.port.protocol;
    for (std::uint32_t port = pattern.port.low; port <= pattern.port.high; ++port) {
      element.port = static_cast<std::uint16_t>(port);
      if (!third(element)) return false;
    }
    return true;
  };
  Element element = common;
  if (type.dimensions[0] == Dimension::kNetwork) {
    for (const Network& network : pattern.networks) {
      element.address = network.address;
      element.prefix = network.prefix;
      if (!ports(element)) return;
    }
  } else if (type.dimensions[0] == Dimension::kAddress && pattern.addresses.low.length == 4) {
    const std::uint64_t step = AddressStep(set);
    const std::uint64_t last = ToNumber(pattern.addresses.high);
    for (std::uint64_t number = ToNumber(pattern.addresses.low); number <= last; number += step) {
      element.address = ToAddress(static_cast<std::uint32_t>(number));
      if (!ports(element)) return;
    }
  } else {
    element.address = pattern.addresses.low;
    ports(element);
  }
}

}  // namespace cnft::ipset
