// SPDX-License-Identifier: GPL-2.0-or-later
// A node of a cluster in a network namespace, and the test at the other end of all its devices.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/address.h"
#include "tests/packets/kernel_log.h"
#include "tests/packets/local_sockets.h"
#include "tests/packets/namespace.h"

namespace cnft::test {

// A packet and how it comes to the node.
struct Packet {
  std::string device;  // that it arrives on; empty: the node itself sends it
  std::string bytes;   // from the IP header on
  std::uint32_t mark = 0;
  // Of a packet that arrives; link addresses are 6 bytes. Without a source address of its own, the
  // frame carries the mark there.
  std::string link_source;
  std::string link_destination;  // empty: the device's
  // Of a packet that the node sends.
  unsigned user = 0;
  unsigned group = 0;
};

struct DeviceInfo {
  std::string_view name;
  std::string_view ipv4;  // address/length; empty: none
  std::string_view ipv6;
  std::string_view master = {};  // the bridge it is a port of
  unsigned group = 0;
};
// All devices of a node but lo. None of them needs address resolution.
std::vector<DeviceInfo> Devices();

// An address that the node reaches through the device.
Address AddressBehind(std::string_view device, Family family);

class World {
 public:
  World(Quiescence& quiescence, bool tracking);

  const Namespace& node() const { return node_; }
  KernelLog& log() { return *log_; }
  LocalSockets& sockets() { return *sockets_; }

  // What came of it, one line each, and the frames that left the node.
  struct Outcome {
    std::vector<std::string> lines;
    std::vector<Frame> frames;
  };
  Outcome Send(const Packet& packet);
  // Sends the packets, and lets whoever is at the other end answer what comes out: an error, the
  // answer, the answer to the answer and so on. Returns what came of all of it.
  std::vector<std::string> Converse(const std::vector<Packet>& packets, bool answer);
  // Forgets all connections.
  void Flush();

 private:
  void MakeDevices();
  Outcome Collect();
  int PeerIndex(std::string_view device) const;

  Quiescence& quiescence_;
  Namespace node_;
  Namespace peers_;
  std::vector<std::pair<std::string, int>> peer_indexes_;
  std::unique_ptr<FrameSocket> frames_;
  std::unique_ptr<KernelLog> log_;
  std::unique_ptr<LocalSockets> sockets_;
};

}  // namespace cnft::test
