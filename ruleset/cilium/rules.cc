// SPDX-License-Identifier: GPL-2.0-or-later
// The rules Cilium's agent installs for a configuration and a node.
#include "ruleset/cilium/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft::cilium {
namespace {

using enum OptionId;
using iptables::Hook;
using iptables::TableId;

struct CiliumChain {
  std::string_view name;
  TableId table;
  Hook hook;
  bool ipv6;
};

// In the order in which the agent makes them and their feeders.
constexpr auto kChains = std::to_array<CiliumChain>({
    {"CILIUM_INPUT", TableId::kFilter, Hook::kInput, true},
    {"CILIUM_OUTPUT", TableId::kFilter, Hook::kOutput, true},
    {"CILIUM_OUTPUT_raw", TableId::kRaw, Hook::kOutput, true},
    {"CILIUM_POST_nat", TableId::kNat, Hook::kPostrouting, true},
    {"CILIUM_OUTPUT_nat", TableId::kNat, Hook::kOutput, false},
    {"CILIUM_PRE_nat", TableId::kNat, Hook::kPrerouting, false},
    {"CILIUM_POST_mangle", TableId::kMangle, Hook::kPostrouting, false},
    {"CILIUM_PRE_mangle", TableId::kMangle, Hook::kPrerouting, true},
    {"CILIUM_PRE_raw", TableId::kRaw, Hook::kPrerouting, true},
    {"CILIUM_FORWARD", TableId::kFilter, Hook::kForward, true},
});

constexpr std::string_view kHostDevice = "cilium_host";
constexpr std::uint16_t kWireguardPort = 51871;
constexpr std::uint16_t kVxlanPort = 8472;
constexpr std::uint16_t kGenevePort = 6081;
constexpr auto kProtocols = std::to_array<std::string_view>({"tcp", "udp"});
// xt_multiport holds so many ports.
constexpr std::size_t kMultiportMax = 15;

std::string NetworkText(const AddressMask& network) { return iptables::Print(network); }

std::string Mark(std::uint32_t value, std::uint32_t mask) {
  return fmt::format("{:#010x}/{:#010x}", value, mask);
}

std::string Comment(std::string_view text) {
  std::string out = "-m comment --comment ";
  iptables::AppendQuoted(text, out);
  return out;
}

struct Segment {
  std::uint32_t low;
  std::uint32_t high;
};

class Planner {
 public:
  Planner(const Config& config, const NodeState& node, Release release)
      : config_(config), node_(node), release_(release), traits_(TraitsOf(release)) {}

  Plan Make() {
    Validate();
    if (!config_.Bool(kInstallIptablesRules)) {
      Omit(std::nullopt, "every rule", config_.Describe(kInstallIptablesRules));
      return std::move(plan_);
    }
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      const OptionId enabled = family == Family::kIpv4 ? kEnableIpv4 : kEnableIpv6;
      if (!config_.Bool(enabled)) {
        Omit(family, "every rule of the family", config_.Describe(enabled));
        continue;
      }
      family_ = family;
      PlanFamily();
    }
    return std::move(plan_);
  }

 private:
  bool ipv4() const { return family_ == Family::kIpv4; }
  const FamilyState& state() const { return node_.of(family_); }
  std::string_view number() const { return ipv4() ? "ipv4" : "ipv6"; }

  void Problem(Severity severity, std::string_view subject, std::string message,
               std::string hint = {}, bool of_node = false) {
    // Both families may come upon the same one.
    const bool said = std::ranges::any_of(plan_.problems, [&](const auto& problem) {
      return problem.subject == subject && problem.message == message;
    });
    if (said) return;
    plan_.problems.push_back(
        {severity, std::string(subject), std::move(message), std::move(hint), of_node});
  }
  void Omit(std::optional<Family> family, std::string what, std::string because) {
    plan_.omissions.push_back({family, std::move(what), std::move(because)});
  }
  void Omit(std::string what, std::string because) {
    Omit(family_, std::move(what), std::move(because));
  }

  // "-A CHAIN …"; with `front`, "-I CHAIN …".
  void Add(std::string_view chain, std::string text, std::string because, bool front = false) {
    const auto* info = std::ranges::find(kChains, chain, &CiliumChain::name);
    Place(info->table, chain, std::move(text), std::move(because), front);
  }
  void Place(TableId table, std::string_view chain, std::string text, std::string because,
             bool front) {
    Rule rule{family_, table, std::string(chain), std::move(text), std::move(because), front};
    auto at = plan_.rules.end();
    if (front) {
      at = std::ranges::find_if(plan_.rules, [&](const Rule& other) {
        return other.family == rule.family && other.table == rule.table &&
               other.chain == rule.chain;
      });
    }
    plan_.rules.insert(at, std::move(rule));
  }

  // ---- What the agent refuses, and what users trip over ----------------------------------------

  void Validate() {
    if (!config_.Bool(kEnableIpv4) && !config_.Bool(kEnableIpv6)) {
      Problem(Severity::kError, Info(kEnableIpv4).name, "neither IPv4 nor IPv6 is enabled",
              "enable one of them");
    }
    if (config_.Bool(kIpsec) && config_.Bool(kWireguard)) {
      Problem(Severity::kError, Info(kIpsec).name,
              "enable-ipsec and enable-wireguard exclude each other", "choose one of them");
    }
    if (config_.Bool(kL7Proxy) && !config_.Bool(kInstallIptablesRules) &&
        !config_.Bool(kBpfTproxy)) {
      Problem(Severity::kError, Info(kInstallIptablesRules).name,
              "enable-l7-proxy needs rules that redirect to the proxy, or enable-bpf-tproxy",
              "leave install-iptables-rules on, or set enable-l7-proxy=false");
    }
    if (config_.Bool(kNoConntrackRules)) ValidateNoConntrack();
    ValidateFeederHooks();
    if (config_.Bool(kIpMasqAgent) && !config_.Bool(kBpfMasquerade)) {
      Problem(Severity::kWarning, Info(kIpMasqAgent).name,
              "the agent's list of networks has no effect without enable-bpf-masquerade",
              "exclude one network with ipv4-native-routing-cidr");
    }
    const auto interfaces = config_.List(kEgressInterfaces);
    if (interfaces.size() > 1 && !traits_.rule_per_interface) {
      Problem(
          Severity::kError, Info(kEgressInterfaces).name,
          fmt::format("release {} puts several interfaces into one rule, which iptables refuses",
                      Name(release_)),
          "name one interface, or use --cilium-release 1.18 or newer");
    }
    if (config_.Bool(kRouteSource) && !traits_.route_source) {
      Problem(Severity::kError, Info(kRouteSource).name,
              fmt::format("release {} does not know it", Name(release_)),
              "use --cilium-release 1.14 or newer");
    }
  }

  void ValidateNoConntrack() {
    const std::string_view replacement = config_.Text(kKubeProxyReplacement);
    if (replacement != "true" && replacement != "strict") {
      Problem(Severity::kError, Info(kNoConntrackRules).name,
              "it needs the full replacement of kube-proxy", "set kube-proxy-replacement=true");
    }
    const bool masquerades = config_.Bool(kIpv4Masquerade) && config_.Bool(kEnableIpv4);
    if (masquerades && !config_.Bool(kBpfMasquerade)) {
      Problem(Severity::kError, Info(kNoConntrackRules).name,
              "packets that are not tracked cannot be masqueraded by rules",
              "set enable-bpf-masquerade=true, or enable-ipv4-masquerade=false");
    }
    if (Tunnelling()) {
      Problem(Severity::kWarning, Info(kNoConntrackRules).name,
              "it is meant for native routing, and the node uses a tunnel");
    }
    if (config_.Text(kCniChainingMode) != "none") {
      Problem(Severity::kWarning, Info(kNoConntrackRules).name,
              "the CNI plugin that Cilium is chained to may need connections tracked");
    }
  }

  void ValidateFeederHooks() {
    for (const std::string& name : config_.List(kDisableFeederRules)) {
      const bool known = std::ranges::any_of(
          kChains, [&](const CiliumChain& chain) { return SameHook(name, chain.hook); });
      if (!known) {
        Problem(Severity::kWarning, Info(kDisableFeederRules).name,
                fmt::format("'{}' is no hook and has no effect", name),
                "hooks are PREROUTING, INPUT, FORWARD, OUTPUT and POSTROUTING");
      }
    }
  }

  static bool SameHook(std::string_view name, Hook hook) {
    return std::ranges::equal(name, iptables::HookName(hook), [](char a, char b) {
      return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b;
    });
  }

  // ---- The order of installRules ----------------------------------------------------------------

  void PlanFamily() {
    for (const CiliumChain& chain : kChains) {
      if (ipv4() || chain.ipv6) {
        plan_.chains.push_back({family_, chain.table, std::string(chain.name)});
      }
    }
    Tunnel();
    StaticProxy();
    AcceptEncrypted();
    AcceptForward();
    HostMark();
    Masquerade();
    EniConnmark();
    NotrackEncrypted();
    NotrackPods();
    NotrackPodPorts();
    NotrackHostPorts();
    Proxies();
    Feeders();
    PolicyRouting();
    Sysctls();
  }

  // ---- Facts ------------------------------------------------------------------------------------

  bool Tunnelling() const { return config_.Text(kRoutingMode) == "tunnel"; }

  std::uint16_t TunnelPort() const {
    if (const std::uint16_t port = config_.Port(kTunnelPort); port != 0) return port;
    return config_.Text(kTunnelProtocol) == "geneve" ? kGenevePort : kVxlanPort;
  }
  std::string TunnelWhy() const {
    return fmt::format("{}, {}", config_.Describe(kRoutingMode),
                       config_.Port(kTunnelPort) != 0 ? config_.Describe(kTunnelPort)
                                                      : config_.Describe(kTunnelProtocol));
  }

  bool CloudIpam() const {
    return config_.Text(kIpam) == "eni" || config_.Text(kIpam) == "alibabacloud";
  }

  // Where packets to pods of this node leave.
  struct Delivery {
    std::string_view device;
    std::string why;
  };
  Delivery DeliveryDevice() const {
    if (config_.Bool(kEndpointRoutes)) {
      const bool aws = traits_.aws_cni_devices && config_.Text(kCniChainingMode) == "aws-cni";
      return {aws ? "eni+" : "lxc+", aws ? fmt::format("{}, {}", config_.Describe(kEndpointRoutes),
                                                       config_.Describe(kCniChainingMode))
                                         : config_.Describe(kEndpointRoutes)};
    }
    if (CloudIpam()) return {"lxc+", config_.Describe(kIpam)};
    return {kHostDevice, config_.Describe(kEndpointRoutes)};
  }

  std::optional<AddressMask> NativeRoutingCidr() const {
    if (state().native_routing_cidr) return state().native_routing_cidr;
    return config_.Cidr(ipv4() ? kIpv4NativeRoutingCidr : kIpv6NativeRoutingCidr);
  }

  // What is needed of the node and not known is named, once.
  template <typename T>
  bool Need(const std::optional<T>& value, std::string_view field, std::string_view what) {
    if (value) return true;
    Problem(Severity::kError, fmt::format("{}.{}", number(), field),
            fmt::format("{} is needed and not known", what),
            "say it in the node's file, or read it from the kernel with --discover", true);
    return false;
  }

  // ---- Rules ------------------------------------------------------------------------------------

  void Tunnel() {
    if (!traits_.tunnel) {
      Omit("tunnel packets: ACCEPT and NOTRACK", ReleaseWhy());
      return;
    }
    if (!Tunnelling()) {
      Omit("tunnel packets: ACCEPT and NOTRACK", config_.Describe(kRoutingMode));
      return;
    }
    const std::string match = fmt::format("-p udp --dport {}", TunnelPort());
    Add("CILIUM_OUTPUT", match + " " + Comment("cilium: ACCEPT for tunnel traffic") + " -j ACCEPT",
        TunnelWhy());
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      Add(chain, match + " " + Comment("cilium: NOTRACK for tunnel traffic") + " -j CT --notrack",
          TunnelWhy());
    }
  }

  std::string ReleaseWhy() const {
    return fmt::format("release {} does not have it", Name(release_));
  }

  void NotrackOut(std::string_view device, std::string_view mark, std::string_view what,
                  std::string because) {
    const std::string out = device.empty() ? "" : fmt::format("-o {} ", device);
    Add("CILIUM_OUTPUT_raw",
        fmt::format("{}-m mark --mark {} {} -j CT --notrack", out, mark,
                    Comment(fmt::format("cilium: NOTRACK for {} traffic", what))),
        std::move(because));
  }

  void StaticProxy() {
    const std::string to_proxy = Mark(0x200, 0xf00);
    const std::string from_proxy = Mark(0xa00, 0xfffffeff);
    const std::string upstream = Mark(0x800, 0xe00);
    const std::string always = "always";
    Add("CILIUM_PRE_raw",
        fmt::format("-m mark --mark {} {} -j CT --notrack", to_proxy,
                    Comment("cilium: NOTRACK for proxy traffic")),
        always);
    Add("CILIUM_INPUT",
        fmt::format("-m mark --mark {} {} -j ACCEPT", to_proxy,
                    Comment("cilium: ACCEPT for proxy traffic")),
        always);
    NotrackProxyReturn(from_proxy, upstream);
    if (traits_.proxy_accept_both) {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", Mark(0xa00, 0xe00),
                      Comment("cilium: ACCEPT for proxy traffic")),
          always);
    } else {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", from_proxy,
                      Comment("cilium: ACCEPT for proxy return traffic")),
          always);
    }
    if (ipv4()) {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", upstream,
                      Comment("cilium: ACCEPT for l7 proxy upstream traffic")),
          "always, for IPv4");
    } else {
      Omit("upstream traffic of the L7 proxy: ACCEPT", "Cilium has it for IPv4 only");
    }
    TransparentSockets();
  }

  void NotrackProxyReturn(const std::string& from_proxy, const std::string& upstream) {
    constexpr std::string_view kReturn = "proxy return";
    constexpr std::string_view kUpstream = "L7 proxy upstream";
    const std::string always = "always";
    const auto forward = [&] {
      if (!traits_.proxy_forward) return;
      if (!config_.Bool(kIpsec)) {
        Omit("forward traffic of the proxy: NOTRACK", config_.Describe(kIpsec));
        return;
      }
      NotrackOut(kHostDevice, Mark(0xb00, 0xf00), "proxy forward", config_.Describe(kIpsec));
    };
    if (traits_.delivery_devices) {
      const Delivery delivery = DeliveryDevice();
      if (delivery.device != kHostDevice) {
        NotrackOut(delivery.device, from_proxy, kReturn, delivery.why);
        NotrackOut(delivery.device, upstream, kUpstream, delivery.why);
      } else {
        Omit("proxy traffic to pods' own devices: NOTRACK", delivery.why);
      }
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      NotrackOut(kHostDevice, upstream, kUpstream, always);
      forward();
    } else if (ipv4()) {
      NotrackOut("lxc+", from_proxy, kReturn, always);
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      forward();
      NotrackOut("lxc+", upstream, kUpstream, always);
      NotrackOut(kHostDevice, upstream, kUpstream, always);
    } else if (traits_.ipv6_return_by_device) {
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      NotrackOut("lxc+", from_proxy, kReturn, always);
    } else {
      NotrackOut("", from_proxy, kReturn, always);
    }
  }

  void TransparentSockets() {
    if (!node_.socket_match) {
      Omit("packets of transparent sockets: MARK", "the kernel has no socket match");
      return;
    }
    std::string text = "-m socket --transparent";
    if (traits_.socket_excludes_lo) text += " ! -o lo";
    if (traits_.socket_excludes_marks) {
      text += fmt::format(" -m mark ! --mark {} -m mark ! --mark {}", Mark(0xe00, 0xf00),
                          Mark(0x800, 0xf00));
    }
    Add("CILIUM_PRE_mangle",
        fmt::format("{} {} -j MARK --set-mark 0x00000200", text,
                    Comment("cilium: any->pod redirect proxied traffic to host proxy")),
        "the kernel has the socket match");
  }

  // The packets of the encryption in use, and what says that there are any; none: no encryption.
  struct Encrypted {
    std::vector<std::string> matches;
    std::string why;
  };
  Encrypted EncryptedPackets() const {
    if (config_.Bool(kIpsec)) {
      return {{fmt::format("-m mark --mark {}", Mark(0xe00, 0xf00)),
               fmt::format("-m mark --mark {}", Mark(0xd00, 0xf00))},
              config_.Describe(kIpsec)};
    }
    if (config_.Bool(kWireguard) && traits_.wireguard) {
      return {{fmt::format("-p udp --dport {}", kWireguardPort)}, config_.Describe(kWireguard)};
    }
    if (config_.Bool(kWireguard)) return {{}, ReleaseWhy()};
    return {{}, fmt::format("{}, {}", config_.Describe(kIpsec), config_.Describe(kWireguard))};
  }

  void AcceptEncrypted() {
    Encrypted encrypted = EncryptedPackets();
    if (encrypted.matches.empty() || (!ipv4() && !traits_.encryption_ipv6)) {
      Omit("encrypted packets: ACCEPT", encrypted.matches.empty() ? encrypted.why : ReleaseWhy());
      return;
    }
    // Older releases name the marks of decryption first here, and walk the chains in another order.
    const bool newest = traits_.encryption_output;
    if (!newest) std::ranges::reverse(encrypted.matches);
    constexpr auto kOldOrder =
        std::to_array<std::string_view>({"CILIUM_INPUT", "CILIUM_OUTPUT", "CILIUM_FORWARD",
                                         "CILIUM_POST_nat", "CILIUM_PRE_nat", "CILIUM_OUTPUT_nat"});
    const auto accept = [&](const CiliumChain& chain) {
      if (!ipv4() && !chain.ipv6) return;
      const std::string comment = fmt::format("exclude {} from {} {} chain",
                                              config_.Bool(kWireguard) ? "wireguard traffic"
                                              : newest                 ? "encrypt/decrypt marks"
                                                                       : "xfrm marks",
                                              iptables::Info(chain.table).name, chain.name);
      for (const std::string& match : encrypted.matches) {
        Add(chain.name, fmt::format("{} {} -j ACCEPT", match, Comment(comment)), encrypted.why);
      }
    };
    if (!traits_.encryption_ipv6) {
      for (const std::string_view name : kOldOrder) {
        accept(*std::ranges::find(kChains, name, &CiliumChain::name));
      }
      return;
    }
    for (const CiliumChain& chain : kChains) {
      if (chain.table == TableId::kFilter || chain.table == TableId::kNat) accept(chain);
    }
  }

  void AcceptForward() {
    const auto accept = [&](std::string_view direction, std::string_view device,
                            std::string_view comment, std::string because) {
      Add("CILIUM_FORWARD",
          fmt::format("{} {} {} -j ACCEPT", direction, device,
                      Comment(fmt::format(fmt::runtime(comment), device))),
          std::move(because));
    };
    constexpr std::string_view kTo = "cilium: any->cluster on {} forward accept";
    constexpr std::string_view kFrom = "cilium: cluster->any on {} forward accept (nodeport)";
    accept("-o", kHostDevice, kTo, "always");
    accept("-i", kHostDevice, kFrom, "always");
    accept("-i", "lxc+", "cilium: cluster->any on {} forward accept", "always");
    accept("-i", "cilium_net", kFrom, "always");
    const Delivery delivery = DeliveryDevice();
    if (delivery.device == kHostDevice) {
      Omit("packets on pods' own devices: ACCEPT in FORWARD", delivery.why);
      return;
    }
    accept("-o", delivery.device, kTo, delivery.why);
    accept("-i", delivery.device, kFrom, delivery.why);
  }

  void HostMark() {
    std::string text;
    for (const MarkMatch& mark : traits_.host_mark_excludes) {
      if (mark.mask != 0) text += fmt::format("-m mark ! --mark {} ", Mark(mark.value, mark.mask));
    }
    Add("CILIUM_OUTPUT",
        fmt::format("{}{} -j MARK --set-xmark {}", text,
                    Comment("cilium: host->any mark as from host"), Mark(0xc00, 0xf00)),
        "always");
  }

  // ---- Masquerading -----------------------------------------------------------------------------

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
      Problem(Severity::kError, Info(kEgressInterfaces).name,
              fmt::format("with {} the pod network is not reliable: the agent stops here",
                          config_.Describe(kIpam)),
              "name the interfaces, or masquerade in BPF");
      return;
    }
    bool known = Need(state().pod_cidr, "pod-cidr", "the network of this node's pods");
    known &= Need(state().cilium_internal_ip, "cilium-internal-ip", "the address of cilium_host");
    if (!known) return;
    const AddressMask alloc = *state().pod_cidr;
    const auto native = NativeRoutingCidr();
    const AddressMask excluded = native.value_or(alloc);
    if (excluded.mask.zero()) {
      Problem(Severity::kWarning,
              Info(ipv4() ? kIpv4NativeRoutingCidr : kIpv6NativeRoutingCidr).name,
              "it excludes every destination: nothing is ever masqueraded",
              fmt::format("set {}=false, or a smaller network", Info(enabled).name));
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
    HostSnat(alloc, why);
  }

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
      Problem(Severity::kWarning, fmt::format("{}.node-addresses", number()),
              "no node of the cluster is known: packets to nodes are masqueraded",
              "list the InternalIPs of all nodes", true);
    }
    const std::string rest =
        fmt::format("-m set --match-set {} dst {} -j ACCEPT", set.name,
                    Comment("exclude traffic to cluster nodes from masquerade"));
    const std::string because = fmt::format("{}, {}", why, config_.Describe(kRoutingMode));
    if (interfaces.empty() || !traits_.node_set_by_interface) {
      Add("CILIUM_POST_nat", fmt::format("-s {} {}", NetworkText(alloc), rest), because);
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
      Problem(Severity::kError, "devices",
              "routes cannot be told apart without the node's devices: the agent stops here",
              "say them in the node's file, or read them from the kernel with --discover", true);
      return;
    }
    std::vector<const Route*> routes;
    for (const Route& route : state().routes) {
      const bool device =
          route.device.empty() || std::ranges::any_of(devices, [&](const std::string& pattern) {
            return Matches(pattern, route.device);
          });
      if (device && route.source && route.destination != excluded) routes.push_back(&route);
    }
    // The longest prefix first; releases before 1.18 keep the kernel's order, default routes last.
    std::ranges::stable_sort(routes, std::greater(), [&](const Route* route) {
      const unsigned length = PrefixLength(route->destination.mask).value_or(0);
      return traits_.rule_per_interface ? length : std::min(length, 1U);
    });
    const std::string why = config_.Describe(kRouteSource);
    if (routes.empty()) Omit("source NAT to the source of routes", "no route has a source address");
    for (const Route* route : routes) {
      const std::string destination = route->destination.mask.zero()
                                          ? fmt::format("! -d {}", NetworkText(excluded))
                                          : fmt::format("-d {}", NetworkText(route->destination));
      const std::string device =
          route->device.empty() ? "! -o cilium_+" : fmt::format("-o {}", route->device);
      Add("CILIUM_POST_nat",
          fmt::format("-s {} {} {} {} -j SNAT --to-source {}{}", NetworkText(alloc), destination,
                      device, Comment("cilium snat non-cluster via source route"),
                      cnft::Print(*route->source), RandomFully()),
          fmt::format("{}, a route with the source {}", why, cnft::Print(*route->source)));
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
    const std::string not_cluster = fmt::format("! -d {}", NetworkText(excluded));
    if (interfaces.empty()) {
      AddSourceNat(fmt::format("{} -s {} ! -o cilium_+", not_cluster, NetworkText(alloc)), kComment,
                   target, why);
    }
    for (const std::string& interface : interfaces) {
      AddSourceNat(fmt::format("{} -o {}", not_cluster, interface), kComment, target,
                   fmt::format("{}, {}", why, config_.Describe(kEgressInterfaces)));
    }
  }

  void HostSnat(const AddressMask& alloc, const std::string& why) {
    const std::string host = cnft::Print(*state().cilium_internal_ip);
    const auto target = [&](const std::string& ports) {
      if (ports.empty()) return "-j SNAT --to-source " + host;
      return ipv4() ? fmt::format("-j SNAT --to-source {}:{}", host, ports)
                    : fmt::format("-j SNAT --to-source [{}]:{}", host, ports);
    };
    if (Tunnelling()) {
      AddSourceNat(fmt::format("! -s {0} ! -d {0} -o {1}", NetworkText(alloc), kHostDevice),
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

  // ---- Connection marks, and what is not tracked ------------------------------------------------

  void EniConnmark() {
    if (!ipv4()) return;
    if (!CloudIpam()) {
      Omit("connection marks of the primary device", config_.Describe(kIpam));
      return;
    }
    const std::string why = config_.Describe(kIpam);
    if (!node_.default_route_device) {
      Problem(Severity::kError, "default-route-device",
              "the device of the default route is needed and not known",
              "say it in the node's file, or read it from the kernel with --discover", true);
      return;
    }
    const std::string comment = Comment("cilium: primary ENI");
    Add("CILIUM_PRE_mangle",
        fmt::format("-i {} {} -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK "
                    "--set-xmark 0x00000080/0x00000080",
                    *node_.default_route_device, comment),
        why);
    Add("CILIUM_PRE_mangle",
        fmt::format("-i lxc+ {} -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080",
                    comment),
        why);
  }

  void NotrackEncrypted() {
    Encrypted encrypted = EncryptedPackets();
    if (encrypted.matches.empty() || (!ipv4() && !traits_.encryption_ipv6)) {
      Omit("encrypted packets: NOTRACK", encrypted.matches.empty() ? encrypted.why : ReleaseWhy());
      return;
    }
    // Each goes in front of the one before.
    if (traits_.encryption_output) std::ranges::reverse(encrypted.matches);
    const std::string comment =
        Comment(traits_.encryption_output ? "cilium-encryption-notrack:" : "cilium-xfrm-notrack:");
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      if (chain == "CILIUM_OUTPUT_raw" && !traits_.encryption_output) continue;
      for (const std::string& match : encrypted.matches) {
        Add(chain, fmt::format("{} {} -j CT --notrack", match, comment), encrypted.why, true);
      }
    }
  }

  void NotrackPods() {
    if (!ipv4()) return;
    const std::string what = "all traffic of pods: NOTRACK";
    if (!config_.Bool(kNoConntrackRules)) {
      Omit(what, config_.Describe(kNoConntrackRules));
      return;
    }
    const auto network = NativeRoutingCidr();
    if (!network) {
      Omit(what, config_.Describe(kIpv4NativeRoutingCidr));
      Problem(Severity::kWarning, Info(kNoConntrackRules).name,
              "without ipv4-native-routing-cidr no traffic of pods is exempted from tracking",
              "set ipv4-native-routing-cidr");
      return;
    }
    const std::string why = fmt::format("{}, {}", config_.Describe(kNoConntrackRules),
                                        config_.Describe(kIpv4NativeRoutingCidr));
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      for (const std::string_view side : {"-s", "-d"}) {
        Add(chain,
            fmt::format("{} {} {} -j CT --notrack", side, NetworkText(*network),
                        Comment("cilium: NOTRACK for pod traffic")),
            why, true);
      }
    }
  }

  struct PodRule {
    std::string_view chain;
    bool destination;  // to the pod's port; else from it
    bool in_old_releases;
  };

  void NotrackPodPorts() {
    if (node_.no_track_pods.empty()) return;
    if (ipv4() && config_.Bool(kNoConntrackRules)) {
      Omit("no-track pods: NOTRACK and ACCEPT", config_.Describe(kNoConntrackRules));
      return;
    }
    static constexpr auto kNew = std::to_array<PodRule>({
        {"CILIUM_PRE_raw", true, true},
        {"CILIUM_FORWARD", true, false},
        {"CILIUM_PRE_raw", false, false},
        {"CILIUM_FORWARD", false, false},
        {"CILIUM_OUTPUT_raw", true, true},
        {"CILIUM_OUTPUT", true, true},
        {"CILIUM_INPUT", false, false},
        {"CILIUM_OUTPUT_raw", false, true},
        {"CILIUM_OUTPUT", false, true},
        {"CILIUM_INPUT", true, true},
    });
    for (const NoTrackPod& pod : node_.no_track_pods) {
      for (const Address& address : pod.addresses) {
        if (address.family() != family_) continue;
        for (const std::string_view protocol : kProtocols) {
          for (const PodRule& rule : kNew) {
            if (!traits_.no_track_forward && !rule.in_old_releases) continue;
            const bool raw = rule.chain.ends_with("_raw");
            Add(rule.chain,
                fmt::format("-p {} {} {} {} {} -j {}", protocol, rule.destination ? "-d" : "-s",
                            cnft::Print(address), rule.destination ? "--dport" : "--sport",
                            pod.port, raw ? "CT --notrack" : "ACCEPT"),
                fmt::format("a pod with the annotation policy.cilium.io/no-track-port: \"{}\"",
                            pod.port));
          }
        }
      }
    }
  }

  void NotrackHostPorts() {
    if (node_.host_ports.empty()) return;
    const std::string what = "no-track host ports: NOTRACK";
    if (!traits_.host_ports) {
      Omit(what, ReleaseWhy());
      return;
    }
    if (!config_.Bool(kNoConntrackRules)) {
      Omit(what, config_.Describe(kNoConntrackRules));
      return;
    }
    for (const auto& [protocol, name] : {std::pair(6, "tcp"), std::pair(17, "udp")}) {
      std::set<std::uint16_t> ports;
      for (const HostPort& port : node_.host_ports) {
        if (port.protocol == protocol) ports.insert(port.port);
      }
      if (ports.empty()) continue;
      if (ports.size() > kMultiportMax) {
        Problem(Severity::kError, "host-ports",
                fmt::format("{} {} ports: a multiport match holds {}", ports.size(), name,
                            kMultiportMax),
                "annotate fewer ports");
        continue;
      }
      const std::string why =
          fmt::format("{}, pods with the annotation network.cilium.io/no-track-host-ports",
                      config_.Describe(kNoConntrackRules));
      Add("CILIUM_PRE_raw",
          fmt::format("-p {} --match multiport --dports {} {} -j CT --notrack", name,
                      fmt::join(ports, ","), Comment("cilium no-track-host-ports")),
          why);
      Add("CILIUM_OUTPUT_raw",
          fmt::format("-p {} --match multiport --sports {} {} -j CT --notrack", name,
                      fmt::join(ports, ","), Comment("cilium no-track-host-ports return traffic")),
          why);
    }
  }

  // ---- Policy routing (pkg/proxy/routes.go)
  // ------------------------------------------------------

  void PolicyRouting() {
    constexpr std::uint32_t kToProxy = 2004;
    constexpr std::uint32_t kFromProxy = 2005;
    constexpr std::uint32_t kMagic = 0xf00;
    if (!config_.Bool(kL7Proxy)) {
      Omit("policy routing of proxies", config_.Describe(kL7Proxy));
      return;
    }
    auto& routing = plan_.routing;
    const Address any{.length = AddressLength(family_)};
    routing.routes.push_back({.family = family_,
                              .table = kToProxy,
                              .local = true,
                              .destination = {any, any},
                              .gateway = std::nullopt,
                              .device = "lo"});
    routing.rules.push_back({family_, 9, 0x200, kMagic, kToProxy});
    const bool encrypts = config_.Bool(kIpsec) || config_.Bool(kWireguard);
    const std::string what = "policy routing of traffic from proxies";
    if (Tunnelling()) {
      Omit(what, config_.Describe(kRoutingMode));
      return;
    }
    if (!config_.Bool(kEnvoyConfig) && !encrypts) {
      Omit(what, fmt::format("{}, {}, {}", config_.Describe(kEnvoyConfig), config_.Describe(kIpsec),
                             config_.Describe(kWireguard)));
      return;
    }
    const auto& gateway = ipv4() ? state().cilium_internal_ip : state().cilium_net_address;
    bool known = Need(gateway, ipv4() ? "cilium-internal-ip" : "cilium-net-address",
                      ipv4() ? "the address of cilium_host" : "the address of cilium_net");
    if (encrypts) known &= Need(node_.route_mtu, "route-mtu", "the MTU of routes under encryption");
    if (!known) return;
    const Address host = PrefixMask(family_, ipv4() ? 32 : 128);
    routing.routes.push_back({.family = family_,
                              .table = kFromProxy,
                              .destination = {*gateway, host},
                              .gateway = std::nullopt,
                              .device = std::string(kHostDevice)});
    routing.routes.push_back({.family = family_,
                              .table = kFromProxy,
                              .destination = {any, any},
                              .gateway = gateway,
                              .device = std::string(kHostDevice),
                              .mtu = encrypts ? *node_.route_mtu : 0});
    routing.rules.push_back({family_, 10, 0xa00, kMagic, kFromProxy});
    if (config_.Bool(kIpsec)) routing.rules.push_back({family_, 10, 0xb00, kMagic, kFromProxy});
  }

  void Want(std::string name, std::string_view value, std::string because) {
    plan_.sysctls.push_back({std::move(name), std::string(value), std::move(because)});
  }

  void Sysctls() {
    const std::string always = "packets of pods are forwarded";
    if (!ipv4()) {
      Want("net.ipv6.conf.all.forwarding", "1", always);
      return;
    }
    Want("net.ipv4.ip_forward", "1", always);
    Want("net.ipv4.conf.all.forwarding", "1", always);
    Want("net.ipv4.conf.cilium_net.accept_local", "1", "packets from proxies come back through it");
    for (const std::string_view device : {"all", "cilium_host", "cilium_net"}) {
      Want(fmt::format("net.ipv4.conf.{}.rp_filter", device), "0",
           "replies take other ways than requests");
    }
    if (config_.Bool(kIpsec) && config_.Bool(kL7Proxy)) {
      Want("net.ipv4.ip_early_demux", "0",
           fmt::format("{}, {}", config_.Describe(kIpsec), config_.Describe(kL7Proxy)));
    } else if (!node_.socket_match && !Tunnelling() && config_.Bool(kXtSocketFallback)) {
      Want("net.ipv4.ip_early_demux", "0",
           fmt::format("no socket match, {}", config_.Describe(kXtSocketFallback)));
    }
  }

  // ---- Proxies and feeders ----------------------------------------------------------------------

  void Proxies() {
    if (config_.Bool(kBpfTproxy)) {
      Omit("redirection to proxies: TPROXY", config_.Describe(kBpfTproxy));
      return;
    }
    if (node_.proxies.empty()) Omit("redirection to proxies: TPROXY", "no proxy listens");
    for (const Proxy& proxy : node_.proxies) {
      // The port in network byte order, read as a number of the host.
      const auto swapped = static_cast<std::uint32_t>((proxy.port & 0xff) << 8 | proxy.port >> 8);
      const std::uint32_t mark = 0x200U | swapped << 16;
      const std::string address =
          traits_.proxy_address ? fmt::format(" --on-ip {}", ipv4() ? "127.0.0.1" : "::1") : "";
      for (const std::string_view protocol : kProtocols) {
        Add("CILIUM_PRE_mangle",
            fmt::format(
                "-p {} -m mark --mark {:#x} {} -j TPROXY --tproxy-mark 0x200{} --on-port {}",
                protocol, mark, Comment(fmt::format("cilium: TPROXY to host {} proxy", proxy.name)),
                address, proxy.port),
            fmt::format("the proxy {} listens on port {}", proxy.name, proxy.port));
      }
    }
  }

  void Feeders() {
    const bool front = config_.Bool(kPrependIptablesChains);
    const auto disabled = config_.List(kDisableFeederRules);
    for (const CiliumChain& chain : kChains) {
      if (!ipv4() && !chain.ipv6) continue;
      const bool off = std::ranges::any_of(
          disabled, [&](const std::string& name) { return SameHook(name, chain.hook); });
      if (off) {
        Omit(fmt::format("the feeder of {}", chain.name), config_.Describe(kDisableFeederRules));
        continue;
      }
      Place(chain.table, iptables::HookName(chain.hook),
            fmt::format("{} -j {}", Comment(fmt::format("cilium-feeder: {}", chain.name)),
                        chain.name),
            config_.Describe(kPrependIptablesChains), front);
    }
  }

  const Config& config_;
  const NodeState& node_;
  Release release_;
  const Traits& traits_;
  Family family_ = Family::kIpv4;
  Plan plan_;
};

}  // namespace

bool Plan::ok() const {
  return std::ranges::none_of(
      problems, [](const auto& problem) { return problem.severity == Severity::kError; });
}

Plan MakePlan(const Config& config, const NodeState& node, Release release) {
  return Planner(config, node, release).Make();
}

namespace {

std::string Print(const Plan& plan, Family family, bool addition) {
  std::string out;
  for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
    const auto table = static_cast<TableId>(id);
    const auto here = [&](const auto& object) {
      return object.family == family && object.table == table;
    };
    if (std::ranges::none_of(plan.chains, here)) continue;
    const iptables::Table standard = iptables::MakeTable(table);
    out += fmt::format("*{}\n", iptables::Info(table).name);
    std::vector<std::string_view> names;
    for (const iptables::Chain& chain : standard.chains) {
      if (!addition) out += fmt::format(":{} ACCEPT [0:0]\n", chain.name);
      names.push_back(chain.name);
    }
    for (const Chain& chain : plan.chains) {
      if (!here(chain)) continue;
      out += fmt::format(":{} - [0:0]\n", chain.name);
      names.push_back(chain.name);
    }
    for (const std::string_view name : names) {
      const bool built_in = standard.Find(name) != nullptr;
      for (const Rule& rule : plan.rules) {
        if (!here(rule) || rule.chain != name) continue;
        const bool insert = addition && built_in && rule.front;
        out += fmt::format("{} {} {}\n", insert ? "-I" : "-A", name, rule.text);
      }
    }
    out += "COMMIT\n";
  }
  return out;
}

}  // namespace

std::string PrintRules(const Plan& plan, Family family) { return Print(plan, family, false); }

std::string PrintAddition(const Plan& plan, Family family) { return Print(plan, family, true); }

std::string PrintSets(const Plan& plan) {
  std::string out;
  for (const NodeSet& set : plan.node_sets) {
    out += fmt::format("create {} hash:ip family {}\n", set.name,
                       set.family == Family::kIpv4 ? "inet" : "inet6");
    for (const Address& address : set.addresses) {
      out += fmt::format("add {} {}\n", set.name, cnft::Print(address));
    }
  }
  return out;
}

}  // namespace cnft::cilium
