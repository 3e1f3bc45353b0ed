// SPDX-License-Identifier: GPL-2.0-or-later
// Packets of every protocol and every defect, for any ruleset.
#include <fmt/core.h>

#include "tests/packets/battery.h"
#include "tests/packets/packet.h"

namespace cnft::test {
namespace {

// Source ports of these packets; those for rules begin further up.
constexpr std::uint16_t kFirstSourcePort = 5000;

struct Way {
  std::string_view name;
  std::string_view device;  // empty: the node sends
  std::string_view from;    // the device behind which the source is; empty: the node itself
  std::string_view to;
};

constexpr Way kWays[] = {
    {"world to pod", "eth0", "eth0", "lxc1"},
    {"world to node", "eth0", "eth0", ""},
    {"pod to world", "lxc2", "lxc2", "eth0"},
    {"node to world", "", "", "eth0"},
    {"node to itself", "", "", ""},
    {"loopback to node", "", "lo", ""},
    {"bridge to world", "port1", "port1", "ol0"},
    {"bridge to bridge", "port1", "port1", "port2"},
};

class Collection {
 public:
  explicit Collection(Family family) : family_(family) {}

  std::vector<Exchange> Take() {
    for (const Way& way : kWays) {
      EveryProtocol(way);
      EveryFlag(way);
      EveryDefect(way);
      Fragments(way);
    }
    return std::move(exchanges_);
  }

 private:
  bool ipv4() const { return family_ == Family::kIpv4; }

  PacketSpec Base(const Way& way) {
    PacketSpec spec;
    const Address self = *ParseAddress(ipv4() ? "33.1.2.3" : "fd00:33::3", family_);
    spec.source = way.from.empty() ? self : AddressBehind(way.from, family_);
    spec.destination = way.to.empty() ? self : AddressBehind(way.to, family_);
    spec.source_port = next_port_;
    spec.icmp_id = next_port_++;
    spec.destination_port = 80;
    spec.icmp_type = ipv4() ? 8 : 128;
    return spec;
  }

  Packet Packed(const Way& way, const PacketSpec& spec) {
    Packet packet;
    packet.device = way.device;
    packet.bytes = Build(spec);
    if (way.to == "port2") {
      // To the other port: bridged, not routed.
      packet.link_destination = {0x02, 0, 0, 0, 1, 9};
    }
    return packet;
  }

  void Add(const Way& way, std::string_view what, std::vector<PacketSpec> specs,
           bool answer = true) {
    Exchange exchange;
    exchange.description = fmt::format("{}, {}", way.name, what);
    for (const PacketSpec& spec : specs) exchange.packets.push_back(Packed(way, spec));
    exchange.answer = answer;
    exchanges_.push_back(std::move(exchange));
  }

  void EveryProtocol(const Way& way) {
    for (const unsigned protocol : {1U, 2U, 4U, 6U, 17U, 33U, 41U, 47U, 50U, 51U, 58U, 59U, 89U,
                                    112U, 132U, 135U, 136U, 253U, 254U}) {
      PacketSpec spec = Base(way);
      spec.protocol = static_cast<std::uint8_t>(protocol);
      Add(way, fmt::format("protocol {}", protocol), {spec});
    }
  }

  void EveryFlag(const Way& way) {
    for (const unsigned flags : {0U, 1U, 4U, 16U, 17U, 18U, 20U, 24U, 41U, 63U, 255U}) {
      PacketSpec spec = Base(way);
      spec.protocol = IPPROTO_TCP;
      spec.tcp_flags = static_cast<std::uint8_t>(flags);
      Add(way, fmt::format("tcp flags {:#x}", flags), {spec});
    }
    for (const unsigned type : ipv4() ? std::vector<unsigned>{0, 3, 5, 8, 11, 12, 13, 17, 200}
                                      : std::vector<unsigned>{1, 2, 3, 4, 129, 133, 135, 200}) {
      PacketSpec spec = Base(way);
      spec.protocol = static_cast<std::uint8_t>(ipv4() ? int{IPPROTO_ICMP} : int{IPPROTO_ICMPV6});
      spec.icmp_type = static_cast<std::uint8_t>(type);
      Add(way, fmt::format("icmp type {}", type), {spec});
    }
    for (const unsigned tos : {1U, 3U, 4U, 0x10U, 0xb8U, 0xffU}) {
      PacketSpec spec = Base(way);
      spec.tos = static_cast<std::uint8_t>(tos);
      Add(way, fmt::format("tos {:#x}", tos), {spec});
    }
    for (const unsigned ttl : {1U, 2U, 255U}) {
      PacketSpec spec = Base(way);
      spec.ttl = static_cast<std::uint8_t>(ttl);
      Add(way, fmt::format("ttl {}", ttl), {spec});
    }
  }

  void EveryDefect(const Way& way) {
    for (const unsigned protocol : {1U, 6U, 17U, 50U, 58U, 132U}) {
      PacketSpec spec = Base(way);
      spec.protocol = static_cast<std::uint8_t>(protocol);
      spec.bad_checksum = true;
      if (protocol != 50 && protocol != 132)
        Add(way, fmt::format("bad checksum, protocol {}", protocol), {spec});
      spec = Base(way);
      spec.protocol = static_cast<std::uint8_t>(protocol);
      for (const std::size_t cut : {0U, 1U, 2U, 3U, 4U, 7U, 8U, 12U}) {
        spec.cut = cut;
        Add(way, fmt::format("{} bytes of protocol {}", cut, protocol), {spec}, true);
      }
    }
    // A data offset that points into the header, and one beyond the end.
    for (const char offset : {'\x10', '\xf0'}) {
      PacketSpec spec = Base(way);
      spec.protocol = IPPROTO_TCP;
      std::string header = Build(spec).substr(ipv4() ? 20 : 40);
      header[12] = offset;
      spec.transport = header;
      Add(way, fmt::format("tcp data offset {}", (offset & 0xf0) >> 4), {spec}, true);
    }
    PacketSpec options = Base(way);
    if (ipv4()) {
      options.ip_options = std::string("\x94\x04\0\0", 4);  // router alert
      Add(way, "router alert", {options});
    } else {
      for (const unsigned type : {0U, 60U}) {
        options.extension_type = static_cast<std::uint8_t>(type);
        options.extension = std::string("\0\0\x01\x04\0\0\0\0", 8);  // padding
        Add(way, fmt::format("extension header {}", type), {options});
      }
      // Headers that promise another, which is not there.
      PacketSpec broken = Base(way);
      broken.protocol = IPPROTO_DSTOPTS;
      for (const std::size_t cut : {0U, 1U}) {
        broken.cut = cut;
        Add(way, fmt::format("{} bytes of destination options", cut), {broken});
      }
    }
    PacketSpec longer = Base(way);
    longer.payload.assign(1200, 'x');
    Add(way, "a long packet", {longer});
    PacketSpec empty = Base(way);
    empty.payload.clear();
    Add(way, "an empty packet", {empty});
  }

  void Fragments(const Way& way) {
    for (const unsigned protocol : {6U, 17U}) {
      PacketSpec first = Base(way);
      first.protocol = static_cast<std::uint8_t>(protocol);
      first.payload.assign(64 - (protocol == 6 ? 20 : 8), 'x');
      first.fragment_number = NextFragmentNumber();
      PacketSpec rest = first;
      first.more_fragments = true;
      rest.fragment_offset = 8;
      rest.transport = std::string(32, 'y');  // more than any header that rules read
      Add(way, fmt::format("fragments of protocol {}", protocol), {first, rest}, false);
      rest.fragment_number = NextFragmentNumber();
      Add(way, fmt::format("a later fragment of protocol {} alone", protocol), {rest}, false);
      rest.fragment_number = NextFragmentNumber();
      PacketSpec zeros = rest;
      zeros.transport = std::string(32, '\0');
      Add(way, fmt::format("a later fragment of protocol {}, all zeros", protocol), {zeros}, false);
      rest.fragment_number = NextFragmentNumber();
      rest.fragment_offset = 1;
      Add(way, fmt::format("a fragment of protocol {} at offset 8", protocol), {rest}, false);
    }
  }

  Family family_;
  std::vector<Exchange> exchanges_;
  std::uint16_t next_port_ = kFirstSourcePort;
};

}  // namespace

std::vector<Exchange> CommonExchanges(Family family) { return Collection(family).Take(); }

}  // namespace cnft::test
