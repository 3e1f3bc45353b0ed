// SPDX-License-Identifier: GPL-2.0-or-later
// Policy rules and routes in the kernel (rtnetlink(7)). cnft's carry a protocol number of their
// own, by which they are told from everybody else's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nft/kernel.h"
#include "nft/netlink/socket.h"
#include "ruleset/routing.h"

namespace cnft::routing {

// RTPROT_*, FRA_PROTOCOL; listed nowhere in rt_protos(5) as shipped.
inline constexpr std::uint8_t kProtocol = 201;

// A link of the namespace and its addresses.
struct Link {
  std::uint32_t index = 0;
  std::string name;
  std::uint32_t mtu = 0;
  std::vector<Address> addresses;  // in the kernel's order: those of the link itself come last
};

// A route of table main.
struct MainRoute {
  AddressMask destination;
  std::optional<Address> source;
  std::uint32_t device = 0;  // 0: a group of nexthops
};

class Router {
 public:
  // Works on the current network namespace, or on that of the socket it is given.
  static Result<std::unique_ptr<Router>> Open(const netlink::SocketOptions& options = {});
  virtual ~Router() = default;

  virtual Result<std::vector<Link>> Links() = 0;
  virtual Result<std::vector<MainRoute>> MainRoutes(Family family) = 0;

  // Routes that deliver here what they catch, but for those of the kernel's own table.
  virtual Result<std::vector<Route>> LocalRoutes(Family family) = 0;

  // Rules by marks that are not cnft's.
  virtual Result<std::vector<Rule>> RulesOfOthers(Family family) = 0;

  // cnft's own rules and routes.
  virtual Result<Routing> Owned() = 0;
  // Makes them what `wanted` says and returns how many were added and removed; a route that takes
  // another's place is both, in one step. Routes come before the rules that lead to them and go
  // after them. When a step fails those before it are undone.
  struct Changes {
    std::size_t added = 0;
    std::size_t removed = 0;
  };
  virtual Result<Changes> Apply(const Routing& wanted) = 0;
};

}  // namespace cnft::routing
