// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel tells about packets on their way: a table that logs every packet at the end of
// every hook (nfnetlink_log), and events of connection tracking (nf_conntrack_netlink).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/packets/namespace.h"

namespace cnft::test {

// Made and read inside the namespace it is about; describes each thing that happened in one line.
class KernelLog {
 public:
  // `tracking`: see the state of connections too, for which the kernel tracks them and reassembles
  // fragments from now on, whatever the rules say.
  explicit KernelLog(bool tracking);

  std::vector<std::string> Receive();
  // Logs of rules to this group are received too.
  void Listen(std::uint16_t group);
  // Forgets all connections and what was said about them.
  void Flush();

 private:
  void ReceiveFrom(const Descriptor& socket, std::vector<std::string>& lines);

  Descriptor log_;
  Descriptor events_;
  Descriptor request_;
  DeviceNames names_;
  std::vector<std::uint16_t> groups_;
};

}  // namespace cnft::test
