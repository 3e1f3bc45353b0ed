// SPDX-License-Identifier: GPL-2.0-or-later
// Processes that answer over TCP and UDP with what they see of who asks (ip(7), tcp(7), udp(7)).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "ruleset/address.h"
#include "tests/packets/namespace.h"

namespace cnft::test {

struct EchoOptions {
  std::string name;
  Address address;
  std::uint16_t port = 0;
  bool transparent = false;  // answers in the name of whoever was asked
  std::uint32_t mark = 0;    // of the answers
};

// A process of its own, which listens when the constructor is done, and is killed at the end.
// Answers "NAME to ADDRESS from ADDRESS".
class EchoServer {
 public:
  EchoServer(const Namespace& space, const EchoOptions& options);
  ~EchoServer() { Kill(); }
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;

  void Kill();

 private:
  pid_t process_ = 0;
};

enum class Transport : std::uint8_t { kTcp, kUdp };

// The client's side of a connection, or a flow of datagrams.
class EchoClient {
 public:
  // From `source`, if it is any.
  EchoClient(const Namespace& space, Transport transport, const Address& source = {});

  // The answer; empty when there was none in that time.
  std::string Ask(const Address& to, std::uint16_t port, int milliseconds = 3000);

 private:
  Descriptor socket_;
  Transport transport_;
  bool connected_ = false;
};

}  // namespace cnft::test
