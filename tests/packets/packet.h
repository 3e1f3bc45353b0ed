// SPDX-License-Identifier: GPL-2.0-or-later
// Packets for tests: built from what a test cares about, read back, and described in one line from
// which everything that differs from run to run is left out (RFC 791, 8200, 793, 768, 792, 4443).
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ruleset/address.h"

namespace cnft::test {

inline constexpr std::uint8_t kTcpFin = 1;
inline constexpr std::uint8_t kTcpSyn = 2;
inline constexpr std::uint8_t kTcpReset = 4;
inline constexpr std::uint8_t kTcpPush = 8;
inline constexpr std::uint8_t kTcpAck = 16;
inline constexpr std::uint8_t kTcpUrgent = 32;

// What the packets of tests carry as TCP sequence number and IP identification, so that what the
// kernel makes up can be told from what was sent.
inline constexpr std::uint32_t kSequence = 0x10000000;
inline constexpr std::uint16_t kIdentification = 0x4321;

// A number for the fragments of one packet: fragments of others must not be taken for its own.
std::uint16_t NextFragmentNumber();

struct PacketSpec {
  Address source;
  Address destination;
  std::uint8_t protocol = IPPROTO_UDP;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint8_t tcp_flags = kTcpSyn;
  std::uint32_t tcp_sequence = kSequence;
  std::uint32_t tcp_acknowledgement = 0;
  std::string tcp_options;  // as they stand in the header
  std::uint8_t icmp_type = 8;
  std::uint8_t icmp_code = 0;
  std::uint16_t icmp_id = 0;
  std::uint8_t tos = 0;
  std::uint8_t ttl = 64;
  std::string payload = "payload!";
  std::uint16_t fragment_offset = 0;  // in units of 8 bytes
  bool more_fragments = false;
  std::uint16_t fragment_number = kIdentification;
  std::string ip_options;  // IPv4: padded by the caller
  std::string extension;   // IPv6: extension headers; each begins with the number of the next,
                           // the last one's is filled in
  std::uint8_t extension_type = 0;
  std::optional<std::size_t> cut;  // the packet ends after so many bytes of transport header
  bool bad_checksum = false;       // of the transport header
  // The transport header as it stands, instead of one made from the fields above.
  std::optional<std::string> transport;

  Family family() const { return source.family(); }
};

// The packet from its IP header on.
std::string Build(const PacketSpec& spec);

// What the headers of a packet say; nothing when it is not even an IP packet.
struct PacketView {
  Family family = Family::kIpv4;
  Address source;
  Address destination;
  std::uint8_t protocol = 0;  // of the transport header
  std::uint8_t tos = 0;
  std::uint8_t ttl = 0;
  std::uint16_t identification = 0;
  bool header_checksum_good = true;
  std::uint16_t fragment_offset = 0;
  bool more_fragments = false;
  std::string_view options;  // IPv4 options or IPv6 extension headers
  // Where in the options the identification of an IPv6 fragment stands.
  std::optional<std::size_t> fragment_identification;
  std::string_view transport;  // header and payload
};
std::optional<PacketView> View(std::string_view packet);

// The packet in one line. `checksums`: the transport checksum is meant to be right, say if not.
std::string Describe(std::string_view packet, bool checksums);

// What an honest peer answers; nothing when it would not.
std::optional<std::string> Answer(std::string_view packet);
// The ICMP error "port unreachable" that `reporter` would send about it.
std::string Unreachable(std::string_view packet, const Address& reporter);

}  // namespace cnft::test
