// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of the options of rules.
#include "tests/packets/option_values.h"

#include <arpa/inet.h>

#include <fmt/format.h>
#include <netdb.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <sstream>

namespace cnft::test {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// Decimal, hexadecimal with 0x, or octal with 0.
std::optional<std::uint64_t> Number(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
  return number;
}

// low..high as "low:high", "low-high", either end left out, or one number.
struct Range {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};
std::optional<Range> ReadRange(std::string_view text, char separator, std::uint64_t most) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) {
    const auto number = Number(text);
    if (!number) return {};
    return Range{*number, *number};
  }
  const auto low = at == 0 ? std::optional<std::uint64_t>(0) : Number(text.substr(0, at));
  const auto high =
      at + 1 == text.size() ? std::optional<std::uint64_t>(most) : Number(text.substr(at + 1));
  if (!low || !high) return {};
  return Range{*low, *high};
}

// Both ends of the range, and what is just beyond.
template <typename Set>
void AddRange(OptionValues& values, Range range, std::uint64_t most, const Set& set) {
  values.inside.push_back([=](Sketch& sketch) { set(sketch, range.low); });
  if (range.high != range.low) {
    values.inside.push_back([=](Sketch& sketch) { set(sketch, range.high); });
  }
  if (range.low > 0) values.outside.push_back([=](Sketch& sketch) { set(sketch, range.low - 1); });
  if (range.high < most) {
    values.outside.push_back([=](Sketch& sketch) { set(sketch, range.high + 1); });
  }
}

// ---- Addresses ---------------------------------------------------------------------------------

using SetAddress = void (*)(Sketch&, const Address&);

void SetSource(Sketch& sketch, const Address& address) { sketch.spec.source = address; }
void SetDestination(Sketch& sketch, const Address& address) { sketch.spec.destination = address; }

Address Flip(Address address, std::size_t bit) {
  address.bytes[bit / 8] = static_cast<std::uint8_t>(address.bytes[bit / 8] ^ (0x80U >> bit % 8));
  return address;
}

bool BitOf(const Address& mask, std::size_t bit) {
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
std::string Entrance(std::string_view device) {
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

// ---- Numbers in the packet and around it -------------------------------------------------------

void SetMark(Sketch& sketch, std::uint64_t mark) {
  sketch.packet.mark = static_cast<std::uint32_t>(mark);
}

void AddMark(OptionValues& values, std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto value = Number(text.substr(0, slash));
  const auto mask = slash == std::string_view::npos ? std::optional<std::uint64_t>(0xffffffffU)
                                                    : Number(text.substr(slash + 1));
  if (!value || !mask) return;
  const std::uint64_t mark = *value & *mask;
  values.inside.push_back([=](Sketch& sketch) { SetMark(sketch, mark); });
  if (*mask != 0xffffffffU) {
    values.inside.push_back(
        [=](Sketch& sketch) { SetMark(sketch, mark | (~*mask & 0xffffffffU)); });
  }
  std::vector<std::uint64_t> bits;
  for (unsigned bit = 0; bit < 32; ++bit) {
    if ((*mask >> bit & 1U) != 0) bits.push_back(std::uint64_t{1} << bit);
  }
  std::vector<std::uint64_t> outside = {0, 0xffffffffU};
  if (bits.size() <= 8) {
    for (const std::uint64_t bit : bits) outside.push_back(mark ^ bit);
  } else {
    for (const std::size_t i :
         {std::size_t{0}, bits.size() / 3, bits.size() / 2, bits.size() - 1}) {
      outside.push_back(mark ^ bits[i]);
    }
  }
  for (const std::uint64_t other : outside) {
    values.outside.push_back([=](Sketch& sketch) { SetMark(sketch, other); });
  }
}

std::optional<std::uint16_t> Port(std::string_view text) {
  if (const auto number = Number(text)) return static_cast<std::uint16_t>(*number);
  const servent* service = getservbyname(std::string(text).c_str(), nullptr);
  if (service == nullptr) return {};
  return ntohs(static_cast<std::uint16_t>(service->s_port));
}

void SetSourcePort(Sketch& sketch, std::uint64_t port) {
  sketch.spec.source_port = static_cast<std::uint16_t>(port);
  sketch.chosen_source_port = true;
}
void SetDestinationPort(Sketch& sketch, std::uint64_t port) {
  sketch.spec.destination_port = static_cast<std::uint16_t>(port);
}

void AddPorts(OptionValues& values, std::string_view text, void (*set)(Sketch&, std::uint64_t)) {
  for (const std::string_view part : Split(text, ',')) {
    const std::size_t colon = part.find(':');
    const auto low = colon == 0 ? std::optional<std::uint16_t>(0) : Port(part.substr(0, colon));
    const auto high = colon == std::string_view::npos ? low
                      : colon + 1 == part.size()      ? std::optional<std::uint16_t>(65535)
                                                      : Port(part.substr(colon + 1));
    if (low && high) AddRange(values, {*low, *high}, 65535, set);
  }
}

const std::map<std::string_view, std::uint8_t>& Protocols() {
  static const std::map<std::string_view, std::uint8_t> protocols = {{"tcp", 6},
                                                                     {"udp", 17},
                                                                     {"icmp", 1},
                                                                     {"icmpv6", 58},
                                                                     {"ipv6-icmp", 58},
                                                                     {"esp", 50},
                                                                     {"ah", 51},
                                                                     {"sctp", 132},
                                                                     {"udplite", 136},
                                                                     {"dccp", 33},
                                                                     {"gre", 47},
                                                                     {"ipip", 4},
                                                                     {"ipencap", 4},
                                                                     {"all", 0},
                                                                     {"igmp", 2},
                                                                     {"ospf", 89},
                                                                     {"vrrp", 112},
                                                                     {"ipv6-nonxt", 59},
                                                                     {"mobility-header", 135}};
  return protocols;
}

std::optional<std::uint8_t> Protocol(std::string_view text) {
  if (const auto number = Number(text)) return static_cast<std::uint8_t>(*number);
  const auto found = Protocols().find(text);
  if (found == Protocols().end()) return {};
  return found->second;
}

void SetProtocol(Sketch& sketch, std::uint64_t protocol) {
  sketch.spec.protocol = static_cast<std::uint8_t>(protocol);
}

void AddProtocol(OptionValues& values, std::string_view text) {
  const auto protocol = Protocol(text);
  if (!protocol) return;
  for (const std::uint8_t other :
       {std::uint8_t{6}, std::uint8_t{17}, std::uint8_t{1}, std::uint8_t{58}, std::uint8_t{50},
        std::uint8_t{51}, std::uint8_t{132}, std::uint8_t{136}, std::uint8_t{47}}) {
    if (other == *protocol) continue;
    (*protocol == 0 ? values.inside : values.outside).push_back([=](Sketch& sketch) {
      SetProtocol(sketch, other);
    });
  }
  if (*protocol != 0) {
    values.inside.push_back([=](Sketch& sketch) { SetProtocol(sketch, *protocol); });
  }
}

std::uint8_t TcpFlags(std::string_view text) {
  static const std::map<std::string_view, std::uint8_t> flags = {
      {"FIN", 1},  {"SYN", 2},  {"RST", 4},  {"PSH", 8},
      {"ACK", 16}, {"URG", 32}, {"ALL", 63}, {"NONE", 0}};
  std::uint8_t result = 0;
  for (const std::string_view part : Split(text, ',')) {
    if (const auto found = flags.find(part); found != flags.end()) result |= found->second;
  }
  return result;
}

void AddTcpFlags(OptionValues& values, std::uint8_t mask, std::uint8_t flags) {
  const auto set = [](std::uint8_t value) {
    return [=](Sketch& sketch) { sketch.spec.tcp_flags = value; };
  };
  values.inside.push_back(set(flags));
  values.inside.push_back(set(static_cast<std::uint8_t>(flags | (~mask & 0xffU))));
  for (unsigned bit = 0; bit < 6; ++bit) {
    if ((mask >> bit & 1U) != 0) {
      values.outside.push_back(set(static_cast<std::uint8_t>(flags ^ (1U << bit))));
    }
  }
}

struct IcmpName {
  std::string_view name;
  std::uint8_t type;
  std::optional<std::uint8_t> code;
};
constexpr IcmpName kIcmpNames[] = {
    {"echo-reply", 0, {}},
    {"pong", 0, {}},
    {"destination-unreachable", 3, {}},
    {"network-unreachable", 3, 0},
    {"host-unreachable", 3, 1},
    {"port-unreachable", 3, 3},
    {"fragmentation-needed", 3, 4},
    {"source-quench", 4, {}},
    {"redirect", 5, {}},
    {"echo-request", 8, {}},
    {"ping", 8, {}},
    {"router-advertisement", 9, {}},
    {"time-exceeded", 11, {}},
    {"ttl-exceeded", 11, {}},
    {"parameter-problem", 12, {}},
    {"timestamp-request", 13, {}},
};
constexpr IcmpName kIcmp6Names[] = {
    {"destination-unreachable", 1, {}},
    {"no-route", 1, 0},
    {"port-unreachable", 1, 4},
    {"packet-too-big", 2, {}},
    {"time-exceeded", 3, {}},
    {"parameter-problem", 4, {}},
    {"echo-request", 128, {}},
    {"ping", 128, {}},
    {"echo-reply", 129, {}},
    {"router-solicitation", 133, {}},
    {"router-advertisement", 134, {}},
    {"neighbour-solicitation", 135, {}},
    {"neighbor-solicitation", 135, {}},
    {"neighbour-advertisement", 136, {}},
    {"neighbor-advertisement", 136, {}},
    {"redirect", 137, {}},
};

void AddIcmpType(OptionValues& values, std::string_view text, bool ipv6) {
  const auto set = [](unsigned type, unsigned code) {
    return [=](Sketch& sketch) {
      sketch.spec.icmp_type = static_cast<std::uint8_t>(type);
      sketch.spec.icmp_code = static_cast<std::uint8_t>(code);
    };
  };
  std::optional<std::uint64_t> type;
  std::optional<std::uint64_t> code;
  const auto by_name = [&](const auto& names) {
    const auto found = std::ranges::find(names, text, &IcmpName::name);
    if (found == std::end(names)) return;
    type = found->type;
    if (found->code) code = *found->code;
  };
  if (ipv6) {
    by_name(kIcmp6Names);
  } else {
    by_name(kIcmpNames);
  }
  if (!type) {
    const std::size_t slash = text.find('/');
    type = Number(text.substr(0, slash));
    if (slash != std::string_view::npos) code = Number(text.substr(slash + 1));
  }
  if (!type) return;
  const auto t = static_cast<unsigned>(*type);
  values.inside.push_back(set(t, static_cast<unsigned>(code.value_or(0))));
  if (code) {
    values.outside.push_back(set(t, static_cast<unsigned>(*code) + 1));
    values.outside.push_back(set(t, 255));
  } else {
    values.inside.push_back(set(t, 1));
    values.inside.push_back(set(t, 255));
  }
  values.outside.push_back(set(t + 1, static_cast<unsigned>(code.value_or(0))));
  values.outside.push_back(set(t ^ 0x80U, static_cast<unsigned>(code.value_or(0))));
}

void SetLength(Sketch& sketch, std::uint64_t length) {
  // Of the whole packet for IPv4 and IPv6, whatever the headers take.
  sketch.spec.payload.clear();
  const std::size_t headers = Build(sketch.spec).size();
  sketch.spec.payload.assign(length > headers && length < 1400 ? length - headers : 0, 'x');
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
void AddElementPart(OptionValues& values, std::string_view part, bool source, Family family) {
  const SetAddress set_address = source ? SetSource : SetDestination;
  const auto set_port = source ? SetSourcePort : SetDestinationPort;
  if (part.starts_with("physdev:")) part.remove_prefix(8);
  const std::size_t colon = part.find(':');
  const bool named_protocol =
      colon != std::string_view::npos && Protocols().contains(part.substr(0, colon));
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
            int depth = 0) {
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

}  // namespace
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

template <void (*kSet)(Sketch&, std::uint64_t)>
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
template <void (*kSet)(Sketch&, std::uint64_t), std::uint64_t kMost>
void Numbers(OptionValues& values, const OptionText& option, const Context&) {
  for (const std::string_view part : Split(option.argument(), ',')) {
    if (const auto range =
            ReadRange(part, part.find('-') == std::string_view::npos ? ':' : '-', kMost)) {
      AddRange(values, *range, kMost, kSet);
    }
  }
}

template <void (*kSet)(Sketch&, std::uint64_t)>
void Below(OptionValues& values, const OptionText& option, const Context&) {
  if (const auto number = Number(option.argument())) {
    if (*number > 0) values.inside.push_back([=](Sketch& sketch) { kSet(sketch, *number - 1); });
    values.outside.push_back([=](Sketch& sketch) { kSet(sketch, *number); });
  }
}

template <void (*kSet)(Sketch&, std::uint64_t)>
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
