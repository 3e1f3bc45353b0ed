// SPDX-License-Identifier: GPL-2.0-or-later
// What kube-proxy writes in iptables mode (pkg/proxy/iptables/proxier.go of Kubernetes 1.30).
#include <fmt/core.h>

#include <array>
#include <cmath>

#include "bench/generate/writers.h"

namespace cnft::generate {
namespace {

// How built-in chains come to kube-proxy's.
struct Entry {
  Table table;
  std::string_view from;
  std::string_view to;
  bool new_only;
  std::string_view comment;
};
constexpr auto kEntries = std::to_array<Entry>({
    {Table::kFilter, "INPUT", "KUBE-EXTERNAL-SERVICES", true,
     "kubernetes externally-visible service portals"},
    {Table::kFilter, "FORWARD", "KUBE-EXTERNAL-SERVICES", true,
     "kubernetes externally-visible service portals"},
    {Table::kFilter, "INPUT", "KUBE-NODEPORTS", false, "kubernetes health check service ports"},
    {Table::kFilter, "FORWARD", "KUBE-SERVICES", true, "kubernetes service portals"},
    {Table::kFilter, "OUTPUT", "KUBE-SERVICES", true, "kubernetes service portals"},
    {Table::kFilter, "FORWARD", "KUBE-FORWARD", false, "kubernetes forwarding rules"},
    {Table::kFilter, "INPUT", "KUBE-PROXY-FIREWALL", true, "kubernetes load balancer firewall"},
    {Table::kFilter, "OUTPUT", "KUBE-PROXY-FIREWALL", true, "kubernetes load balancer firewall"},
    {Table::kFilter, "FORWARD", "KUBE-PROXY-FIREWALL", true, "kubernetes load balancer firewall"},
    {Table::kNat, "OUTPUT", "KUBE-SERVICES", false, "kubernetes service portals"},
    {Table::kNat, "PREROUTING", "KUBE-SERVICES", false, "kubernetes service portals"},
    {Table::kNat, "POSTROUTING", "KUBE-POSTROUTING", false, "kubernetes postrouting rules"},
});

// Over so many endpoints kube-proxy saves the comments of their rules.
constexpr std::size_t kLargeCluster = 1000;

class ProxyWriter {
 public:
  explicit ProxyWriter(const Scene& scene) : scene_(scene), text_(scene.text) {
    std::size_t endpoints = 0;
    for (const Service& service : scene.cluster.services) endpoints += service.endpoints.size();
    large_ = scene.options.large_cluster.value_or(endpoints > kLargeCluster);
  }

  void Write() {
    for (const Entry& entry : kEntries) {
      text_.Declare(entry.table, entry.to);
      text_.AddFirst(entry.table, {.chain = entry.from,
                                   .before = entry.new_only ? "-m conntrack --ctstate NEW" : "",
                                   .comment = std::string(entry.comment),
                                   .target = std::string(entry.to)});
    }
    for (const Table table : {Table::kMangle, Table::kNat, Table::kFilter}) {
      text_.Declare(table, "KUBE-PROXY-CANARY");
    }
    text_.Declare(Table::kNat, "KUBE-NODEPORTS");
    text_.Declare(Table::kNat, "KUBE-MARK-MASQ");
    AddMasqueradeRules(scene_);
    for (const Service& service : scene_.cluster.services) AddService(service);
    text_.Add(Table::kNat,
              {.chain = "KUBE-SERVICES",
               .destination = scene_.ipv6()                         ? "! ::1/128"
                              : scene_.options.localhost_node_ports ? ""
                                                                    : "! 127.0.0.0/8",
               .comment = "kubernetes service nodeports; NOTE: this must be the last rule in this "
                          "chain",
               .after = "-m addrtype --dst-type LOCAL",
               .target = "KUBE-NODEPORTS"});
    AddForwardRules(scene_);
  }

 private:
  // Where packets of a service go, by the traffic policy of their way in.
  struct Policy {
    std::string chain;      // when there are endpoints to choose from
    bool usable = false;    // whether there are
    std::string otherwise;  // the target when there are none,
    std::string why;        // and the comment that says so
  };

  Policy MakePolicy(const Service& service, bool local) const {
    const bool any = !service.endpoints.empty();
    Policy policy;
    policy.chain = service.Chain(local ? "SVL" : "SVC");
    policy.usable = local ? !service.LocalEndpoints().empty() : any;
    policy.otherwise = any ? "DROP" : scene_.reject();
    policy.why = fmt::format("{} has no {}endpoints", service.name, any ? "local " : "");
    return policy;
  }

  void AddService(const Service& service) {
    const bool any = !service.endpoints.empty();
    const Policy internal = MakePolicy(service, service.internal_local);
    const Policy external = MakePolicy(service, service.external_local);
    AddPortals(service, internal, external);
    if (internal.usable) AddClusterMasquerade(service, internal.chain);
    if (any && service.external()) AddExternalChain(service, external);
    if (any && Guarded(service)) AddFirewallChain(service);
    const std::vector<Endpoint> local = service.LocalEndpoints();
    const bool uses_all =
        any && (!service.internal_local || !service.external_local || service.external());
    const bool uses_local = !local.empty() && (service.internal_local ||
                                               (service.external_local && service.external()));
    if (uses_all) AddChoice(service, service.Chain("SVC"), service.endpoints);
    if (uses_local) AddChoice(service, service.Chain("SVL"), local);
    if (uses_all || uses_local) {
      for (const Endpoint& endpoint : uses_all ? service.endpoints : local) {
        AddEndpoint(service, endpoint);
      }
    }
  }

  static bool Guarded(const Service& service) {
    return !service.balancer_addresses.empty() && !service.source_ranges.empty();
  }

  // The rules that recognise packets to the service.
  void AddPortals(const Service& service, const Policy& internal, const Policy& external) {
    const bool any = !service.endpoints.empty();
    if (internal.usable) {
      AddPortal(Table::kNat, "KUBE-SERVICES", service, service.address,
                fmt::format("{} cluster IP", service.name), internal.chain);
    } else {
      AddPortal(Table::kFilter, "KUBE-SERVICES", service, service.address, internal.why,
                internal.otherwise);
    }
    for (const std::string& address : service.external_addresses) {
      if (any) {
        AddPortal(Table::kNat, "KUBE-SERVICES", service, address,
                  fmt::format("{} external IP", service.name), service.Chain("EXT"));
      }
      AddMissing(service, address, external);
    }
    for (const std::string& address : service.balancer_addresses) {
      if (any) {
        AddPortal(Table::kNat, "KUBE-SERVICES", service, address,
                  fmt::format("{} loadbalancer IP", service.name),
                  service.Chain(Guarded(service) ? "FW" : "EXT"));
      }
      if (any && Guarded(service)) {
        AddPortal(Table::kFilter, "KUBE-PROXY-FIREWALL", service, address,
                  fmt::format("{} traffic not accepted by {}", service.name, service.Chain("FW")),
                  "DROP");
      }
      AddMissing(service, address, external);
    }
    AddNodePorts(service, external);
  }

  void AddNodePorts(const Service& service, const Policy& external) {
    if (service.node_port != 0) {
      if (!service.endpoints.empty()) {
        text_.Add(Table::kNat, {.chain = "KUBE-NODEPORTS",
                                .protocol = service.protocol,
                                .port = service.node_port,
                                .comment = service.name,
                                .target = service.Chain("EXT")});
      }
      if (!external.usable) {
        text_.Add(Table::kFilter, {.chain = "KUBE-EXTERNAL-SERVICES",
                                   .protocol = service.protocol,
                                   .port = service.node_port,
                                   .comment = external.why,
                                   .after = "-m addrtype --dst-type LOCAL",
                                   .target = external.otherwise});
      }
    }
    if (service.health_port != 0) {
      text_.Add(Table::kFilter, {.chain = "KUBE-NODEPORTS",
                                 .protocol = "tcp",
                                 .port = service.health_port,
                                 .comment = fmt::format("{} health check node port", service.name),
                                 .target = "ACCEPT"});
    }
  }

  void AddMissing(const Service& service, const std::string& address, const Policy& external) {
    if (external.usable) return;
    AddPortal(Table::kFilter, "KUBE-EXTERNAL-SERVICES", service, address, external.why,
              external.otherwise);
  }

  void AddPortal(Table table, std::string_view chain, const Service& service,
                 const std::string& address, std::string comment, std::string target) {
    text_.Add(table, {.chain = chain,
                      .destination = address,
                      .protocol = service.protocol,
                      .port = service.port,
                      .comment = std::move(comment),
                      .target = std::move(target)});
  }

  // Connections from outside the cluster's pods need the node's address to come back by.
  void AddClusterMasquerade(const Service& service, const std::string& chain) {
    const std::string& cidr = scene_.cluster_cidr();
    if (cidr.empty() && !scene_.options.masquerade_all) return;
    text_.Add(Table::kNat,
              {.chain = chain,
               .source = scene_.options.masquerade_all ? "" : fmt::format("! {}", cidr),
               .destination = service.address,
               .protocol = service.protocol,
               .port = service.port,
               .comment = fmt::format("{} cluster IP", service.name),
               .target = "KUBE-MARK-MASQ"});
  }

  void AddExternalChain(const Service& service, const Policy& external) {
    const std::string chain = service.Chain("EXT");
    const auto comment = [&](std::string_view what) {
      return fmt::format("{} for {} external destinations", what, service.name);
    };
    text_.Declare(Table::kNat, chain);
    if (!service.external_local) {
      text_.Add(
          Table::kNat,
          {.chain = chain, .comment = comment("masquerade traffic"), .target = "KUBE-MARK-MASQ"});
    } else {
      if (const std::string& cidr = scene_.cluster_cidr(); !cidr.empty()) {
        text_.Add(Table::kNat, {.chain = chain,
                                .source = cidr,
                                .comment = comment("pod traffic"),
                                .target = service.Chain("SVC")});
      }
      for (const auto& [what, target] :
           {std::pair("masquerade LOCAL traffic", std::string("KUBE-MARK-MASQ")),
            std::pair("route LOCAL traffic", service.Chain("SVC"))}) {
        text_.Add(Table::kNat, {.chain = chain,
                                .comment = comment(what),
                                .after = "-m addrtype --src-type LOCAL",
                                .target = target});
      }
    }
    if (external.usable) text_.Add(Table::kNat, {.chain = chain, .target = external.chain});
  }

  void AddFirewallChain(const Service& service) {
    const std::string chain = service.Chain("FW");
    text_.Declare(Table::kNat, chain);
    std::vector<std::string> sources = service.source_ranges;
    sources.insert(sources.end(), service.balancer_addresses.begin(),
                   service.balancer_addresses.end());
    for (const std::string& source : sources) {
      text_.Add(Table::kNat, {.chain = chain,
                              .source = source,
                              .comment = fmt::format("{} loadbalancer IP", service.name),
                              .target = service.Chain("EXT")});
    }
    // Without a target: it only says what becomes of the others.
    text_.Add(Table::kNat,
              {.chain = chain,
               .comment = fmt::format("other traffic to {} will be dropped by KUBE-PROXY-FIREWALL",
                                      service.name)});
  }

  // Chooses an endpoint: the one the client had before, or any with the same probability.
  void AddChoice(const Service& service, const std::string& chain,
                 const std::vector<Endpoint>& endpoints) {
    text_.Declare(Table::kNat, chain);
    const auto comment = [&](const Endpoint& endpoint) {
      return large_ ? "" : fmt::format("{} -> {}", service.name, endpoint.target());
    };
    if (service.affinity_seconds != 0) {
      for (const Endpoint& endpoint : endpoints) {
        const std::string to = service.EndpointChain(endpoint);
        text_.Add(Table::kNat,
                  {.chain = chain,
                   .comment = comment(endpoint),
                   .after = text_.save()
                                ? fmt::format("-m recent --rcheck --seconds {} --reap --name {}{}",
                                              service.affinity_seconds, to, RecentMask())
                                : fmt::format("-m recent --name {} --rcheck --seconds {} --reap",
                                              to, service.affinity_seconds),
                   .target = to});
      }
    }
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
      const std::size_t left = endpoints.size() - i;
      text_.Add(Table::kNat, {.chain = chain,
                              .comment = comment(endpoints[i]),
                              .after = left == 1 ? ""
                                                 : "-m statistic --mode random --probability " +
                                                       Probability(left),
                              .target = service.EndpointChain(endpoints[i])});
    }
  }

  void AddEndpoint(const Service& service, const Endpoint& endpoint) {
    const std::string chain = service.EndpointChain(endpoint);
    const std::string comment = large_ ? "" : service.name;
    text_.Declare(Table::kNat, chain);
    text_.Add(Table::kNat, {.chain = chain,
                            .source = endpoint.address,
                            .comment = comment,
                            .target = "KUBE-MARK-MASQ"});
    std::string recent;
    if (service.affinity_seconds != 0) {
      recent = text_.save() ? fmt::format("-m recent --set --name {}{}", chain, RecentMask())
                            : fmt::format("-m recent --name {} --set", chain);
    }
    text_.Add(Table::kNat, {.chain = chain,
                            .protocol = service.protocol,
                            .comment = comment,
                            .after = recent,
                            .target = "DNAT --to-destination " + endpoint.target()});
  }

  std::string_view RecentMask() const {
    return scene_.ipv6() ? " --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource"
                         : " --mask 255.255.255.255 --rsource";
  }

  // kube-proxy writes ten digits, of which the kernel keeps 31 bits.
  std::string Probability(std::size_t choices) const {
    const std::string written = fmt::format("{:.10f}", 1.0 / static_cast<double>(choices));
    if (!text_.save()) return written;
    return fmt::format("{:.11f}", std::round(std::stod(written) * 0x1p31) * 0x1p-31);
  }

  const Scene& scene_;
  RulesetText& text_;
  bool large_ = false;
};

}  // namespace

void AddKubeProxyIptables(const Scene& scene) { ProxyWriter(scene).Write(); }

}  // namespace cnft::generate
