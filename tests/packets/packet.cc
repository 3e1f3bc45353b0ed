// SPDX-License-Identifier: GPL-2.0-or-later
// Packets for tests: built, read back, described, answered.
#include "tests/packets/packet.h"

#include <fmt/core.h>

#include <algorithm>

namespace cnft::test {
namespace {

constexpr std::size_t kIpv4Header = 20;
constexpr std::size_t kIpv6Header = 40;
constexpr std::size_t kTcpHeader = 20;

void Put8(std::string& out, unsigned value) { out += static_cast<char>(value & 0xffU); }
void Put16(std::string& out, unsigned value) {
  Put8(out, value >> 8U);
  Put8(out, value);
}
void Put32(std::string& out, std::uint32_t value) {
  Put16(out, value >> 16U);
  Put16(out, value & 0xffffU);
}
void Set16(std::string& out, std::size_t at, unsigned value) {
  out[at] = static_cast<char>(value >> 8U & 0xffU);
  out[at + 1] = static_cast<char>(value & 0xffU);
}

std::uint8_t Get8(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}
std::uint16_t Get16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(Get8(bytes, at) << 8U | Get8(bytes, at + 1));
}
std::uint32_t Get32(std::string_view bytes, std::size_t at) {
  return std::uint32_t{Get16(bytes, at)} << 16U | Get16(bytes, at + 2);
}

std::string Hex(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) out += fmt::format("{:02x}", Get8(bytes, i));
  return out;
}

// The Internet checksum (RFC 1071), carried on from `sum`.
std::uint32_t Sum(std::string_view bytes, std::uint32_t sum = 0) {
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) sum += Get16(bytes, i);
  if (bytes.size() % 2 != 0) sum += std::uint32_t{Get8(bytes, bytes.size() - 1)} << 8U;
  while (sum >> 16U != 0) sum = (sum & 0xffffU) + (sum >> 16U);
  return sum;
}

std::string_view Bytes(const Address& address) {
  return {reinterpret_cast<const char*>(address.bytes.data()), address.length};
}

std::uint8_t Icmp(Family family) {
  return static_cast<std::uint8_t>(family == Family::kIpv4 ? int{IPPROTO_ICMP}
                                                           : int{IPPROTO_ICMPV6});
}
bool IsIcmp(Family family, std::uint8_t protocol) { return protocol == Icmp(family); }

std::uint32_t PseudoSum(const PacketView& view) {
  if (view.family == Family::kIpv4 && view.protocol == IPPROTO_ICMP) return 0;
  std::string pseudo;
  pseudo += Bytes(view.source);
  pseudo += Bytes(view.destination);
  Put32(pseudo, static_cast<std::uint32_t>(view.transport.size()));
  Put32(pseudo, view.protocol);
  return Sum(pseudo);
}

// Where the transport header keeps its checksum; nothing when it has none.
std::optional<std::size_t> ChecksumOffset(Family family, std::uint8_t protocol) {
  if (IsIcmp(family, protocol)) return 2;
  switch (protocol) {
    case IPPROTO_TCP:
      return 16;
    case IPPROTO_UDP:
    case IPPROTO_UDPLITE:
    case IPPROTO_DCCP:
      return 6;
    default:
      return {};
  }
}

std::string Transport(const PacketSpec& spec) {
  std::string out;
  if (IsIcmp(spec.family(), spec.protocol)) {
    Put8(out, spec.icmp_type);
    Put8(out, spec.icmp_code);
    Put16(out, 0);
    Put16(out, spec.icmp_id);
    Put16(out, 1);
    return out + spec.payload;
  }
  switch (spec.protocol) {
    case IPPROTO_TCP:
      Put16(out, spec.source_port);
      Put16(out, spec.destination_port);
      Put32(out, spec.tcp_sequence);
      Put32(out, spec.tcp_acknowledgement);
      Put8(out, static_cast<unsigned>((kTcpHeader + spec.tcp_options.size()) / 4) << 4U);
      Put8(out, spec.tcp_flags);
      Put16(out, 8192);
      Put32(out, 0);
      out += spec.tcp_options;
      break;
    case IPPROTO_UDP:
    case IPPROTO_UDPLITE:
      Put16(out, spec.source_port);
      Put16(out, spec.destination_port);
      Put16(out, static_cast<unsigned>(8 + spec.payload.size()));
      Put16(out, 0);
      break;
    case IPPROTO_DCCP:  // a request (RFC 4340) with a long sequence number
      Put16(out, spec.source_port);
      Put16(out, spec.destination_port);
      Put8(out, 5);
      Put8(out, 0);
      Put16(out, 0);
      Put32(out, 0x01000000);
      Put32(out, kSequence);
      Put32(out, 0);
      break;
    case IPPROTO_SCTP:  // an INIT chunk (RFC 4960); nobody here checks the CRC
      Put16(out, spec.source_port);
      Put16(out, spec.destination_port);
      Put32(out, 0);
      Put32(out, 0);
      Put32(out, 0x01000014);
      Put32(out, kSequence);
      Put32(out, 0x10000);
      Put32(out, 0x00010001);
      Put32(out, kSequence);
      return out;
    case IPPROTO_ESP:
    case IPPROTO_AH:
      if (spec.protocol == IPPROTO_AH) Put32(out, 0x3b040000);  // no next header, 24 bytes
      Put32(out, std::uint32_t{spec.source_port} << 16U | spec.destination_port);  // the SPI
      Put32(out, 1);
      out.append(12, '\0');
      break;
    default:
      break;
  }
  return out + spec.payload;
}

std::string DescribeTransport(const PacketView& view, bool checksums);

// Whoever puts fragments together and takes them apart again numbers them as he likes.
std::string DescribeOptions(const PacketView& view) {
  std::string bytes(view.options);
  if (const auto at = view.fragment_identification) {
    if (Get16(bytes, *at) == kIdentification) return Hex(bytes);
    return Hex(bytes.substr(0, *at)) + " any " + Hex(bytes.substr(*at + 4));
  }
  return Hex(bytes);
}

std::string DescribeAddressed(const PacketView& view, std::string_view what,
                              std::string_view rest) {
  return fmt::format(
      "{} > {} tos {:#x} ttl {}{}{}{}{} {}{}", Print(view.source), Print(view.destination),
      view.tos, view.ttl, view.header_checksum_good ? "" : " BAD-HEADER-CHECKSUM",
      view.options.empty() ? "" : " options ", DescribeOptions(view),
      view.fragment_offset == 0 && !view.more_fragments
          ? std::string()
          : fmt::format(" fragment {}{}", view.fragment_offset, view.more_fragments ? "+" : ""),
      what, rest);
}

std::string DescribeView(const PacketView& view, bool checksums) {
  if (view.fragment_offset != 0) {
    // As much as whoever takes it for a TCP header may write into.
    return DescribeAddressed(
        view, fmt::format("protocol {}", view.protocol),
        fmt::format(" {} bytes {}", view.transport.size(), Hex(view.transport.substr(0, 20))));
  }
  return DescribeAddressed(view, {}, DescribeTransport(view, checksums));
}

// Sequence numbers that no test sent were chosen by a kernel.
std::string Sequence(std::uint32_t number) {
  return number >> 16U == kSequence >> 16U ? fmt::format("{}", number - kSequence)
         : number == 0                     ? "0"
                                           : "any";
}

std::string DescribeTransport(const PacketView& view, bool checksums) {
  const std::string_view header = view.transport;
  std::string checksum;
  const auto offset = ChecksumOffset(view.family, view.protocol);
  if (checksums && offset && header.size() >= *offset + 2 && !view.more_fragments &&
      !(view.protocol == IPPROTO_UDP && Get16(header, *offset) == 0) &&
      Sum(header, PseudoSum(view)) != 0xffff) {
    checksum = " BAD-CHECKSUM";
  }
  if (IsIcmp(view.family, view.protocol) && header.size() >= 8) {
    const std::uint8_t type = Get8(header, 0);
    const bool error = view.family == Family::kIpv4
                           ? type == 3 || type == 4 || type == 5 || type == 11 || type == 12
                           : type < 128;
    const std::string rest = error
                                 ? " about {" + Describe(header.substr(8), false) + "}"
                                 : fmt::format(" id :{} {} bytes", Get16(header, 4), header.size());
    return fmt::format("icmp {}/{}{}{}", Get8(header, 0), Get8(header, 1), checksum, rest);
  }
  switch (view.protocol) {
    case IPPROTO_TCP:
      if (header.size() < kTcpHeader) break;
      return fmt::format(
          "tcp :{} > :{} flags {:#x} seq {} ack {} window {} options {}{} {} bytes",
          Get16(header, 0), Get16(header, 2), Get8(header, 13), Sequence(Get32(header, 4)),
          Sequence(Get32(header, 8)), Get16(header, 14),
          Hex(header.substr(kTcpHeader,
                            std::max<std::size_t>(Get8(header, 12) >> 4U, 5) * 4 - kTcpHeader)),
          checksum, header.size());
    case IPPROTO_UDP:
    case IPPROTO_UDPLITE:
    case IPPROTO_SCTP:
    case IPPROTO_DCCP:
      if (header.size() < 8) break;
      return fmt::format("protocol {} :{} > :{}{} {} bytes", view.protocol, Get16(header, 0),
                         Get16(header, 2), checksum, header.size());
    default:
      break;
  }
  return fmt::format("protocol {} {} bytes {}", view.protocol, header.size(),
                     Hex(header.substr(0, 12)));
}

// The packet the other way round, with that transport part.
PacketSpec Turned(const PacketView& view) {
  PacketSpec spec;
  spec.source = view.destination;
  spec.destination = view.source;
  spec.protocol = view.protocol;
  spec.tos = view.tos;
  return spec;
}

}  // namespace

std::uint16_t NextFragmentNumber() {
  static std::uint16_t next = 0;
  return ++next;
}

std::string Build(const PacketSpec& spec) {
  std::string transport = spec.transport ? *spec.transport : Transport(spec);
  PacketView view;
  view.family = spec.family();
  view.source = spec.source;
  view.destination = spec.destination;
  view.protocol = spec.protocol;
  view.transport = transport;
  const auto offset = ChecksumOffset(spec.family(), spec.protocol);
  if (!spec.transport && offset && transport.size() >= *offset + 2) {
    unsigned sum = ~Sum(transport, PseudoSum(view)) & 0xffffU;
    if (sum == 0) sum = 0xffff;
    Set16(transport, *offset, spec.bad_checksum ? sum ^ 0x5555U : sum);
  }
  if (spec.cut) transport.resize(std::min(transport.size(), *spec.cut));
  std::string out;
  if (spec.family() == Family::kIpv4) {
    const std::size_t header = kIpv4Header + spec.ip_options.size();
    Put8(out, 0x40U | static_cast<unsigned>(header / 4));
    Put8(out, spec.tos);
    Put16(out, static_cast<unsigned>(header + transport.size()));
    Put16(out, spec.fragment_number);
    Put16(out, (spec.more_fragments ? 0x2000U : 0U) | spec.fragment_offset);
    Put8(out, spec.ttl);
    Put8(out, spec.protocol);
    Put16(out, 0);
    out += Bytes(spec.source);
    out += Bytes(spec.destination);
    out += spec.ip_options;
    Set16(out, 10, ~Sum(out) & 0xffffU);
    return out + transport;
  }
  std::string extension = spec.extension;
  std::uint8_t first = spec.protocol;
  if (!extension.empty()) {
    first = spec.extension_type;
    extension[0] = static_cast<char>(spec.protocol);
  }
  if (spec.fragment_offset != 0 || spec.more_fragments) {
    std::string fragment;
    Put8(fragment, first);
    Put8(fragment, 0);
    Put16(fragment,
          static_cast<unsigned>(spec.fragment_offset << 3U) | (spec.more_fragments ? 1U : 0U));
    Put32(fragment, std::uint32_t{kIdentification} << 16U | spec.fragment_number);
    extension.insert(0, fragment);
    first = IPPROTO_FRAGMENT;
  }
  Put32(out, 0x60000000U | std::uint32_t{spec.tos} << 20U);
  Put16(out, static_cast<unsigned>(extension.size() + transport.size()));
  Put8(out, first);
  Put8(out, spec.ttl);
  out += Bytes(spec.source);
  out += Bytes(spec.destination);
  return out + extension + transport;
}

std::optional<PacketView> View(std::string_view packet) {
  PacketView view;
  if (packet.size() < kIpv4Header) return {};
  const auto address = [](std::string_view bytes) {
    Address result;
    result.length = static_cast<std::uint8_t>(bytes.size());
    std::ranges::copy(bytes, result.bytes.begin());
    return result;
  };
  if (Get8(packet, 0) >> 4U == 4) {
    const std::size_t header = (Get8(packet, 0) & 15U) * std::size_t{4};
    if (header < kIpv4Header || packet.size() < header) return {};
    packet = packet.substr(0, std::max<std::size_t>(header, Get16(packet, 2)));
    view.family = Family::kIpv4;
    view.tos = Get8(packet, 1);
    view.identification = Get16(packet, 4);
    view.more_fragments = (Get16(packet, 6) & 0x2000U) != 0;
    view.fragment_offset = Get16(packet, 6) & 0x1fffU;
    view.ttl = Get8(packet, 8);
    view.protocol = Get8(packet, 9);
    view.header_checksum_good = Sum(packet.substr(0, header)) == 0xffff;
    view.source = address(packet.substr(12, 4));
    view.destination = address(packet.substr(16, 4));
    view.options = packet.substr(kIpv4Header, header - kIpv4Header);
    view.transport = packet.substr(header);
    return view;
  }
  if (Get8(packet, 0) >> 4U != 6 || packet.size() < kIpv6Header) return {};
  packet = packet.substr(0, kIpv6Header + Get16(packet, 4));
  view.family = Family::kIpv6;
  view.tos = static_cast<std::uint8_t>(Get16(packet, 0) >> 4U);
  view.ttl = Get8(packet, 7);
  view.source = address(packet.substr(8, 16));
  view.destination = address(packet.substr(24, 16));
  std::uint8_t next = Get8(packet, 6);
  std::size_t at = kIpv6Header;
  while (at + 8 <= packet.size() && view.fragment_offset == 0) {
    if (next == IPPROTO_FRAGMENT) {
      view.fragment_identification = at + 4 - kIpv6Header;
      view.fragment_offset = Get16(packet, at + 2) >> 3U;
      view.more_fragments = (Get16(packet, at + 2) & 1U) != 0;
      next = Get8(packet, at);
      at += 8;
    } else if (next == IPPROTO_HOPOPTS || next == IPPROTO_ROUTING || next == IPPROTO_DSTOPTS) {
      next = Get8(packet, at);
      at = std::min(packet.size(), at + (Get8(packet, at + 1) + std::size_t{1}) * 8);
    } else {
      break;
    }
  }
  view.protocol = next;
  view.options = packet.substr(kIpv6Header, at - kIpv6Header);
  view.transport = packet.substr(at);
  return view;
}

std::string Describe(std::string_view packet, bool checksums) {
  const auto view = View(packet);
  return view ? DescribeView(*view, checksums)
              : fmt::format("no IP packet, {} bytes", packet.size());
}

std::optional<std::string> Answer(std::string_view packet) {
  const auto view = View(packet);
  if (!view || view->fragment_offset != 0 || view->transport.size() < 8) return {};
  PacketSpec spec = Turned(*view);
  const std::string_view header = view->transport;
  if (IsIcmp(view->family, view->protocol)) {
    const std::uint8_t echo = view->family == Family::kIpv4 ? 8 : 128;
    if (Get8(header, 0) != echo) return {};
    spec.icmp_type = view->family == Family::kIpv4 ? 0 : 129;
    spec.icmp_id = Get16(header, 4);
    return Build(spec);
  }
  spec.source_port = Get16(header, 2);
  spec.destination_port = Get16(header, 0);
  if (view->protocol == IPPROTO_TCP) {
    if (header.size() < kTcpHeader) return {};
    const std::uint8_t flags = Get8(header, 13);
    // A connection with port 0 is not reset when it is closed: its end is sent again and again.
    if ((flags & kTcpReset) != 0 || spec.source_port == 0) return {};
    const bool syn = (flags & kTcpSyn) != 0;
    spec.tcp_sequence = (flags & kTcpAck) != 0 ? Get32(header, 8) : kSequence;
    const auto data = static_cast<std::uint32_t>(
        header.size() - std::min<std::size_t>(header.size(), (Get8(header, 12) >> 4U) * 4U));
    spec.tcp_acknowledgement = Get32(header, 4) + (syn ? 1 : data);
    spec.tcp_flags = syn && (flags & kTcpAck) == 0 ? kTcpSyn | kTcpAck : kTcpAck;
    // Data would be acknowledged when a timer says so.
    spec.payload.clear();
  }
  return Build(spec);
}

std::string Unreachable(std::string_view packet, const Address& reporter) {
  const auto view = View(packet);
  PacketSpec spec;
  spec.source = reporter;
  spec.destination = view->source;
  const bool ipv4 = view->family == Family::kIpv4;
  spec.protocol = Icmp(view->family);
  spec.icmp_type = ipv4 ? 3 : 1;
  spec.icmp_code = ipv4 ? 3 : 4;
  spec.payload = packet.substr(0, 576);
  return Build(spec);
}

}  // namespace cnft::test
