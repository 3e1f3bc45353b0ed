// SPDX-License-Identifier: GPL-2.0-or-later
// The processes of a node: what listens there, and what sends.
#include "tests/packets/local_sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/fsuid.h>
#include <sys/socket.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "tests/packets/packet.h"

namespace cnft::test {
namespace {

struct Endpoint {
  sockaddr_storage storage{};
  socklen_t length = 0;
};

Endpoint MakeEndpoint(const Address& address, std::uint16_t port) {
  Endpoint result;
  if (address.family() == Family::kIpv4) {
    auto* to = reinterpret_cast<sockaddr_in*>(&result.storage);
    to->sin_family = AF_INET;
    to->sin_port = htons(port);
    std::copy_n(address.bytes.begin(), 4, reinterpret_cast<std::uint8_t*>(&to->sin_addr));
    result.length = sizeof *to;
  } else {
    auto* to = reinterpret_cast<sockaddr_in6*>(&result.storage);
    to->sin6_family = AF_INET6;
    to->sin6_port = htons(port);
    std::ranges::copy(address.bytes, reinterpret_cast<std::uint8_t*>(&to->sin6_addr));
    result.length = sizeof *to;
  }
  return result;
}

void SetOption(int socket, int level, int option, int value) {
  Check(setsockopt(socket, level, option, &value, sizeof value), "setsockopt");
}

std::string PrintEndpoint(const sockaddr_storage& storage) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    const auto& from = reinterpret_cast<const sockaddr_in&>(storage);
    inet_ntop(AF_INET, &from.sin_addr, text.data(), text.size());
    return fmt::format("{} :{}", text.data(), ntohs(from.sin_port));
  }
  const auto& from = reinterpret_cast<const sockaddr_in6&>(storage);
  inet_ntop(AF_INET6, &from.sin6_addr, text.data(), text.size());
  return fmt::format("{} :{}", text.data(), ntohs(from.sin6_port));
}

}  // namespace

LocalSockets::LocalSockets() : ready_(Check(epoll_create1(EPOLL_CLOEXEC), "epoll")) {}

void LocalSockets::Listen(const Listener& listener) {
  if (std::ranges::find(listeners_, listener) != listeners_.end()) return;
  const bool ipv4 = listener.address.family() == Family::kIpv4;
  const Endpoint endpoint = MakeEndpoint(listener.address, listener.port);
  for (const bool stream : {false, true}) {
    Descriptor made(
        Check(socket(ipv4 ? AF_INET : AF_INET6,
                     (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0),
              "socket"));
    const int fd = made.get();
    SetOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    SetOption(fd, SOL_SOCKET, SO_MARK, static_cast<int>(listener.mark));
    if (!ipv4) SetOption(fd, SOL_IPV6, IPV6_V6ONLY, 1);
    if (listener.transparent) {
      SetOption(fd, ipv4 ? SOL_IP : SOL_IPV6, ipv4 ? IP_TRANSPARENT : IPV6_TRANSPARENT, 1);
    }
    // A listener that is there already, for another ruleset, may have taken the place.
    if (bind(fd, reinterpret_cast<const sockaddr*>(&endpoint.storage), endpoint.length) != 0)
      return;
    if (stream) Check(listen(fd, 1024), "listen");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = sockets_.size();
    Check(epoll_ctl(ready_.get(), EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
    sockets_.push_back(
        {std::move(made),
         fmt::format("{} listener {} {}{}", stream ? "tcp" : "udp", Print(listener.address),
                     listener.port, listener.transparent ? " transparent" : ""),
         stream});
  }
  listeners_.push_back(listener);
}

std::vector<std::string> LocalSockets::Receive() {
  std::vector<std::string> lines;
  std::array<epoll_event, 32> events;
  for (;;) {
    const int count = epoll_wait(ready_.get(), events.data(), events.size(), 0);
    if (count <= 0) break;
    for (int i = 0; i < count; ++i) {
      const Socket& socket = sockets_[events[static_cast<std::size_t>(i)].data.u64];
      sockaddr_storage from{};
      socklen_t length = sizeof from;
      auto* address = reinterpret_cast<sockaddr*>(&from);
      if (socket.stream) {
        const int accepted =
            accept4(socket.descriptor.get(), address, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (accepted < 0) continue;
        connections_.emplace_back(accepted);
      } else {
        std::array<char, 4096> buffer;
        if (recvfrom(socket.descriptor.get(), buffer.data(), buffer.size(), 0, address, &length) <
            0)
          continue;
      }
      lines.push_back(fmt::format("{} got {}", socket.name, PrintEndpoint(from)));
    }
  }
  std::ranges::sort(lines);
  return lines;
}

void LocalSockets::CloseConnections() {
  for (const Descriptor& connection : connections_) {
    const linger now = {1, 0};
    setsockopt(connection.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }
  connections_.clear();
}

void LocalSockets::Send(const Sender& sender, std::uint32_t mark, std::string_view packet) {
  auto found = senders_.find(sender);
  const bool ipv4 = sender.family == Family::kIpv4;
  if (found == senders_.end()) {
    // The user of a socket is the one that files would be opened as.
    setfsuid(sender.user);
    setfsgid(sender.group);
    Descriptor made(Check(socket(ipv4 ? AF_INET : AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW),
                          "raw socket"));
    setfsuid(0);
    setfsgid(0);
    SetOption(made.get(), ipv4 ? SOL_IP : SOL_IPV6, ipv4 ? IP_HDRINCL : IPV6_HDRINCL, 1);
    SetOption(made.get(), SOL_SOCKET, SO_BROADCAST, 1);
    found = senders_.emplace(sender, std::move(made)).first;
  }
  SetOption(found->second.get(), SOL_SOCKET, SO_MARK, static_cast<int>(mark));
  const auto view = View(packet);
  if (!view) return;
  const Endpoint to = MakeEndpoint(view->destination, 0);
  sendto(found->second.get(), packet.data(), packet.size(), MSG_DONTWAIT,
         reinterpret_cast<const sockaddr*>(&to.storage), to.length);
}

}  // namespace cnft::test
