// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of the numbers in a packet and around it: what a rule names, both ends of it, and
// what is just beyond.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/packets/packet.h"
#include "tests/packets/world.h"

namespace cnft::test {

// A packet in the making.
struct Sketch {
  PacketSpec spec;
  Packet packet;  // all but its bytes
  bool chosen_source_port = false;
};

using Change = std::function<void(Sketch&)>;

// What to change for the option to hold, or to only just not hold.
struct OptionValues {
  std::vector<Change> inside;
  std::vector<Change> outside;
  // Routing must come before the destination, and protocols before what they have.
  int order = 0;
};

// ---- Words of rules ----------------------------------------------------------------------------

std::vector<std::string_view> Split(std::string_view text, char separator);
// Decimal, hexadecimal with 0x, or octal with 0.
std::optional<std::uint64_t> Number(std::string_view text);
struct Range {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};
// low..high as "low:high", "low-high", either end left out, or one number.
std::optional<Range> ReadRange(std::string_view text, char separator, std::uint64_t most);
// A name or a number.
std::optional<std::uint8_t> Protocol(std::string_view text);
bool IsProtocolName(std::string_view text);
std::uint8_t TcpFlags(std::string_view text);

// ---- What to change ----------------------------------------------------------------------------

using SetNumber = void (*)(Sketch&, std::uint64_t);
void SetMark(Sketch& sketch, std::uint64_t mark);
void SetSourcePort(Sketch& sketch, std::uint64_t port);
void SetDestinationPort(Sketch& sketch, std::uint64_t port);
void SetProtocol(Sketch& sketch, std::uint64_t protocol);
// Of the whole packet for IPv4 and IPv6, whatever the headers take.
void SetLength(Sketch& sketch, std::uint64_t length);

void AddRange(OptionValues& values, Range range, std::uint64_t most, SetNumber set);
void AddMark(OptionValues& values, std::string_view text);
void AddPorts(OptionValues& values, std::string_view text, SetNumber set);
void AddProtocol(OptionValues& values, std::string_view text);
void AddTcpFlags(OptionValues& values, std::uint8_t mask, std::uint8_t flags);
void AddIcmpType(OptionValues& values, std::string_view text, bool ipv6);

}  // namespace cnft::test
