// SPDX-License-Identifier: GPL-2.0-or-later
// A small node as Cilium makes one, with what is around it.
#include "cli/demo/node.h"

#include <string>

#include "cli/demo/rtnetlink.h"

namespace cnft::cli::demo {
namespace {

struct Link {
  Place place;
  std::string_view device;  // on the node
  std::string_view peer;    // in the place
};
constexpr auto kLinks = std::to_array<Link>({
    {Place::kWorld, "eth0", "eth0"},
    {Place::kPod1, "lxc1", "eth0"},
    {Place::kPod2, "lxc2", "eth0"},
    {Place::kCluster, "cilium_host", "cilium_net"},
    {Place::kOverlay, "ol0", "ol0"},
});

struct Assignment {
  Place place;
  std::string_view device;
  std::string_view prefix;
};
constexpr auto kAddresses = std::to_array<Assignment>({
    {Place::kNode, "eth0", "192.168.10.2/24"},
    {Place::kNode, "cilium_host", "100.64.64.84/32"},
    {Place::kNode, "ol0", "10.200.0.1/24"},
    // Of services: kube-proxy's ipvs mode has them on a device of its own.
    {Place::kNode, "lo", "100.64.0.10/32"},
    {Place::kNode, "lo", "33.1.2.3/32"},
    {Place::kWorld, "eth0", "192.168.10.1/24"},
    {Place::kWorld, "eth0", "203.0.113.7/32"},
    {Place::kWorld, "eth0", "198.51.100.9/32"},
    {Place::kPod1, "eth0", "100.64.64.10/32"},
    {Place::kPod2, "eth0", "100.64.64.11/32"},
    {Place::kCluster, "cilium_net", "100.64.65.9/32"},
    {Place::kOverlay, "ol0", "10.200.0.2/24"},
    {Place::kOverlay, "lo", "11.254.3.4/32"},
});

struct PlacedRoute {
  Place place;
  Route route;
};
constexpr std::uint32_t kProxyTable = 2004;
constexpr auto kRoutes = std::to_array<PlacedRoute>({
    {Place::kNode, {.gateway = "192.168.10.1"}},
    {Place::kNode, {.to = "100.64.64.10/32", .device = "lxc1"}},
    {Place::kNode, {.to = "100.64.64.11/32", .device = "lxc2"}},
    {Place::kNode, {.to = "100.64.65.0/24", .device = "cilium_host"}},
    {Place::kNode, {.to = "11.254.0.0/16", .gateway = "10.200.0.2"}},
    {Place::kNode, {.device = "lo", .table = kProxyTable, .local = true}},
    {Place::kWorld, {.gateway = "192.168.10.2"}},
    // The world has no loopback of its own: it can send to the node's.
    {Place::kWorld, {.to = "127.0.0.0/8", .gateway = "192.168.10.2"}},
    {Place::kPod1, {.to = "100.64.64.84/32", .device = "eth0"}},
    {Place::kPod1, {.gateway = "100.64.64.84"}},
    {Place::kPod2, {.to = "100.64.64.84/32", .device = "eth0"}},
    {Place::kPod2, {.gateway = "100.64.64.84"}},
    {Place::kCluster, {.to = "100.64.64.84/32", .device = "cilium_net"}},
    {Place::kCluster, {.gateway = "100.64.64.84"}},
    {Place::kOverlay, {.gateway = "10.200.0.1"}},
});

constexpr std::array<std::string_view, kPlaceCount> kNames = {"node", "world",   "pod1",
                                                              "pod2", "cluster", "overlay"};

}  // namespace

std::string_view Name(Place place) { return kNames[static_cast<std::size_t>(place)]; }

Result<Node> Node::Build() {
  Node node;
  auto home = Namespace::Enter();
  if (!home) return std::unexpected(home.error());
  node.places_[0] = std::move(*home);
  for (std::size_t i = 1; i < kPlaceCount; ++i) {
    auto place = Namespace::Make(node.places_[0]);
    if (!place) return std::unexpected(place.error());
    node.places_[i] = std::move(*place);
  }
  for (std::size_t i = 0; i < kPlaceCount; ++i) {
    const auto place = static_cast<Place>(i);
    const bool is_node = place == Place::kNode;
    node.at(place).Join();
    Rtnetlink net;
    if (place != Place::kWorld) net.SetUp("lo");
    if (is_node) {
      for (const Link& link : kLinks) net.AddVeth(link.device, link.peer, node.at(link.place).fd());
      for (const Link& link : kLinks) net.SetUp(link.device);
    } else {
      for (const Link& link : kLinks) {
        if (link.place == place) net.SetUp(link.peer);
      }
    }
    for (const Assignment& address : kAddresses) {
      if (address.place == place) net.AddAddress(address.device, address.prefix);
    }
    for (const PlacedRoute& route : kRoutes) {
      if (route.place == place) net.AddRoute(route.route);
    }
    if (is_node) net.AddMarkRule(0x200, 0xf00, kProxyTable);
    node.at(Place::kNode).Join();
    if (net.error()) return std::unexpected(*net.error());
  }
  return node;
}

}  // namespace cnft::cli::demo
