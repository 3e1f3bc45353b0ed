// SPDX-License-Identifier: GPL-2.0-or-later
// Processes that answer over TCP and UDP with what they see of who asks.
#include "tests/support/echo.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <fmt/core.h>
#include <linux/in6.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <vector>

namespace cnft::test {
namespace {

struct Endpoint {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);
  bool Is(const Endpoint& other) const {
    return length == other.length && std::memcmp(&storage, &other.storage, length) == 0;
  }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

Endpoint MakeEndpoint(const Address& address, std::uint16_t port) {
  Endpoint result;
  if (address.family() == Family::kIpv4) {
    auto* to = reinterpret_cast<sockaddr_in*>(&result.storage);
    to->sin_family = AF_INET;
    to->sin_port = htons(port);
    std::memcpy(&to->sin_addr, address.bytes.data(), sizeof to->sin_addr);
    result.length = sizeof *to;
  } else {
    auto* to = reinterpret_cast<sockaddr_in6*>(&result.storage);
    to->sin6_family = AF_INET6;
    to->sin6_port = htons(port);
    std::memcpy(&to->sin6_addr, address.bytes.data(), sizeof to->sin6_addr);
    result.length = sizeof *to;
  }
  return result;
}

std::string PrintAddress(const Endpoint& endpoint) {
  Address address;
  if (endpoint.storage.ss_family == AF_INET) {
    address.length = AddressLength(Family::kIpv4);
    std::memcpy(address.bytes.data(),
                &reinterpret_cast<const sockaddr_in&>(endpoint.storage).sin_addr, address.length);
  } else {
    address.length = AddressLength(Family::kIpv6);
    std::memcpy(address.bytes.data(),
                &reinterpret_cast<const sockaddr_in6&>(endpoint.storage).sin6_addr, address.length);
  }
  return Print(address);
}

void SetOption(int socket, int level, int option, int value) {
  Check(setsockopt(socket, level, option, &value, sizeof value), "setsockopt");
}

Descriptor MakeSocket(Family family, Transport transport) {
  Descriptor made(
      Check(socket(family == Family::kIpv4 ? AF_INET : AF_INET6,
                   (transport == Transport::kTcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0),
            "socket"));
  SetOption(made.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  return made;
}

// The process of a server.
class Loop {
 public:
  explicit Loop(const EchoOptions& options) : options_(options) {
    const Endpoint here = MakeEndpoint(options.address, options.port);
    listener_ = Bind(here, Transport::kTcp);
    Check(listen(listener_.get(), 64), "listen");
    datagrams_.push_back({here, Bind(here, Transport::kUdp), {}});
  }

  [[noreturn]] void Run() {
    for (;;) {
      std::vector<pollfd> ready = {{listener_.get(), POLLIN, 0}};
      const std::size_t datagrams = datagrams_.size();
      for (const Datagrams& one : datagrams_) ready.push_back({one.socket.get(), POLLIN, 0});
      for (const Descriptor& one : streams_) ready.push_back({one.get(), POLLIN, 0});
      Check(poll(ready.data(), ready.size(), -1), "poll");
      for (std::size_t i = ready.size(); i-- > 0;) {
        if (ready[i].revents == 0) continue;
        if (i == 0) {
          const int accepted = accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
          if (accepted >= 0) streams_.emplace_back(accepted);
        } else if (i <= datagrams) {
          AnswerDatagram(datagrams_[i - 1].asked, ready[i].fd);
        } else {
          AnswerStream(i - 1 - datagrams);
        }
      }
    }
  }

 private:
  struct Datagrams {
    Endpoint asked;
    Descriptor socket;
    Endpoint peer;  // of a socket that is connected
  };

  bool ipv4() const { return options_.address.family() == Family::kIpv4; }

  Descriptor Bind(Endpoint endpoint, Transport transport) {
    Descriptor made = MakeSocket(options_.address.family(), transport);
    SetOption(made.get(), SOL_SOCKET, SO_MARK, static_cast<int>(options_.mark));
    const int level = ipv4() ? SOL_IP : SOL_IPV6;
    if (options_.transparent) {
      SetOption(made.get(), level, ipv4() ? IP_TRANSPARENT : IPV6_TRANSPARENT, 1);
      if (transport == Transport::kUdp) {
        SetOption(made.get(), level, ipv4() ? IP_RECVORIGDSTADDR : IPV6_RECVORIGDSTADDR, 1);
      }
    }
    Check(bind(made.get(), endpoint.get(), endpoint.length), "bind");
    return made;
  }

  std::string AnswerFor(const Endpoint& asked, const Endpoint& peer) const {
    return fmt::format("{} to {} from {}", options_.name, PrintAddress(asked), PrintAddress(peer));
  }

  void AnswerStream(std::size_t number) {
    const int fd = streams_[number].get();
    std::array<char, 512> buffer;
    Endpoint asked;
    Endpoint peer;
    const bool open = recv(fd, buffer.data(), buffer.size(), 0) > 0 &&
                      getsockname(fd, asked.get(), &asked.length) == 0 &&
                      getpeername(fd, peer.get(), &peer.length) == 0;
    const std::string answer = open ? AnswerFor(asked, peer) : "";
    if (!open || send(fd, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) {
      streams_.erase(streams_.begin() + static_cast<std::ptrdiff_t>(number));
    }
  }

  void AnswerDatagram(Endpoint asked, int fd) {
    std::array<char, 512> buffer;
    std::array<char, 256> control;
    Endpoint peer;
    iovec part = {buffer.data(), buffer.size()};
    msghdr message{};
    message.msg_name = &peer.storage;
    message.msg_namelen = sizeof peer.storage;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (recvmsg(fd, &message, MSG_DONTWAIT) < 0) return;
    peer.length = message.msg_namelen;
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
      std::memcpy(&asked.storage, CMSG_DATA(header), asked.length);
    }
    const std::string answer = AnswerFor(asked, peer);
    if (!options_.transparent) {
      sendto(fd, answer.data(), answer.size(), 0, peer.get(), peer.length);
      return;
    }
    // Whatever else the peer sends there comes to the socket that speaks as whoever was asked.
    const auto found = std::ranges::find_if(
        datagrams_, [&](const Datagrams& one) { return one.asked.Is(asked) && one.peer.Is(peer); });
    if (found != datagrams_.end()) {
      send(found->socket.get(), answer.data(), answer.size(), 0);
      return;
    }
    Descriptor made = Bind(asked, Transport::kUdp);
    Check(connect(made.get(), peer.get(), peer.length), "connect");
    send(made.get(), answer.data(), answer.size(), 0);
    datagrams_.push_back({asked, std::move(made), peer});
  }

  const EchoOptions& options_;
  Descriptor listener_;
  std::vector<Datagrams> datagrams_;
  std::vector<Descriptor> streams_;
};

}  // namespace

EchoServer::EchoServer(const Namespace& space, const EchoOptions& options) {
  std::array<int, 2> ready{};
  Check(pipe(ready.data()), "pipe");
  const Descriptor told(ready[0]);
  Descriptor tell(ready[1]);
  process_ = Check(fork(), "fork");
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    try {
      const Namespace::Inside inside(space);
      Loop loop(options);
      Check(static_cast<int>(write(tell.get(), "y", 1)), "write");
      loop.Run();
    } catch (const std::exception& failure) {
      fmt::print(stderr, "{}: {}\n", options.name, failure.what());
    }
    _exit(1);
  }
  tell = Descriptor();
  char byte = 0;
  if (read(told.get(), &byte, 1) != 1) throw std::runtime_error(options.name + " does not listen");
}

void EchoServer::Kill() {
  if (process_ == 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

EchoClient::EchoClient(const Namespace& space, Transport transport, const Address& source)
    : transport_(transport) {
  const Namespace::Inside inside(space);
  socket_ = MakeSocket(source.family(), transport);
  if (source.zero()) return;
  Endpoint from = MakeEndpoint(source, 0);
  Check(bind(socket_.get(), from.get(), from.length), "bind");
}

std::string EchoClient::Ask(const Address& to, std::uint16_t port, int milliseconds) {
  const int fd = socket_.get();
  const timeval patience = {milliseconds / 1000, milliseconds % 1000 * 1000};
  for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
    Check(setsockopt(fd, SOL_SOCKET, option, &patience, sizeof patience), "setsockopt");
  }
  // A datagram socket is connected too: it learns that nobody listens.
  if (!connected_) {
    Endpoint endpoint = MakeEndpoint(to, port);
    if (connect(fd, endpoint.get(), endpoint.length) != 0) return "";
    connected_ = true;
  }
  std::array<char, 512> buffer;
  if (send(fd, "?", 1, MSG_NOSIGNAL) != 1) return "";
  const ssize_t got = recv(fd, buffer.data(), buffer.size(), 0);
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : "";
}

}  // namespace cnft::test
