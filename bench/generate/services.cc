// SPDX-License-Identifier: GPL-2.0-or-later
// The services of a made-up cluster, as kube-proxy sees them: one for each port.
#include "bench/generate/services.h"

#include <fmt/core.h>

#include <array>
#include <random>

#include "bench/generate/hash.h"

namespace cnft::generate {
namespace {

struct Networks {
  std::string_view pods, node_pods, large_pods, services, nodes, balancers, externals;
};
constexpr Networks kIpv4Networks = {"10.244.0.0/16", "10.244.1.0/24", "10.128.0.0/10", "10.96.0.0",
                                    "192.168.10.0",  "203.0.0.0",     "192.0.2.0"};
constexpr Networks kIpv6Networks = {"fd00:10:244::/56", "fd00:10:244:1::/64", "fd00:10:244::/56",
                                    "fd00:10:96::",     "fd00:10::",          "fd00:203::",
                                    "fd00:192::"};

// More pods than this do not fit into the smaller network.
constexpr std::size_t kManyPods = 60000;
// The range of the API server's --service-node-port-range, in two: ports, and health checks.
constexpr std::size_t kFirstNodePort = 30000;
constexpr std::size_t kFirstHealthPort = 32000;
constexpr std::size_t kLastNodePort = 32767;

std::string AddressAt(std::string_view network, Family family, std::size_t offset) {
  Address address = *ParseAddress(network.substr(0, network.find('/')), family);
  for (std::size_t i = address.length; i-- > 0 && offset != 0; offset >>= 8) {
    offset += address.bytes[i];
    address.bytes[i] = static_cast<std::uint8_t>(offset & 0xff);
  }
  return Print(address);
}

// The standard's distributions differ between libraries; these do not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}
  std::size_t Below(std::size_t limit) { return generator_() % limit; }
  bool Chance(double share) { return Fraction() < share; }
  double Fraction() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
  template <typename T, std::size_t kSize>
  T Pick(const std::array<T, kSize>& choices) {
    return choices[Below(kSize)];
  }

 private:
  std::mt19937_64 generator_;
};

constexpr auto kNames = std::to_array<std::string_view>(
    {"orders", "basket", "ledger", "mailer", "images", "session", "stock", "tracker"});
constexpr auto kPortNames = std::to_array<std::string_view>({"", ":http", ":grpc", ":stats"});
constexpr auto kPorts = std::to_array<std::size_t>({53, 80, 443, 3306, 5432, 6379, 8080, 9090});
constexpr auto kTargetPorts = std::to_array<std::size_t>({80, 5000, 8080, 8443, 9000});

class ClusterMaker {
 public:
  explicit ClusterMaker(const NodeOptions& options)
      : options_(options),
        networks_(options.family == Family::kIpv4 ? kIpv4Networks : kIpv6Networks),
        dice_(options.seed) {}

  Cluster Make() {
    const bool many = options_.services * options_.endpoints > kManyPods;
    cluster_.pod_network = many ? networks_.large_pods : networks_.pods;
    cluster_.node_pod_network = networks_.node_pods;
    for (std::size_t i = 0; i < options_.nodes; ++i) {
      cluster_.node_addresses.push_back(At(networks_.nodes, 2 + i));
    }
    cluster_.node_address =
        cluster_.node_addresses.empty() ? At(networks_.nodes, 2) : cluster_.node_addresses.front();
    AddSystemServices();
    for (std::size_t i = 0; i < options_.services; ++i) AddService(i);
    // kube-proxy walks a map: its order means nothing.
    auto& services = cluster_.services;
    for (std::size_t i = services.size(); i > kSystemServices + 1; --i) {
      std::swap(services[i - 1], services[kSystemServices + dice_.Below(i - kSystemServices)]);
    }
    return std::move(cluster_);
  }

 private:
  static constexpr std::size_t kSystemServices = 4;

  std::string At(std::string_view network, std::size_t offset) const {
    return AddressAt(network, options_.family, offset);
  }

  void AddSystemServices() {
    Service& api = cluster_.services.emplace_back();
    api.name = "default/kubernetes:https";
    api.address = At(networks_.services, 1);
    api.port = 443;
    for (std::size_t i = 0; i < 3; ++i) {
      api.endpoints.push_back({At(networks_.nodes, 2 + i), 6443, i == 0});
    }
    struct Port {
      std::string_view name, protocol;
      std::size_t port;
    };
    for (const auto& [name, protocol, port] :
         {Port{"dns", "udp", 53}, Port{"dns-tcp", "tcp", 53}, Port{"metrics", "tcp", 9153}}) {
      Service& dns = cluster_.services.emplace_back();
      dns.name = fmt::format("kube-system/kube-dns:{}", name);
      dns.protocol = protocol;
      dns.address = At(networks_.services, 10);
      dns.port = port;
      for (std::size_t i = 0; i < 2; ++i) {
        dns.endpoints.push_back({At(cluster_.pod_network, 2 + i), port, i == 0});
      }
    }
  }

  void AddService(std::size_t number) {
    Service service;
    service.name = fmt::format("shop-{:03}/{}-{:05}{}", number % kNamespaces, dice_.Pick(kNames),
                               number, dice_.Pick(kPortNames));
    const double kind = dice_.Fraction();
    service.protocol = kind < options_.udp                   ? "udp"
                       : kind < options_.udp + options_.sctp ? "sctp"
                                                             : "tcp";
    service.address = At(networks_.services, 16 + number);
    service.port = dice_.Pick(kPorts);
    const std::size_t target_port = dice_.Pick(kTargetPorts);
    if (!dice_.Chance(options_.without_endpoints)) {
      for (std::size_t i = 0; i < options_.endpoints; ++i, ++next_pod_) {
        service.endpoints.push_back({At(cluster_.pod_network, next_pod_), target_port,
                                     options_.nodes != 0 && next_pod_ % options_.nodes == 0});
      }
    }
    if (dice_.Chance(options_.affinity))
      service.affinity_seconds = dice_.Below(4) == 0 ? 300 : 10800;
    service.internal_local = dice_.Chance(options_.internal_local);
    Expose(service, number);
    cluster_.services.push_back(std::move(service));
  }

  // What makes it reachable from outside the cluster.
  void Expose(Service& service, std::size_t number) {
    const double kind = dice_.Fraction();
    const bool balanced = kind < options_.load_balancers;
    if (kind < options_.load_balancers + options_.node_ports &&
        next_node_port_ < kFirstHealthPort) {
      service.node_port = next_node_port_++;
    }
    if (balanced) {
      service.balancer_addresses.push_back(At(networks_.balancers, 256 + number));
      if (dice_.Chance(options_.source_ranges)) {
        service.source_ranges = options_.family == Family::kIpv4
                                    ? std::vector<std::string>{"198.51.100.0/24", "192.168.10.0/24"}
                                    : std::vector<std::string>{"fd00:198::/64"};
      }
    }
    if (service.external() && dice_.Chance(options_.external_local)) {
      service.external_local = true;
      if (balanced && next_health_port_ <= kLastNodePort) service.health_port = next_health_port_++;
    }
    if (dice_.Chance(options_.external_ips)) {
      service.external_addresses.push_back(At(networks_.externals, 1 + number % 250));
    }
  }

  static constexpr std::size_t kNamespaces = 400;

  const NodeOptions& options_;
  const Networks& networks_;
  Dice dice_;
  Cluster cluster_;
  std::size_t next_pod_ = 16;
  std::size_t next_node_port_ = kFirstNodePort;
  std::size_t next_health_port_ = kFirstHealthPort;
};

}  // namespace

std::string Endpoint::target() const {
  return address.find(':') == std::string::npos ? fmt::format("{}:{}", address, port)
                                                : fmt::format("[{}]:{}", address, port);
}

std::vector<Endpoint> Service::LocalEndpoints() const {
  std::vector<Endpoint> result;
  for (const Endpoint& endpoint : endpoints) {
    if (endpoint.local) result.push_back(endpoint);
  }
  return result;
}

std::string Service::Chain(std::string_view kind) const {
  return fmt::format("KUBE-{}-{}", kind, Base32Hash(fmt::format("{}{}", name, protocol), 16));
}

std::string Service::EndpointChain(const Endpoint& endpoint) const {
  return fmt::format("KUBE-SEP-{}",
                     Base32Hash(fmt::format("{}{}{}", name, protocol, endpoint.target()), 16));
}

Cluster MakeCluster(const NodeOptions& options) { return ClusterMaker(options).Make(); }

}  // namespace cnft::generate
