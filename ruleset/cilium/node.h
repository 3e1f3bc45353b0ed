// SPDX-License-Identifier: GPL-2.0-or-later
// What Cilium's rules need to know of the node they are for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ruleset/address.h"

namespace cnft::cilium {

struct Route {
  AddressMask destination;        // an empty mask: the default route
  std::optional<Address> source;  // preferred source address
  std::string device;             // empty: a nexthop group, whose devices nobody knows here
};

// What differs between the address families.
struct FamilyState {
  std::optional<AddressMask> pod_cidr;             // of this node
  std::optional<Address> cilium_internal_ip;       // of cilium_host: the router address
  std::optional<AddressMask> native_routing_cidr;  // wins over the option of that name
  std::vector<Route> routes;                       // of table main
  std::vector<Address> node_addresses;             // InternalIPs of all nodes of the cluster
  std::optional<Address> cilium_net_address;       // the first of cilium_net; of IPv6
};

// A proxy that listens for redirected traffic. The name is the one in the rule's comment.
struct Proxy {
  std::string name;
  std::uint16_t port = 0;
  std::string kind;  // such as "http-ingress"; for people
  friend bool operator==(const Proxy&, const Proxy&) = default;
};

// A pod whose traffic on one port is not to be tracked (annotation policy.cilium.io/no-track-port).
struct NoTrackPod {
  std::vector<Address> addresses;
  std::uint16_t port = 0;
};

// A port of a pod in the host's network (annotation network.cilium.io/no-track-host-ports).
struct HostPort {
  std::uint16_t port = 0;
  std::uint8_t protocol = 0;  // 6 or 17
  friend auto operator<=>(const HostPort&, const HostPort&) = default;
};

// A mark that something else on the node goes by.
struct OtherMark {
  std::uint32_t value = 0;
  std::uint32_t mask = 0xffffffff;
  std::string user;  // who it is, for people
  friend bool operator==(const OtherMark&, const OtherMark&) = default;
};

struct NodeState {
  std::array<FamilyState, 2> families;
  std::vector<std::string> devices;  // native devices, as --devices selects them
  std::optional<std::string> default_route_device;
  std::vector<Proxy> proxies;  // in the order in which they were acknowledged
  std::vector<NoTrackPod> no_track_pods;
  std::vector<HostPort> host_ports;
  std::vector<OtherMark> other_marks;
  std::optional<std::uint32_t> route_mtu;  // of routes to encrypted or encapsulated destinations
  bool socket_match = true;                // whether the kernel has it

  const FamilyState& of(Family family) const { return families[static_cast<std::size_t>(family)]; }
  FamilyState& of(Family family) { return families[static_cast<std::size_t>(family)]; }
};

}  // namespace cnft::cilium
