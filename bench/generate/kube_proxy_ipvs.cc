// SPDX-License-Identifier: GPL-2.0-or-later
// What kube-proxy writes in ipvs mode: few rules, and sets (pkg/proxy/ipvs/proxier.go of Kubernetes
// 1.30).
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>

#include "bench/generate/writers.h"

namespace cnft::generate {
namespace {

struct SetInfo {
  std::string_view name;
  std::string_view type;
  std::string_view comment;  // of the rules that look into it
};
constexpr auto kSets = std::to_array<SetInfo>({
    {"KUBE-LOOP-BACK", "hash:ip,port,ip",
     "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"},
    {"KUBE-CLUSTER-IP", "hash:ip,port",
     "Kubernetes service cluster ip + port for masquerade purpose"},
    {"KUBE-EXTERNAL-IP", "hash:ip,port",
     "Kubernetes service external ip + port for masquerade and filter purpose"},
    {"KUBE-EXTERNAL-IP-LOCAL", "hash:ip,port",
     "Kubernetes service external ip + port with externalTrafficPolicy=local"},
    {"KUBE-LOAD-BALANCER", "hash:ip,port", "Kubernetes service lb portal"},
    {"KUBE-LOAD-BALANCER-FW", "hash:ip,port",
     "Kubernetes service load balancer ip + port for load balancer with sourceRange"},
    {"KUBE-LOAD-BALANCER-LOCAL", "hash:ip,port",
     "Kubernetes service load balancer ip + port with externalTrafficPolicy=local"},
    {"KUBE-LOAD-BALANCER-SOURCE-IP", "hash:ip,port,ip",
     "Kubernetes service load balancer ip + port + source IP for packet filter purpose"},
    {"KUBE-LOAD-BALANCER-SOURCE-CIDR", "hash:ip,port,net",
     "Kubernetes service load balancer ip + port + source cidr for packet filter purpose"},
    {"KUBE-NODE-PORT-TCP", "bitmap:port", "Kubernetes nodeport TCP port for masquerade purpose"},
    {"KUBE-NODE-PORT-LOCAL-TCP", "bitmap:port",
     "Kubernetes nodeport TCP port with externalTrafficPolicy=local"},
    {"KUBE-NODE-PORT-UDP", "bitmap:port", "Kubernetes nodeport UDP port for masquerade purpose"},
    {"KUBE-NODE-PORT-LOCAL-UDP", "bitmap:port",
     "Kubernetes nodeport UDP port with externalTrafficPolicy=local"},
    {"KUBE-NODE-PORT-SCTP-HASH", "hash:ip,port",
     "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'"},
    {"KUBE-NODE-PORT-LOCAL-SCTP-HASH", "hash:ip,port",
     "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'"},
    {"KUBE-HEALTH-CHECK-NODE-PORT", "bitmap:port", "Kubernetes health check node port"},
    {"KUBE-IPVS-IPS", "hash:ip", "Addresses on the ipvs interface"},
});

// Rules that are written when their set has elements.
struct SetRule {
  std::string_view set;
  Table table;
  std::string_view chain;
  std::string_view target;
  std::string_view dimensions;
  std::string_view protocol;
};
constexpr auto kSetRules = std::to_array<SetRule>({
    {"KUBE-LOOP-BACK", Table::kNat, "KUBE-POSTROUTING", "MASQUERADE", "dst,dst,src", ""},
    {"KUBE-LOAD-BALANCER", Table::kNat, "KUBE-SERVICES", "KUBE-LOAD-BALANCER", "dst,dst", ""},
    {"KUBE-LOAD-BALANCER-LOCAL", Table::kNat, "KUBE-LOAD-BALANCER", "RETURN", "dst,dst", ""},
    {"KUBE-NODE-PORT-LOCAL-TCP", Table::kNat, "KUBE-NODE-PORT", "RETURN", "dst", "tcp"},
    {"KUBE-NODE-PORT-TCP", Table::kNat, "KUBE-NODE-PORT", "KUBE-MARK-MASQ", "dst", "tcp"},
    {"KUBE-NODE-PORT-LOCAL-UDP", Table::kNat, "KUBE-NODE-PORT", "RETURN", "dst", "udp"},
    {"KUBE-NODE-PORT-UDP", Table::kNat, "KUBE-NODE-PORT", "KUBE-MARK-MASQ", "dst", "udp"},
    {"KUBE-NODE-PORT-LOCAL-SCTP-HASH", Table::kNat, "KUBE-NODE-PORT", "RETURN", "dst,dst", "sctp"},
    {"KUBE-NODE-PORT-SCTP-HASH", Table::kNat, "KUBE-NODE-PORT", "KUBE-MARK-MASQ", "dst,dst",
     "sctp"},
    {"KUBE-LOAD-BALANCER-FW", Table::kFilter, "KUBE-PROXY-FIREWALL", "KUBE-SOURCE-RANGES-FIREWALL",
     "dst,dst", ""},
    {"KUBE-LOAD-BALANCER-SOURCE-CIDR", Table::kFilter, "KUBE-SOURCE-RANGES-FIREWALL", "RETURN",
     "dst,dst,src", ""},
    {"KUBE-LOAD-BALANCER-SOURCE-IP", Table::kFilter, "KUBE-SOURCE-RANGES-FIREWALL", "RETURN",
     "dst,dst,src", ""},
});

struct Entry {
  Table table;
  std::string_view from;
  std::string_view to;
  std::string_view comment;
};
constexpr auto kEntries = std::to_array<Entry>({
    {Table::kNat, "OUTPUT", "KUBE-SERVICES", "kubernetes service portals"},
    {Table::kNat, "PREROUTING", "KUBE-SERVICES", "kubernetes service portals"},
    {Table::kNat, "POSTROUTING", "KUBE-POSTROUTING", "kubernetes postrouting rules"},
    {Table::kFilter, "FORWARD", "KUBE-FORWARD", "kubernetes forwarding rules"},
    {Table::kFilter, "INPUT", "KUBE-NODE-PORT", "kubernetes health check rules"},
    {Table::kFilter, "INPUT", "KUBE-PROXY-FIREWALL", "kube-proxy firewall rules"},
    {Table::kFilter, "FORWARD", "KUBE-PROXY-FIREWALL", "kube-proxy firewall rules"},
    {Table::kFilter, "INPUT", "KUBE-IPVS-FILTER", "kubernetes ipvs access filter"},
    {Table::kFilter, "OUTPUT", "KUBE-IPVS-OUT-FILTER", "kubernetes ipvs access filter"},
});

using Elements = std::map<std::string_view, std::vector<std::string>, std::less<>>;

Elements CollectElements(const Scene& scene) {
  Elements elements;
  std::set<std::pair<std::string_view, std::string>> known;
  const auto add = [&](std::string_view set, const std::string& element) {
    if (known.emplace(set, element).second) elements[set].push_back(element);
  };
  for (const Service& service : scene.cluster.services) {
    const auto portal = [&](std::string_view address) {
      return fmt::format("{},{}:{}", address, service.protocol, service.port);
    };
    add("KUBE-CLUSTER-IP", portal(service.address));
    add("KUBE-IPVS-IPS", service.address);
    for (const Endpoint& endpoint : service.LocalEndpoints()) {
      add("KUBE-LOOP-BACK",
          fmt::format("{0},{1}:{2},{0}", endpoint.address, service.protocol, endpoint.port));
    }
    for (const std::string& address : service.external_addresses) {
      add(service.external_local ? "KUBE-EXTERNAL-IP-LOCAL" : "KUBE-EXTERNAL-IP", portal(address));
    }
    for (const std::string& address : service.balancer_addresses) {
      add("KUBE-LOAD-BALANCER", portal(address));
      add("KUBE-IPVS-IPS", address);
      if (service.external_local) add("KUBE-LOAD-BALANCER-LOCAL", portal(address));
      if (service.source_ranges.empty()) continue;
      add("KUBE-LOAD-BALANCER-FW", portal(address));
      for (const std::string& range : service.source_ranges) {
        add("KUBE-LOAD-BALANCER-SOURCE-CIDR", fmt::format("{},{}", portal(address), range));
      }
      add("KUBE-LOAD-BALANCER-SOURCE-IP", fmt::format("{},{}", portal(address), address));
    }
    if (service.node_port != 0) {
      const std::string_view protocol = service.protocol == "tcp"   ? "TCP"
                                        : service.protocol == "udp" ? "UDP"
                                                                    : "SCTP-HASH";
      const std::string element =
          service.protocol == "sctp"
              ? fmt::format("{},sctp:{}", scene.cluster.node_address, service.node_port)
              : fmt::format("{}", service.node_port);
      for (const SetInfo& set : kSets) {
        if (set.name.substr(0, 15) != "KUBE-NODE-PORT-" || !set.name.ends_with(protocol)) continue;
        if (service.external_local || set.name.find("LOCAL") == std::string_view::npos) {
          add(set.name, element);
        }
      }
    }
    if (service.health_port != 0) {
      add("KUBE-HEALTH-CHECK-NODE-PORT", fmt::format("{}", service.health_port));
    }
  }
  return elements;
}

class IpvsWriter {
 public:
  explicit IpvsWriter(const Scene& scene)
      : scene_(scene), text_(scene.text), elements_(CollectElements(scene)) {}

  void Write() {
    for (const auto& [table, chain] :
         {std::pair(Table::kNat, "KUBE-SERVICES"), std::pair(Table::kNat, "KUBE-POSTROUTING"),
          std::pair(Table::kNat, "KUBE-NODE-PORT"), std::pair(Table::kNat, "KUBE-LOAD-BALANCER"),
          std::pair(Table::kNat, "KUBE-MARK-MASQ"), std::pair(Table::kFilter, "KUBE-FORWARD"),
          std::pair(Table::kFilter, "KUBE-NODE-PORT"),
          std::pair(Table::kFilter, "KUBE-PROXY-FIREWALL"),
          std::pair(Table::kFilter, "KUBE-SOURCE-RANGES-FIREWALL"),
          std::pair(Table::kFilter, "KUBE-IPVS-FILTER"),
          std::pair(Table::kFilter, "KUBE-IPVS-OUT-FILTER")}) {
      text_.Declare(table, chain);
    }
    for (const Entry& entry : kEntries) {
      text_.AddFirst(entry.table, {.chain = entry.from,
                                   .comment = std::string(entry.comment),
                                   .target = std::string(entry.to)});
    }
    text_.Add(Table::kNat, {.chain = "KUBE-SERVICES",
                            .source = scene_.ipv6() ? "::1/128" : "127.0.0.0/8",
                            .target = "RETURN"});
    for (const SetRule& rule : kSetRules) {
      if (!Filled(rule.set)) continue;
      text_.Add(rule.table, {.chain = rule.chain,
                             .protocol = rule.protocol,
                             .bare_protocol = true,
                             .comment = Comment(rule.set),
                             .after = MatchSet(rule.set, rule.dimensions),
                             .target = std::string(rule.target)});
    }
    AddServiceRules();
    AddFilterRules();
    AddForwardRules(scene_);
    AddMasqueradeRules(scene_);
  }

  std::string Sets() const {
    const bool save = text_.save();
    std::string text;
    for (const SetInfo& set : kSets) {
      const std::string name = Name(set.name);
      const auto found = elements_.find(set.name);
      const std::size_t count = found == elements_.end() ? 0 : found->second.size();
      if (set.type == "bitmap:port") {
        text += fmt::format("create {} bitmap:port range 0-65535{}\n", name, Exist(save));
      } else {
        text +=
            fmt::format("create {} {} family {} hashsize 1024 maxelem {}{}\n", name, set.type,
                        scene_.ipv6() ? "inet6" : "inet",
                        std::max<std::size_t>(65536, std::bit_ceil(2 * count + 1)), Exist(save));
      }
      if (found == elements_.end()) continue;
      for (const std::string& element : found->second) {
        text += fmt::format("add {} {}{}\n", name, element, Exist(save));
      }
    }
    return text;
  }

 private:
  static std::string_view Exist(bool save) { return save ? "" : " -exist"; }

  bool Filled(std::string_view set) const { return elements_.contains(set); }

  // IPv6 sets have names of their own, cut to what ipset takes.
  std::string Name(std::string_view set) const {
    if (!scene_.ipv6()) return std::string(set);
    return fmt::format("KUBE-6-{}", set.substr(5)).substr(0, 31);
  }

  static std::string Comment(std::string_view set) {
    return std::string(std::ranges::find(kSets, set, &SetInfo::name)->comment);
  }

  std::string MatchSet(std::string_view set, std::string_view dimensions) const {
    return fmt::format("-m set --match-set {} {}", Name(set), dimensions);
  }

  void AddServiceRules() {
    const std::string& cidr = scene_.cluster_cidr();
    const bool all = scene_.options.masquerade_all;
    text_.Add(Table::kNat,
              {.chain = "KUBE-SERVICES",
               .source = !cidr.empty() && !all ? fmt::format("! {}", cidr) : "",
               .comment = Comment("KUBE-CLUSTER-IP"),
               .after = MatchSet("KUBE-CLUSTER-IP", !cidr.empty() || all ? "dst,dst" : "src,dst"),
               .target = "KUBE-MARK-MASQ"});
    for (const std::string_view set : {"KUBE-EXTERNAL-IP", "KUBE-EXTERNAL-IP-LOCAL"}) {
      if (!Filled(set)) continue;
      const auto add = [&](std::string_view more, std::string target) {
        text_.Add(Table::kNat, {.chain = "KUBE-SERVICES",
                                .comment = Comment(set),
                                .after = MatchSet(set, "dst,dst") + std::string(more),
                                .target = std::move(target)});
      };
      if (set == "KUBE-EXTERNAL-IP") add("", "KUBE-MARK-MASQ");
      add(" -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL", "ACCEPT");
      add(" -m addrtype --dst-type LOCAL", "ACCEPT");
    }
    text_.Add(Table::kNat, {.chain = "KUBE-SERVICES",
                            .after = "-m addrtype --dst-type LOCAL",
                            .target = "KUBE-NODE-PORT"});
    text_.Add(Table::kNat, {.chain = "KUBE-LOAD-BALANCER", .target = "KUBE-MARK-MASQ"});
    for (const std::string_view set : {"KUBE-CLUSTER-IP", "KUBE-LOAD-BALANCER"}) {
      if (!Filled(set)) continue;
      text_.Add(Table::kNat,
                {.chain = "KUBE-SERVICES", .after = MatchSet(set, "dst,dst"), .target = "ACCEPT"});
    }
  }

  void AddFilterRules() {
    text_.Add(Table::kFilter, {.chain = "KUBE-SOURCE-RANGES-FIREWALL", .target = "DROP"});
    text_.Add(Table::kFilter, {.chain = "KUBE-NODE-PORT",
                               .comment = Comment("KUBE-HEALTH-CHECK-NODE-PORT"),
                               .after = MatchSet("KUBE-HEALTH-CHECK-NODE-PORT", "dst"),
                               .target = "ACCEPT"});
    for (const auto& [set, dimensions] :
         {std::pair("KUBE-LOAD-BALANCER", "dst,dst"), std::pair("KUBE-CLUSTER-IP", "dst,dst"),
          std::pair("KUBE-EXTERNAL-IP", "dst,dst"), std::pair("KUBE-EXTERNAL-IP-LOCAL", "dst,dst"),
          std::pair("KUBE-HEALTH-CHECK-NODE-PORT", "dst")}) {
      text_.Add(
          Table::kFilter,
          {.chain = "KUBE-IPVS-FILTER", .after = MatchSet(set, dimensions), .target = "RETURN"});
    }
    text_.Add(Table::kFilter, {.chain = "KUBE-IPVS-FILTER",
                               .before = "-m conntrack --ctstate NEW",
                               .after = MatchSet("KUBE-IPVS-IPS", "dst"),
                               .target = scene_.reject()});
  }

  const Scene& scene_;
  RulesetText& text_;
  Elements elements_;
};

}  // namespace

void AddKubeProxyIpvs(const Scene& scene) { IpvsWriter(scene).Write(); }

std::string IpvsSets(const Scene& scene) { return IpvsWriter(scene).Sets(); }

}  // namespace cnft::generate
