// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of the numbers in a packet and around it.
#include "tests/packets/boundary_values.h"

#include <arpa/inet.h>

#include <netdb.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace cnft::test {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

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
void AddRange(OptionValues& values, Range range, std::uint64_t most, SetNumber set) {
  values.inside.push_back([=](Sketch& sketch) { set(sketch, range.low); });
  if (range.high != range.low) {
    values.inside.push_back([=](Sketch& sketch) { set(sketch, range.high); });
  }
  if (range.low > 0) values.outside.push_back([=](Sketch& sketch) { set(sketch, range.low - 1); });
  if (range.high < most) {
    values.outside.push_back([=](Sketch& sketch) { set(sketch, range.high + 1); });
  }
}

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

static std::optional<std::uint16_t> Port(std::string_view text) {
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

void AddPorts(OptionValues& values, std::string_view text, SetNumber set) {
  for (const std::string_view part : Split(text, ',')) {
    const std::size_t colon = part.find(':');
    const auto low = colon == 0 ? std::optional<std::uint16_t>(0) : Port(part.substr(0, colon));
    const auto high = colon == std::string_view::npos ? low
                      : colon + 1 == part.size()      ? std::optional<std::uint16_t>(65535)
                                                      : Port(part.substr(colon + 1));
    if (low && high) AddRange(values, {*low, *high}, 65535, set);
  }
}

static const std::map<std::string_view, std::uint8_t>& Protocols() {
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

bool IsProtocolName(std::string_view text) { return Protocols().contains(text); }

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

namespace {

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

}  // namespace

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
  sketch.spec.payload.clear();
  const std::size_t headers = Build(sketch.spec).size();
  sketch.spec.payload.assign(length > headers && length < 1400 ? length - headers : 0, 'x');
}

}  // namespace cnft::test
