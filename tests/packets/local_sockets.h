// SPDX-License-Identifier: GPL-2.0-or-later
// The processes of a node: what listens there, and what sends (ip(7), raw(7)).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/address.h"
#include "tests/packets/namespace.h"

namespace cnft::test {

// Where the node listens, with TCP and UDP.
struct Listener {
  Address address;  // zero: any
  std::uint16_t port = 0;
  bool transparent = false;
  std::uint32_t mark = 0;
  friend auto operator<=>(const Listener&, const Listener&) = default;
};

// Made inside the namespace of the node.
class LocalSockets {
 public:
  LocalSockets();

  // Listens there, unless it does already.
  void Listen(const Listener& listener);
  // What the listeners got since, one line each. Accepted connections stay open.
  std::vector<std::string> Receive();
  // Resets the connections that were accepted.
  void CloseConnections();

  struct Sender {
    Family family = Family::kIpv4;
    unsigned user = 0;
    unsigned group = 0;
    friend auto operator<=>(const Sender&, const Sender&) = default;
  };
  // Sends a packet, IP header and all, as a process of that user would; refused ones are no error:
  // a packet filter may say so. Call it inside the namespace.
  void Send(const Sender& sender, std::uint32_t mark, std::string_view packet);

 private:
  struct Socket {
    Descriptor descriptor;
    std::string name;
    bool stream = false;
  };

  Descriptor ready_;
  std::vector<Socket> sockets_;
  std::vector<Listener> listeners_;
  std::vector<Descriptor> connections_;
  std::map<Sender, Descriptor> senders_;
};

}  // namespace cnft::test
