// SPDX-License-Identifier: GPL-2.0-or-later
// A netlink socket: requests, dumps and batches (netlink(7), libmnl).
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nft/deadline.h"
#include "nft/kernel.h"

struct mnl_socket;

namespace cnft::netlink {

// One error the kernel reported for a message.
struct MessageError {
  std::uint32_t sequence = 0;
  int error_number = 0;      // positive errno
  std::uint32_t offset = 0;  // of the attribute at fault in the message; 0: unknown
  std::string text;          // of the extended acknowledgement; may be empty
};

struct SocketOptions {
  // A netlink socket that is open already; it stays the caller's. -1: a new one, in the current
  // network namespace.
  int descriptor = -1;
  // Of everything that is done with the socket; null: none. Outlives it.
  const Deadline* deadline = nullptr;
};

class Socket {
 public:
  // `bus` is a NETLINK_* protocol number.
  static Result<Socket> Open(int bus, const SocketOptions& options = {});

  // Sends a dump request and calls `message(type, family, payload)` for every answer; `payload` is
  // what follows the family's header of `header_length` bytes. An interrupted dump is begun again
  // after a call of `restart`.
  using Message =
      std::function<void(std::uint16_t type, std::uint8_t family, std::string_view payload)>;
  Result<void> Dump(std::span<const std::uint8_t> request, std::size_t header_length,
                    const std::function<void()>& restart, const Message& message);

  // Sends a batch in one piece and returns what the kernel had against it; empty: committed.
  // Details are lost when there are more errors than the receive buffer holds.
  Result<std::vector<MessageError>> Send(std::span<const std::uint8_t> batch);

 private:
  struct Close {
    void operator()(mnl_socket* socket) const;
  };
  static Result<mnl_socket*> OpenNew(int bus);
  static Result<mnl_socket*> OpenGiven(int bus, int descriptor);
  int descriptor() const;
  // The length of the next datagram. Waits for it.
  Result<std::size_t> Receive();
  // Throws away answers that nobody waited for.
  Result<void> Drain();
  Result<bool> ReadAnswers(std::size_t header_length, const Message& message);

  std::unique_ptr<mnl_socket, Close> socket_;
  const Deadline* deadline_ = nullptr;
  // Whether answers to an earlier request may be left.
  bool unread_ = false;
  // Others may have used it meanwhile.
  bool shared_ = false;
  std::unique_ptr<char[]> receive_buffer_;
};

Error SystemError(int error_number, std::string what);
Error DeadlineError();

}  // namespace cnft::netlink
