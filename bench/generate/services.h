// SPDX-License-Identifier: GPL-2.0-or-later
// The services of a made-up cluster, as kube-proxy sees them: one for each port.
#pragma once

#include <string>
#include <vector>

#include "bench/generate/node.h"

namespace cnft::generate {

struct Endpoint {
  std::string address;
  std::size_t port = 0;
  bool local = false;  // on this node

  std::string target() const;  // address and port, as DNAT takes them
};

struct Service {
  std::string name;  // namespace/name:port
  std::string_view protocol = "tcp";
  std::string address;
  std::size_t port = 0;
  std::vector<Endpoint> endpoints;
  std::size_t node_port = 0;    // 0: none
  std::size_t health_port = 0;  // 0: none
  std::vector<std::string> external_addresses;
  std::vector<std::string> balancer_addresses;
  std::vector<std::string> source_ranges;
  std::size_t affinity_seconds = 0;  // 0: none
  bool external_local = false;
  bool internal_local = false;

  bool external() const {
    return node_port != 0 || !external_addresses.empty() || !balancer_addresses.empty();
  }
  std::vector<Endpoint> LocalEndpoints() const;
  // KUBE-`kind`-HASH
  std::string Chain(std::string_view kind) const;
  std::string EndpointChain(const Endpoint& endpoint) const;
};

struct Cluster {
  std::vector<Service> services;
  std::string pod_network;
  std::string node_pod_network;  // the part of this node
  std::string node_address;
  std::vector<std::string> node_addresses;
};

Cluster MakeCluster(const NodeOptions& options);

}  // namespace cnft::generate
