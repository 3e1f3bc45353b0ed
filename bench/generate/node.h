// SPDX-License-Identifier: GPL-2.0-or-later
// Rulesets as real Kubernetes nodes have them: what kube-proxy (pkg/proxy/iptables/proxier.go and
// pkg/proxy/ipvs/proxier.go of Kubernetes 1.30), the kubelet, the Cilium 1.19 agent
// (pkg/datapath/iptables/iptables.go), Docker and the CNI port mapper write. A pure function of its
// options: the same options give the same bytes everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "ruleset/address.h"

namespace cnft::generate {

enum class ProxyMode : std::uint8_t { kNone, kIptables, kIpvs };
enum class CiliumMode : std::uint8_t { kNone, kTunnel, kNative, kEni };

// As iptables-save prints a whole node, or as kube-proxy feeds its own chains to iptables-restore:
// another order of options, no prefix length on hosts, --or-mark, no built-in chains.
enum class Format : std::uint8_t { kSave, kRestore };

struct NodeOptions {
  Family family = Family::kIpv4;
  ProxyMode proxy = ProxyMode::kIptables;
  CiliumMode cilium = CiliumMode::kNone;
  Format format = Format::kSave;
  std::uint64_t seed = 1;

  // Besides the API server and the DNS service, which are always there.
  std::size_t services = 10;
  std::size_t endpoints = 3;  // of each service
  std::size_t nodes = 20;     // one of so many endpoints is on this node

  // Shares of the services, 0 to 1.
  double node_ports = 0.10;
  double load_balancers = 0.10;
  double external_ips = 0.02;
  double affinity = 0.05;
  double without_endpoints = 0.05;
  double udp = 0.08;
  double sctp = 0.01;
  double internal_local = 0.02;  // internalTrafficPolicy: Local
  double external_local = 0.30;  // externalTrafficPolicy: Local, of those reachable from outside
  double source_ranges = 0.20;   // loadBalancerSourceRanges, of the load balancers

  std::optional<std::string> cluster_cidr;  // none: the network of the pods; empty: not known
  bool masquerade_all = false;
  bool random_fully = true;
  bool localhost_node_ports = true;
  bool drop_invalid = true;
  // kube-proxy leaves out comments of endpoints in a large cluster; none: when it would.
  std::optional<bool> large_cluster;

  bool kubelet = true;
  bool old_kubelet = false;  // with KUBE-MARK-DROP, as before 1.27
  bool docker = false;
  std::size_t host_ports = 0;  // of the CNI port mapper

  bool cilium_feeders_last = false;
  bool cilium_masquerade = true;
  bool cilium_ipsec = false;
  bool cilium_wireguard = false;
  bool cilium_no_track = false;        // of all pod traffic
  bool cilium_no_track_ports = false;  // of host ports

  bool counters = false;  // [0:0] before every rule, as iptables-save -c prints
};

struct GeneratedNode {
  std::string rules;  // iptables-save or iptables-restore text
  std::string ipset;  // ipset save text (Format::kRestore: with -exist); empty without sets
  std::size_t rule_count = 0;
};

GeneratedNode GenerateNode(const NodeOptions& options);

// The options with as many services as make about `rules` rules.
NodeOptions WithRuleCount(NodeOptions options, std::size_t rules);

}  // namespace cnft::generate
