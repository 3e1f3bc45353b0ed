// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of addresses, interfaces and sets of them.
#include "tests/packets/address_values.h"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

namespace cnft::test {

void SetSource(Sketch& sketch, const Address& address) { sketch.spec.source = address; }
void SetDestination(Sketch& sketch, const Address& address) { sketch.spec.destination = address; }

static Address Flip(Address address, std::size_t bit) {
  address.bytes[bit / 8] = static_cast<std::uint8_t>(address.bytes[bit / 8] ^ (0x80U >> bit % 8));
  return address;
}

static bool BitOf(const Address& mask, std::size_t bit) {
  return (mask.bytes[bit / 8] & 0x80U >> bit % 8) != 0;
}

void AddAddresses(OptionValues& values, std::string_view text, Family family, SetAddress set) {
  const auto inside = [&](const Address& a) {
    values.inside.push_back([=](Sketch& sketch) { set(sketch, a); });
  };
  const auto outside = [&](const Address& a) {
    values.outside.push_back([=](Sketch& sketch) { set(sketch, a); });
  };
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    const auto low = ParseAddress(text.substr(0, dash), family);
    const auto high = ParseAddress(text.substr(dash + 1), family);
    if (!low || !high) return;
    inside(*low);
    inside(*high);
    outside(Previous(*low));
    outside(Next(*high));
    return;
  }
  const std::size_t slash = text.find('/');
  const auto address = ParseAddress(text.substr(0, slash), family);
  if (!address) return;
  const std::size_t bits = address->length * std::size_t{8};
  Address mask = PrefixMask(family, static_cast<unsigned>(bits));
  if (slash != std::string_view::npos) {
    const std::string_view length = text.substr(slash + 1);
    if (const auto number = Number(length); number && *number <= bits) {
      mask = PrefixMask(family, static_cast<unsigned>(*number));
    } else if (const auto parsed = ParseAddress(length, family)) {
      mask = *parsed;
    }
  }
  const Address low = And(*address, mask);
  const Address high = Or(low, Not(mask));
  // One that stands for a host, if there is room, before the ends.
  if (low != high) inside(Next(low));
  inside(low);
  if (low != high) inside(high);
  std::vector<std::size_t> ones;
  for (std::size_t bit = 0; bit < bits; ++bit) {
    if (BitOf(mask, bit)) ones.push_back(bit);
  }
  if (ones.empty()) return;
  outside(Flip(low, ones.back()));
  outside(Flip(high, ones.front()));
  outside(Previous(low));
  outside(Next(high));
  outside(Flip(Next(low), ones[ones.size() / 2]));
}

// ---- Interfaces --------------------------------------------------------------------------------

bool NameMatches(std::string_view name, std::string_view pattern) {
  return pattern.ends_with('+') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                : name == pattern;
}

// The device that packets arrive on so that the stack sees them come from `device`.
static std::string Entrance(std::string_view device) {
  return std::string(device == "br0" ? "port1" : device);
}

void AddInterfaces(OptionValues& values, std::string_view pattern, Family family, bool out) {
  for (const DeviceInfo& device : Devices()) {
    if (!device.master.empty()) continue;
    auto& to = NameMatches(device.name, pattern) ? values.inside : values.outside;
    if (out) {
      const Address behind = AddressBehind(device.name, family);
      to.push_back([=](Sketch& sketch) { sketch.spec.destination = behind; });
    } else {
      const std::string entrance = Entrance(device.name);
      to.push_back([=](Sketch& sketch) {
        if (!sketch.packet.device.empty()) sketch.packet.device = entrance;
      });
    }
  }
  // What goes through lo is sent by the node to itself.
  const Address self = AddressBehind("lo", family);
  (NameMatches("lo", pattern) ? values.inside : values.outside).push_back([=](Sketch& sketch) {
    sketch.packet.device.clear();
    sketch.spec.source = sketch.spec.destination = self;
  });
}

// ---- Kinds of addresses ------------------------------------------------------------------------

void AddAddressTypes(OptionValues& values, std::string_view list, Family family, SetAddress set) {
  struct Typed {
    std::string_view type;
    const char* ipv4;
    const char* ipv6;
  };
  static constexpr Typed kTyped[] = {
      {"LOCAL", "33.1.2.3", "fd00:33::3"},
      {"LOCAL", "192.168.1.1", "fd00:192::1"},
      {"LOCAL", "127.0.0.1", "::1"},
      {"UNICAST", "8.8.8.8", "2001:db8::8"},
      {"UNICAST", "100.64.64.11", "fd00:64::11"},
      {"BROADCAST", "33.255.255.255", nullptr},
      {"BROADCAST", "255.255.255.255", nullptr},
      {"MULTICAST", "224.0.0.251", "ff05::2"},
      {"ANYCAST", nullptr, "fd00:33::"},
      {"UNREACHABLE", "198.51.100.5", "fd00:98::5"},
      {"PROHIBIT", "198.51.100.70", "fd00:99::5"},
      {"BLACKHOLE", "198.51.100.130", "fd00:9a::5"},
      {"UNSPEC", "0.0.0.0", "::"},
  };
  const auto wanted = Split(list, ',');
  for (const Typed& typed : kTyped) {
    const char* text = family == Family::kIpv4 ? typed.ipv4 : typed.ipv6;
    if (text == nullptr) continue;
    const Address address = *ParseAddress(text, family);
    const bool named = std::ranges::find(wanted, typed.type) != wanted.end();
    // Errors about such destinations are limited in number by the clock (net/ipv4/route.c,
    // ip_error): only a few of them.
    if (!named && (typed.type == "UNREACHABLE" || typed.type == "PROHIBIT")) continue;
    auto& to = named ? values.inside : values.outside;
    to.push_back([=](Sketch& sketch) { set(sketch, address); });
  }
}

// ---- Sets --------------------------------------------------------------------------------------

// One part of a set's element, as one dimension of a match sees it.
static void AddElementPart(OptionValues& values, std::string_view part, bool source,
                           Family family) {
  const SetAddress set_address = source ? SetSource : SetDestination;
  const auto set_port = source ? SetSourcePort : SetDestinationPort;
  if (part.starts_with("physdev:")) part.remove_prefix(8);
  const std::size_t colon = part.find(':');
  const bool named_protocol =
      colon != std::string_view::npos && IsProtocolName(part.substr(0, colon));
  if (named_protocol || part.find_first_not_of("0123456789-") == std::string_view::npos) {
    const std::string_view ports = named_protocol ? part.substr(colon + 1) : part;
    if (named_protocol) {
      const std::uint8_t protocol = *Protocol(part.substr(0, colon));
      values.inside.push_back([=](Sketch& sketch) { SetProtocol(sketch, protocol); });
      const std::uint8_t other = protocol == 6 ? 17 : 6;
      values.outside.push_back([=](Sketch& sketch) { SetProtocol(sketch, other); });
    }
    if (const auto range = ReadRange(ports, '-', 65535)) AddRange(values, *range, 65535, set_port);
    return;
  }
  const OptionValues before = values;
  AddAddresses(values, part, family, set_address);
  if (values.inside.size() == before.inside.size()) {
    AddInterfaces(values, part, family, !source);
  }
}

void AddSet(OptionValues& values, const OptionText& option, Family family, std::string_view ipset,
            int depth) {
  const std::string_view named =
      option.arguments.size() > 1 ? std::string_view(option.arguments[1]) : "src";
  const auto directions = Split(named, ',');
  std::istringstream lines{std::string(ipset)};
  const std::string prefix = fmt::format("add {} ", option.argument());
  std::size_t elements = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(prefix) || ++elements > 8) continue;
    std::string_view element = std::string_view(line).substr(prefix.size());
    element = element.substr(0, element.find(' '));
    if (ipset.find(fmt::format("create {} ", element)) != std::string_view::npos && depth < 2) {
      OptionText member = option;
      member.arguments[0] = element;
      AddSet(values, member, family, ipset, depth + 1);
      continue;
    }
    const auto parts = Split(element, ',');
    // All parts of one element together, and then each a little off.
    std::vector<OptionValues> each(parts.size());
    std::vector<Change> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool source =
          i < directions.size() ? directions[i] == "src" : directions.back() == "src";
      AddElementPart(each[i], parts[i], source, family);
      // A part that names a protocol and a port sets both.
      const std::size_t needed =
          parts[i].find(':') != std::string_view::npos && each[i].inside.size() > 1 ? 2 : 1;
      for (std::size_t k = 0; k < std::min(needed, each[i].inside.size()); ++k)
        all.push_back(each[i].inside[k]);
    }
    const auto with = [all](Change change) {
      return [all, change = std::move(change)](Sketch& sketch) {
        for (const Change& one : all) one(sketch);
        if (change) change(sketch);
      };
    };
    values.inside.push_back(with({}));
    for (const OptionValues& one : each) {
      for (const Change& change : one.inside) values.inside.push_back(with(change));
      for (const Change& change : one.outside) values.outside.push_back(with(change));
    }
  }
}

}  // namespace cnft::test
