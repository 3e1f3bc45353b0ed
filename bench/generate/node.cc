// SPDX-License-Identifier: GPL-2.0-or-later
// Rulesets as real Kubernetes nodes have them.
#include "bench/generate/node.h"

#include "bench/generate/writers.h"

namespace cnft::generate {

GeneratedNode GenerateNode(const NodeOptions& options) {
  const Cluster cluster = MakeCluster(options);
  RulesetText text(options.format, options.family, options.counters);
  const Scene scene{options, cluster, text};
  const bool save = options.format == Format::kSave;
  GeneratedNode node;
  if (save && options.kubelet) AddKubelet(scene);
  if (options.proxy == ProxyMode::kIptables) AddKubeProxyIptables(scene);
  if (options.proxy == ProxyMode::kIpvs) {
    AddKubeProxyIpvs(scene);
    node.ipset += IpvsSets(scene);
  }
  if (save) {
    if (options.docker) AddDocker(scene);
    if (options.host_ports > 0) AddHostPorts(scene);
    if (options.cilium != CiliumMode::kNone) {
      AddCilium(scene);
      node.ipset += CiliumSets(scene);
    }
  }
  node.rules = text.Write(options.proxy == ProxyMode::kIpvs ? Table::kNat : Table::kFilter);
  node.rule_count = text.rule_count();
  return node;
}

NodeOptions WithRuleCount(NodeOptions options, std::size_t rules) {
  // Rules come with services, in proportion; which ones depends on chance, so look twice.
  options.services = 0;
  const std::size_t fixed = GenerateNode(options).rule_count;
  if (rules <= fixed) return options;
  options.services = (rules - fixed) / 8 + 1;
  for (int i = 0; i < 3; ++i) {
    const std::size_t variable = GenerateNode(options).rule_count - fixed;
    if (variable == 0) break;
    options.services = options.services * (rules - fixed) / variable;
  }
  return options;
}

}  // namespace cnft::generate
