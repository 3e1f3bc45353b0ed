// SPDX-License-Identifier: GPL-2.0-or-later
// Sockets that wait for packets.
#include "compat/survey/listeners.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

#include <array>
#include <cstring>
#include <span>
#include <string_view>

#include "nft/netlink/attributes.h"
#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

struct Kind {
  std::uint8_t protocol;
  std::string_view function;  // that lists them
  std::uint32_t states;       // that wait for packets of anybody
};
// A UDP socket that is not connected is in the state of a closed one.
constexpr auto kKinds = std::to_array<Kind>({{IPPROTO_TCP, "tcp_diag_dump", 1U << TCP_LISTEN},
                                             {IPPROTO_UDP, "udp_diag_dump", 1U << TCP_CLOSE}});
constexpr auto kFamilies = std::to_array<std::uint8_t>({AF_INET, AF_INET6});

struct Request {
  nlmsghdr header;
  inet_diag_req_v2 body;
};

Request MakeRequest(std::uint8_t family, const Kind& kind) {
  Request request{};
  request.header.nlmsg_len = sizeof(request);
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = kind.protocol;
  request.body.idiag_states = kind.states;
  return request;
}

Listener ListenerOf(std::string_view message, const Kind& kind) {
  inet_diag_msg fixed{};
  std::memcpy(&fixed, message.data(), sizeof(fixed));
  Listener listener{.protocol = kind.protocol, .port = ntohs(fixed.id.idiag_sport)};
  listener.address.length =
      AddressLength(fixed.idiag_family == AF_INET ? Family::kIpv4 : Family::kIpv6);
  std::memcpy(listener.address.bytes.data(), fixed.id.idiag_src, listener.address.length);
  const netlink::AttributeTable<INET_DIAG_MAX + 1> attributes(message.substr(sizeof(fixed)));
  const std::string_view bytes = attributes[INET_DIAG_SOCKOPT].bytes();
  inet_diag_sockopt options{};
  std::memcpy(&options, bytes.data(), std::min(bytes.size(), sizeof(options)));
  listener.transparent = options.transparent != 0;
  return listener;
}

}  // namespace

Result<std::optional<std::vector<Listener>>> ReadListeners(const KernelFeatures& kernel) {
  std::vector<Listener> listeners;
  for (const Kind& kind : kKinds) {
    if (!kernel.HasNow(kind.function)) return std::nullopt;
  }
  auto socket = netlink::Socket::Open(NETLINK_SOCK_DIAG);
  if (!socket) return std::unexpected(socket.error());
  for (const Kind& kind : kKinds) {
    for (const std::uint8_t family : kFamilies) {
      const Request request = MakeRequest(family, kind);
      const std::size_t before = listeners.size();
      const auto done = socket->Dump(
          {reinterpret_cast<const std::uint8_t*>(&request), sizeof(request)}, 0,
          [&] { listeners.resize(before); },
          [&](std::uint16_t, std::uint8_t, std::string_view message) {
            if (message.size() < sizeof(inet_diag_msg)) return;
            listeners.push_back(ListenerOf(message, kind));
          });
      if (!done) return std::unexpected(done.error());
    }
  }
  return listeners;
}

}  // namespace cnft::compat
