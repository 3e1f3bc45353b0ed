// SPDX-License-Identifier: GPL-2.0-or-later
// Links, addresses, routes and policy rules of a network namespace (rtnetlink(7)).
#pragma once

#include <libmnl/libmnl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "nft/kernel.h"
#include "ruleset/address.h"

namespace cnft::cli::demo {

struct Route {
  std::string_view to;       // "10.0.0.0/8"; empty: the default route
  std::string_view gateway;  // empty: directly
  std::string_view device;   // empty: where the gateway is
  std::uint32_t table = 254;
  bool local = false;  // delivers here what it catches
};

// Works on the namespace in which it was opened. After a failure it does nothing more: look at
// `error` once, at the end.
class Rtnetlink {
 public:
  Rtnetlink();

  void AddVeth(std::string_view name, std::string_view peer, int peer_namespace);
  // Takes part in forwarding, and accepts 127.0.0.0/8 from outside as kube-proxy asks for.
  void SetUp(std::string_view name);
  void AddAddress(std::string_view name, std::string_view prefix);
  void AddRoute(const Route& route);
  void AddMarkRule(std::uint32_t mark, std::uint32_t mask, std::uint32_t table);

  const std::optional<Error>& error() const { return error_; }

 private:
  struct Close {
    void operator()(mnl_socket* socket) const { mnl_socket_close(socket); }
  };

  nlmsghdr* Begin(std::uint16_t type, std::uint16_t flags);
  void Send(std::string_view what);
  void Fail(std::string_view what, int error_number);

  std::unique_ptr<mnl_socket, Close> socket_;
  alignas(nlmsghdr) char buffer_[4096] = {};
  std::uint32_t sequence_ = 0;
  std::optional<Error> error_;
};

}  // namespace cnft::cli::demo
