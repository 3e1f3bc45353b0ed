// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes rules on a node: each adds its chains and rules to one text.
#pragma once

#include <string>

#include "bench/generate/ruleset_text.h"
#include "bench/generate/services.h"

namespace cnft::generate {

// Everything a writer needs to know.
struct Scene {
  const NodeOptions& options;
  const Cluster& cluster;
  RulesetText& text;

  bool ipv6() const { return options.family == Family::kIpv6; }
  // What kube-proxy takes for the addresses of pods; empty: it does not know them.
  const std::string& cluster_cidr() const {
    return options.cluster_cidr ? *options.cluster_cidr : cluster.pod_network;
  }
  std::string reject() const;
};

void AddKubelet(const Scene& scene);
void AddKubeProxyIptables(const Scene& scene);
void AddKubeProxyIpvs(const Scene& scene);
void AddDocker(const Scene& scene);
void AddHostPorts(const Scene& scene);
void AddCilium(const Scene& scene);

// The sets that the rules of kube-proxy in ipvs mode and of Cilium use.
std::string IpvsSets(const Scene& scene);
std::string CiliumSets(const Scene& scene);

// What both modes of kube-proxy have in common: marking and masquerading, and KUBE-FORWARD.
void AddMasqueradeRules(const Scene& scene);
void AddForwardRules(const Scene& scene);

}  // namespace cnft::generate
