// SPDX-License-Identifier: GPL-2.0-or-later
// cnft-generate: writes the rules of a made-up node, for measurements and experiments.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>

#include "bench/generate/node.h"

namespace {

bool WriteFile(const std::string& path, const std::string& text) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "w");
  if (file == nullptr) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && written;
}

}  // namespace

int main(int argc, char** argv) {
  namespace gen = cnft::generate;
  gen::NodeOptions options;
  std::size_t rules = 0;
  std::string output = "-";
  std::string ipset_output;
  bool ipv6 = false;
  CLI::App app{"Writes the iptables rules of a Kubernetes node."};
  app.add_option("--proxy", options.proxy)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, gen::ProxyMode>{{"none", gen::ProxyMode::kNone},
                                                {"iptables", gen::ProxyMode::kIptables},
                                                {"ipvs", gen::ProxyMode::kIpvs}}));
  app.add_option("--cilium", options.cilium)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, gen::CiliumMode>{{"none", gen::CiliumMode::kNone},
                                                 {"tunnel", gen::CiliumMode::kTunnel},
                                                 {"native", gen::CiliumMode::kNative},
                                                 {"eni", gen::CiliumMode::kEni}}));
  app.add_option("--format", options.format)
      ->transform(CLI::CheckedTransformer(std::map<std::string, gen::Format>{
          {"save", gen::Format::kSave}, {"restore", gen::Format::kRestore}}));
  app.add_flag("--ipv6", ipv6);
  app.add_option("--seed", options.seed);
  app.add_option("--services", options.services);
  app.add_option("--endpoints", options.endpoints, "Of each service");
  app.add_option("--nodes", options.nodes, "One of so many endpoints is on this node");
  app.add_option("--rules", rules, "As many services as make about so many rules");
  struct Share {
    const char* name;
    double* value;
  };
  for (const auto& [name, value] :
       {Share{"--node-ports", &options.node_ports},
        Share{"--load-balancers", &options.load_balancers},
        Share{"--external-ips", &options.external_ips}, Share{"--affinity", &options.affinity},
        Share{"--without-endpoints", &options.without_endpoints}, Share{"--udp", &options.udp},
        Share{"--sctp", &options.sctp}, Share{"--internal-local", &options.internal_local},
        Share{"--external-local", &options.external_local},
        Share{"--source-ranges", &options.source_ranges}}) {
    app.add_option(name, *value, "Share of the services")->check(CLI::Range(0.0, 1.0));
  }
  app.add_option("--cluster-cidr", options.cluster_cidr, "What kube-proxy takes for pods");
  app.add_flag_callback(
      "--no-cluster-cidr", [&] { options.cluster_cidr = ""; }, "kube-proxy does not know the pods");
  app.add_option("--large-cluster", options.large_cluster, "Without comments of endpoints");
  app.add_option("--host-ports", options.host_ports, "Of the CNI port mapper");
  struct Switch {
    const char* name;
    bool* value;
  };
  for (const auto& [name, value] :
       {Switch{"--masquerade-all", &options.masquerade_all},
        Switch{"!--no-random-fully", &options.random_fully},
        Switch{"!--no-localhost-node-ports", &options.localhost_node_ports},
        Switch{"!--no-drop-invalid", &options.drop_invalid},
        Switch{"!--no-kubelet", &options.kubelet}, Switch{"--old-kubelet", &options.old_kubelet},
        Switch{"--docker", &options.docker},
        Switch{"--cilium-feeders-last", &options.cilium_feeders_last},
        Switch{"!--no-cilium-masquerade", &options.cilium_masquerade},
        Switch{"--cilium-ipsec", &options.cilium_ipsec},
        Switch{"--cilium-wireguard", &options.cilium_wireguard},
        Switch{"--cilium-no-track", &options.cilium_no_track},
        Switch{"--cilium-no-track-ports", &options.cilium_no_track_ports},
        Switch{"--counters", &options.counters}}) {
    app.add_flag(name, *value);
  }
  app.add_option("-o,--output", output, "Where the rules go ('-': standard output)");
  app.add_option("--ipset-output", ipset_output, "Where the sets go");
  CLI11_PARSE(app, argc, argv);
  if (ipv6) options.family = cnft::Family::kIpv6;
  if (rules > 0) options = gen::WithRuleCount(options, rules);
  const gen::GeneratedNode node = gen::GenerateNode(options);
  for (const auto& [path, text] :
       {std::pair(&output, &node.rules), std::pair(&ipset_output, &node.ipset)}) {
    if (path->empty() || WriteFile(*path, *text)) continue;
    fmt::print(stderr, "cnft-generate: cannot write {}\n", *path);
    return 1;
  }
  return 0;
}
