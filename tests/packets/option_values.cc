// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of the options of rules: which option is about what.
#include "tests/packets/option_values.h"

#include <algorithm>
#include <charconv>

#include "tests/packets/address_values.h"

namespace cnft::test {
namespace {

struct Context {
  Family family;
  std::string_view ipset;
};

using Adder = void (*)(OptionValues&, const OptionText&, const Context&);

template <SetAddress kSet>
void Addresses(OptionValues& values, const OptionText& option, const Context& context) {
  for (const std::string_view part : Split(option.argument(), ',')) {
    AddAddresses(values, part, context.family, kSet);
  }
}

template <SetNumber kSet>
void Ports(OptionValues& values, const OptionText& option, const Context&) {
  AddPorts(values, option.argument(), kSet);
}

void BothPorts(OptionValues& values, const OptionText& option, const Context&) {
  AddPorts(values, option.argument(), SetSourcePort);
  AddPorts(values, option.argument(), SetDestinationPort);
}

template <bool kOut>
void Interfaces(OptionValues& values, const OptionText& option, const Context& context) {
  AddInterfaces(values, option.argument(), context.family, kOut);
}

void BridgePorts(OptionValues& values, const OptionText& option, const Context&) {
  for (const DeviceInfo& device : Devices()) {
    if (device.name == "br0") continue;
    const std::string name(device.name);
    const bool in =
        option.arguments.empty() ? !device.master.empty() : NameMatches(name, option.argument());
    (in ? values.inside : values.outside).push_back([=](Sketch& sketch) {
      if (!sketch.packet.device.empty()) sketch.packet.device = name;
    });
  }
}

// A number that is compared: with what it is near to.
template <SetNumber kSet, std::uint64_t kMost>
void Numbers(OptionValues& values, const OptionText& option, const Context&) {
  for (const std::string_view part : Split(option.argument(), ',')) {
    if (const auto range =
            ReadRange(part, part.find('-') == std::string_view::npos ? ':' : '-', kMost)) {
      AddRange(values, *range, kMost, kSet);
    }
  }
}

template <SetNumber kSet>
void Below(OptionValues& values, const OptionText& option, const Context&) {
  if (const auto number = Number(option.argument())) {
    if (*number > 0) values.inside.push_back([=](Sketch& sketch) { kSet(sketch, *number - 1); });
    values.outside.push_back([=](Sketch& sketch) { kSet(sketch, *number); });
  }
}

template <SetNumber kSet>
void Above(OptionValues& values, const OptionText& option, const Context&) {
  if (const auto number = Number(option.argument())) {
    values.inside.push_back([=](Sketch& sketch) { kSet(sketch, *number + 1); });
    values.outside.push_back([=](Sketch& sketch) { kSet(sketch, *number); });
  }
}

void SetTtl(Sketch& sketch, std::uint64_t ttl) { sketch.spec.ttl = static_cast<std::uint8_t>(ttl); }
void SetTos(Sketch& sketch, std::uint64_t tos) { sketch.spec.tos = static_cast<std::uint8_t>(tos); }
void SetDscp(Sketch& sketch, std::uint64_t dscp) {
  SetTos(sketch, dscp << 2U | (sketch.spec.tos & 3U));
}
void SetUser(Sketch& sketch, std::uint64_t user) {
  sketch.packet.user = static_cast<unsigned>(user);
}
void SetGroup(Sketch& sketch, std::uint64_t group) {
  sketch.packet.group = static_cast<unsigned>(group);
}
void SetSpi(Sketch& sketch, std::uint64_t spi) {
  sketch.spec.source_port = static_cast<std::uint16_t>(spi >> 16U);
  sketch.spec.destination_port = static_cast<std::uint16_t>(spi & 0xffffU);
  sketch.chosen_source_port = true;
}
void SetMss(Sketch& sketch, std::uint64_t mss) {
  sketch.spec.tcp_options = {2, 4, static_cast<char>(mss >> 8U & 0xffU),
                             static_cast<char>(mss & 0xffU)};
}
void SetTcpOption(Sketch& sketch, std::uint64_t kind) {
  sketch.spec.tcp_options = {static_cast<char>(kind), 4, 0, 0};
}

void Tos(OptionValues& values, const OptionText& option, const Context&) {
  const std::string_view text = option.argument();
  const std::size_t slash = text.find('/');
  const auto value = Number(text.substr(0, slash));
  const auto mask = slash == std::string_view::npos ? std::optional<std::uint64_t>(0xff)
                                                    : Number(text.substr(slash + 1));
  if (!value || !mask) {
    for (const std::uint64_t tos : {2U, 4U, 8U, 16U, 0U}) {
      values.inside.push_back([=](Sketch& sketch) { SetTos(sketch, tos); });
    }
    return;
  }
  const std::uint64_t tos = *value & *mask;
  values.inside.push_back([=](Sketch& sketch) { SetTos(sketch, tos); });
  values.inside.push_back([=](Sketch& sketch) { SetTos(sketch, tos | (~*mask & 0xffU)); });
  for (unsigned bit = 0; bit < 8; ++bit) {
    values.outside.push_back([=](Sketch& sketch) { SetTos(sketch, tos ^ (1U << bit)); });
  }
}

void DscpClass(OptionValues& values, const OptionText&, const Context&) {
  for (std::uint64_t dscp = 0; dscp < 64; ++dscp) {
    values.inside.push_back([=](Sketch& sketch) { SetDscp(sketch, dscp); });
  }
}

void Syn(OptionValues& values, const OptionText&, const Context&) {
  AddTcpFlags(values, kTcpFin | kTcpSyn | kTcpReset | kTcpAck, kTcpSyn);
}

void TcpFlagsOption(OptionValues& values, const OptionText& option, const Context&) {
  if (option.arguments.size() != 2) return;
  AddTcpFlags(values, TcpFlags(option.arguments[0]), TcpFlags(option.arguments[1]));
}

void LinkSource(OptionValues& values, const OptionText& option, const Context&) {
  std::string address;
  for (const std::string_view part : Split(option.argument(), ':')) {
    unsigned byte = 0;
    std::from_chars(part.data(), part.data() + part.size(), byte, 16);
    address += static_cast<char>(byte);
  }
  values.inside.push_back([=](Sketch& sketch) { sketch.packet.link_source = address; });
  for (std::size_t i = 0; i < address.size(); ++i) {
    std::string other = address;
    other[i] = static_cast<char>(other[i] ^ (i == 0 ? 4 : 1));
    values.outside.push_back([=](Sketch& sketch) { sketch.packet.link_source = other; });
  }
}

void PacketType(OptionValues& values, const OptionText& option, const Context&) {
  const std::string all(6, '\xff');
  const std::string group = {0x01, 0, 0x5e, 0, 0, 1};
  for (const auto& [name, address] : {std::pair<std::string_view, std::string>{"unicast", {}},
                                      {"broadcast", all},
                                      {"multicast", group}}) {
    (option.argument() == name ? values.inside : values.outside).push_back([=](Sketch& sketch) {
      sketch.packet.link_destination = address;
    });
  }
}

template <SetAddress kSet>
void AddressTypes(OptionValues& values, const OptionText& option, const Context& context) {
  AddAddressTypes(values, option.argument(), context.family, kSet);
}

struct Entry {
  std::string_view name;
  Adder add;
  int order = 1;
};

// Options that look at a packet; in `order` of their effect on it.
constexpr Entry kEntries[] = {
    {"-i", Interfaces<false>, 1},
    {"--in-interface", Interfaces<false>, 1},
    {"-o", Interfaces<true>, 0},
    {"--out-interface", Interfaces<true>, 0},
    {"--physdev-in", BridgePorts, 1},
    {"--physdev-is-in", BridgePorts, 1},
    {"-s", Addresses<SetSource>, 2},
    {"--source", Addresses<SetSource>, 2},
    {"--src", Addresses<SetSource>, 2},
    {"--src-range", Addresses<SetSource>, 2},
    {"--ctorigsrc", Addresses<SetSource>, 2},
    {"--ctrepldst", Addresses<SetSource>, 2},
    {"--src-type", AddressTypes<SetSource>, 2},
    {"-d", Addresses<SetDestination>, 2},
    {"--destination", Addresses<SetDestination>, 2},
    {"--dst", Addresses<SetDestination>, 2},
    {"--dst-range", Addresses<SetDestination>, 2},
    {"--ctorigdst", Addresses<SetDestination>, 2},
    {"--ctreplsrc", Addresses<SetDestination>, 2},
    {"--dst-type", AddressTypes<SetDestination>, 2},
    {"-p",
     [](OptionValues& v, const OptionText& o, const Context&) { AddProtocol(v, o.argument()); }, 3},
    {"--protocol",
     [](OptionValues& v, const OptionText& o, const Context&) { AddProtocol(v, o.argument()); }, 3},
    {"--proto",
     [](OptionValues& v, const OptionText& o, const Context&) { AddProtocol(v, o.argument()); }, 3},
    {"--ctproto",
     [](OptionValues& v, const OptionText& o, const Context&) { AddProtocol(v, o.argument()); }, 3},
    {"--sport", Ports<SetSourcePort>, 4},
    {"--source-port", Ports<SetSourcePort>, 4},
    {"--sports", Ports<SetSourcePort>, 4},
    {"--source-ports", Ports<SetSourcePort>, 4},
    {"--ctorigsrcport", Ports<SetSourcePort>, 4},
    {"--ctrepldstport", Ports<SetSourcePort>, 4},
    {"--dport", Ports<SetDestinationPort>, 4},
    {"--destination-port", Ports<SetDestinationPort>, 4},
    {"--dports", Ports<SetDestinationPort>, 4},
    {"--destination-ports", Ports<SetDestinationPort>, 4},
    {"--ctorigdstport", Ports<SetDestinationPort>, 4},
    {"--ctreplsrcport", Ports<SetDestinationPort>, 4},
    {"--ports", BothPorts, 4},
    {"--port", BothPorts, 4},
    {"--tcp-flags", TcpFlagsOption, 4},
    {"--syn", Syn, 4},
    {"--tcp-option", Numbers<SetTcpOption, 255>, 4},
    {"--mss", Numbers<SetMss, 65535>, 4},
    {"--icmp-type",
     [](OptionValues& v, const OptionText& o, const Context&) {
       AddIcmpType(v, o.argument(), false);
     },
     4},
    {"--icmpv6-type",
     [](OptionValues& v, const OptionText& o, const Context&) {
       AddIcmpType(v, o.argument(), true);
     },
     4},
    {"--espspi", Numbers<SetSpi, 0xffffffffU>, 4},
    {"--ahspi", Numbers<SetSpi, 0xffffffffU>, 4},
    {"--mark",
     [](OptionValues& v, const OptionText& o, const Context&) { AddMark(v, o.argument()); }, 1},
    {"--match-set",
     [](OptionValues& v, const OptionText& o, const Context& c) {
       AddSet(v, o, c.family, c.ipset);
     },
     3},
    {"--ttl-eq", Numbers<SetTtl, 255>, 2},
    {"--hl-eq", Numbers<SetTtl, 255>, 2},
    {"--ttl", Numbers<SetTtl, 255>, 2},
    {"--ttl-lt", Below<SetTtl>, 2},
    {"--hl-lt", Below<SetTtl>, 2},
    {"--ttl-gt", Above<SetTtl>, 2},
    {"--hl-gt", Above<SetTtl>, 2},
    {"--tos", Tos, 2},
    {"--dscp", Numbers<SetDscp, 63>, 2},
    {"--dscp-class", DscpClass, 2},
    {"--length", Numbers<SetLength, 65535>, 6},
    {"--uid-owner", Numbers<SetUser, 65533>, 1},
    {"--gid-owner", Numbers<SetGroup, 65533>, 1},
    {"--mac-source", LinkSource, 1},
    {"--pkt-type", PacketType, 1},
};

}  // namespace

OptionValues ValuesOf(const OptionText& option, Family family, std::string_view ipset) {
  OptionValues values;
  const auto entry = std::ranges::find(kEntries, option.name, &Entry::name);
  // Targets have options of the same names.
  const bool target = !option.module.empty() &&
                      std::ranges::all_of(option.module, [](char c) { return c < 'a' || c > 'z'; });
  if (entry == std::end(kEntries) || target) return values;
  entry->add(values, option, {family, ipset});
  values.order = entry->order;
  if (option.negated) std::swap(values.inside, values.outside);
  return values;
}

}  // namespace cnft::test
