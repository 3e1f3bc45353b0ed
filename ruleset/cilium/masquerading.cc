// SPDX-License-Identifier: GPL-2.0-or-later
// Source NAT of packets from pods and from the host.
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"
#include "ruleset/iptables/values.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

struct Segment {
  std::uint32_t low;
  std::uint32_t high;
};

class Masquerading : Section {
 public:
  using Section::Section;

  void Masquerade() {
    const OptionId enabled = ipv4() ? kIpv4Masquerade : kIpv6Masquerade;
    for (const auto& [option, wanted] :
         {std::pair(enabled, true), std::pair(kBpfMasquerade, false)}) {
      if (config_.Bool(option) == wanted) continue;
      Omit("masquerading", config_.Describe(option));
      return;
    }
    const std::string why =
        fmt::format("{}, {}", config_.Describe(enabled), config_.Describe(kBpfMasquerade));
    const auto interfaces = config_.List(kEgressInterfaces);
    if (interfaces.empty() && traits_.port_segments && config_.Text(kIpam) != "cluster-pool" &&
        config_.Text(kIpam) != "kubernetes") {
      Say({Severity::kError, std::string(Info(kEgressInterfaces).name),
           fmt::format("with {} the pod network is not reliable: the agent stops here",
                       config_.Describe(kIpam)),
           "name the interfaces, or masquerade in BPF"});
      return;
    }
    const auto pods = state().pod_cidr;
    const auto host = state().cilium_internal_ip;
    Need(pods, OfFamily("pod-cidr"), "the network of this node's pods", kOnlyInFile);
    Need(host, OfFamily("cilium-internal-ip"), "the address of cilium_host");
    if (!pods || !host) return;
    const AddressMask alloc = *pods;
    const auto native = NativeRoutingCidr();
    const AddressMask excluded = native.value_or(alloc);
    if (excluded.mask.zero()) {
      Say({Severity::kWarning,
           std::string(Info(ipv4() ? kIpv4NativeRoutingCidr : kIpv6NativeRoutingCidr).name),
           "it excludes every destination: nothing is ever masqueraded",
           fmt::format("set {}=false, or a smaller network", Info(enabled).name)});
    }
    NodeSetExclusion(alloc, interfaces, why);
    if (config_.Bool(kRouteSource) && traits_.route_source) {
      RouteSourceSnat(alloc, excluded, interfaces);
    } else {
      CatchAllMasquerade(alloc, excluded, interfaces, why);
    }
    Add("CILIUM_POST_nat",
        fmt::format("-m mark --mark {} {} -j ACCEPT", Mark(0xa00, 0xe00),
                    Comment("exclude proxy return traffic from masquerade")),
        why);
    HostSnat(alloc, *host, why);
  }

 private:
  void NodeSetExclusion(const AddressMask& alloc, const std::vector<std::string>& interfaces,
                        const std::string& why) {
    if (Tunnelling()) {
      Omit("packets to nodes of the cluster: no masquerading", config_.Describe(kRoutingMode));
      return;
    }
    NodeSet set;
    set.family = family_;
    set.name = ipv4() ? "cilium_node_set_v4" : "cilium_node_set_v6";
    const std::set<Address> sorted(state().node_addresses.begin(), state().node_addresses.end());
    set.addresses.assign(sorted.begin(), sorted.end());
    if (set.addresses.empty()) {
      Say({Severity::kWarning, OfFamily("node-addresses"),
           "no node of the cluster is known: packets to nodes are masqueraded",
           "list the InternalIPs of all nodes", true});
    }
    const std::string rest =
        fmt::format("-m set --match-set {} dst {} -j ACCEPT", set.name,
                    Comment("exclude traffic to cluster nodes from masquerade"));
    const std::string because = fmt::format("{}, {}", why, config_.Describe(kRoutingMode));
    if (interfaces.empty() || !traits_.node_set_by_interface) {
      Add("CILIUM_POST_nat", fmt::format("-s {} {}", iptables::Print(alloc), rest), because);
    }
    if (traits_.node_set_by_interface) {
      for (const std::string& interface : interfaces) {
        Add("CILIUM_POST_nat", fmt::format("-o {} {}", interface, rest),
            fmt::format("{}, {}", because, config_.Describe(kEgressInterfaces)));
      }
    }
    plan_.node_sets.push_back(std::move(set));
  }

  static bool Matches(std::string_view pattern, std::string_view device) {
    if (pattern.ends_with('+')) return device.starts_with(pattern.substr(0, pattern.size() - 1));
    return pattern == device;
  }

  void RouteSourceSnat(const AddressMask& alloc, const AddressMask& excluded,
                       const std::vector<std::string>& interfaces) {
    const auto& devices = interfaces.empty() ? node_.devices : interfaces;
    if (devices.empty()) {
      Say({Severity::kError, "devices",
           "routes cannot be told apart without the node's devices: the agent stops here",
           "say them in the node's file, or read them from the kernel with --discover", true});
      return;
    }
    struct Chosen {
      const Route* route;
      Address source;
    };
    std::vector<Chosen> routes;
    for (const Route& route : state().routes) {
      const bool device =
          route.device.empty() || std::ranges::any_of(devices, [&](const std::string& pattern) {
            return Matches(pattern, route.device);
          });
      if (device && route.source && route.destination != excluded) {
        routes.push_back({&route, *route.source});
      }
    }
    // The longest prefix first; releases before 1.18 keep the kernel's order, default routes last.
    std::ranges::stable_sort(routes, std::greater(), [&](const Chosen& one) {
      const unsigned length = PrefixLength(one.route->destination.mask).value_or(0);
      return traits_.rule_per_interface ? length : std::min(length, 1U);
    });
    const std::string why = config_.Describe(kRouteSource);
    if (routes.empty()) Omit("source NAT to the source of routes", "no route has a source address");
    for (const auto& [route, source] : routes) {
      const std::string destination =
          route->destination.mask.zero()
              ? fmt::format("! -d {}", iptables::Print(excluded))
              : fmt::format("-d {}", iptables::Print(route->destination));
      const std::string device =
          route->device.empty() ? "! -o cilium_+" : fmt::format("-o {}", route->device);
      Add("CILIUM_POST_nat",
          fmt::format("-s {} {} {} {} -j SNAT --to-source {}{}", iptables::Print(alloc),
                      destination, device, Comment("cilium snat non-cluster via source route"),
                      cnft::Print(source), RandomFully()),
          fmt::format("{}, a route with the source {}", why, cnft::Print(source)));
    }
  }

  std::string_view RandomFully() const {
    return config_.Bool(kRandomFully) ? " --random-fully" : "";
  }

  // The ports that source NAT may use, when some above the node ports must be left out; else empty.
  std::vector<Segment> PortSegments() const {
    if (!traits_.port_segments) return {};
    const std::uint32_t floor = config_.PortRange(kNodePortRange).high + 1U;
    constexpr std::uint32_t kCeiling = 65535;
    std::set<std::uint32_t> excluded;
    if (Tunnelling()) excluded.insert(TunnelPort());
    if (config_.Bool(kWireguard)) excluded.insert(kWireguardPort);
    std::erase_if(excluded, [&](std::uint32_t port) { return port < floor; });
    if (excluded.empty()) return {};
    std::vector<Segment> segments;
    std::uint32_t next = floor;
    for (const std::uint32_t port : excluded) {
      if (port > next) segments.push_back({next, port - 1});
      next = port + 1;
    }
    if (next <= kCeiling) segments.push_back({next, kCeiling});
    return segments;
  }

  // One rule, or one for each protocol and segment of ports and one for the other protocols.
  // `target` gives the target for a range of ports, or for none.
  void AddSourceNat(const std::string& match, std::string_view comment,
                    const std::function<std::string(const std::string& ports)>& target,
                    const std::string& why) {
    const std::vector<Segment> segments = PortSegments();
    if (!segments.empty()) {
      const std::string because = fmt::format(
          "{}, {}", why, config_.Bool(kWireguard) ? config_.Describe(kWireguard) : TunnelWhy());
      for (const std::string_view protocol : kProtocols) {
        for (std::size_t i = 0; i < segments.size(); ++i) {
          const std::size_t left = segments.size() - i;
          const std::string nth =
              left > 1 ? fmt::format("-m statistic --mode nth --every {} --packet 0 ", left) : "";
          Add("CILIUM_POST_nat",
              fmt::format("{} -p {} {}{} {}", match, protocol, nth, Comment(comment),
                          target(fmt::format("{}-{}", segments[i].low, segments[i].high))),
              because);
        }
      }
    }
    Add("CILIUM_POST_nat", fmt::format("{} {} {}", match, Comment(comment), target("")), why);
  }

  void CatchAllMasquerade(const AddressMask& alloc, const AddressMask& excluded,
                          const std::vector<std::string>& interfaces, const std::string& why) {
    const auto target = [&](const std::string& ports) {
      return fmt::format("-j MASQUERADE{}{}", ports.empty() ? "" : " --to-ports " + ports,
                         RandomFully());
    };
    constexpr std::string_view kComment = "cilium masquerade non-cluster";
    const std::string not_cluster = fmt::format("! -d {}", iptables::Print(excluded));
    if (interfaces.empty()) {
      AddSourceNat(fmt::format("{} -s {} ! -o cilium_+", not_cluster, iptables::Print(alloc)),
                   kComment, target, why);
    }
    for (const std::string& interface : interfaces) {
      AddSourceNat(fmt::format("{} -o {}", not_cluster, interface), kComment, target,
                   fmt::format("{}, {}", why, config_.Describe(kEgressInterfaces)));
    }
  }

  void HostSnat(const AddressMask& alloc, const Address& address, const std::string& why) {
    const std::string host = cnft::Print(address);
    const auto target = [&](const std::string& ports) {
      if (ports.empty()) return "-j SNAT --to-source " + host;
      return ipv4() ? fmt::format("-j SNAT --to-source {}:{}", host, ports)
                    : fmt::format("-j SNAT --to-source [{}]:{}", host, ports);
    };
    if (Tunnelling()) {
      AddSourceNat(fmt::format("! -s {0} ! -d {0} -o {1}", iptables::Print(alloc), kHostDevice),
                   "cilium host->cluster masquerade", target,
                   fmt::format("{}, {}", why, config_.Describe(kRoutingMode)));
    } else {
      Omit("packets of the host to the cluster: source NAT", config_.Describe(kRoutingMode));
    }
    const Delivery delivery = DeliveryDevice();
    const std::string_view loopback = ipv4() ? "127.0.0.1" : "::1";
    AddSourceNat(fmt::format("-s {} -o {}", loopback, delivery.device),
                 fmt::format("cilium host->cluster from {} masquerade", loopback), target, why);
    if (config_.Bool(kEndpointRoutes)) {
      Omit("hairpin traffic of pods: source NAT", config_.Describe(kEndpointRoutes));
      return;
    }
    AddSourceNat(fmt::format("-m mark --mark {} -o {} -m conntrack --ctstate DNAT",
                             Mark(0xf00, 0xf00), delivery.device),
                 "hairpin traffic that originated from a local pod", target,
                 fmt::format("{}, {}", why, config_.Describe(kEndpointRoutes)));
  }
};

}  // namespace

void PlanMasquerading(Draft& draft) { Masquerading(draft).Masquerade(); }

}  // namespace cnft::cilium
