// SPDX-License-Identifier: GPL-2.0-or-later
// Policy routing that goes with a ruleset: which marks are routed by which table, and what stands
// in those tables (ip-rule(8), ip-route(8)).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ruleset/address.h"

namespace cnft::routing {

// "ip rule add pref PRIORITY fwmark MARK/MASK lookup TABLE"
struct Rule {
  Family family = Family::kIpv4;
  std::uint32_t priority = 0;
  std::uint32_t mark = 0;
  std::uint32_t mask = 0xffffffff;
  std::uint32_t table = 0;
  friend bool operator==(const Rule&, const Rule&) = default;
};

// "ip route add [local] DESTINATION [via GATEWAY] dev DEVICE table TABLE [mtu MTU]"
struct Route {
  Family family = Family::kIpv4;
  std::uint32_t table = 0;
  bool local = false;       // delivers here what it catches
  AddressMask destination;  // a prefix; an empty mask: everything
  std::optional<Address> gateway;
  std::string device;
  std::uint32_t mtu = 0;  // 0: the device's
  friend bool operator==(const Route&, const Route&) = default;
};

// Whether only one of them can stand.
inline bool SamePlace(const Route& a, const Route& b) {
  return a.family == b.family && a.table == b.table && a.destination == b.destination;
}

// As ip(8) takes them, behind "ip rule add" and "ip route add".
std::string Print(const Rule& rule);
std::string Print(const Route& route);

struct Routing {
  std::vector<Route> routes;
  std::vector<Rule> rules;
  bool empty() const { return routes.empty() && rules.empty(); }
};

}  // namespace cnft::routing
