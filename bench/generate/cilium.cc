// SPDX-License-Identifier: GPL-2.0-or-later
// What the Cilium agent writes (pkg/datapath/iptables/iptables.go of Cilium 1.19): tunnel, native
// routing or AWS ENI, in the order of its own statements.
#include <fmt/core.h>

#include <array>

#include "bench/generate/writers.h"

namespace cnft::generate {
namespace {

struct Feeder {
  Table table;
  std::string_view from;
  std::string_view chain;
  bool ipv4_only;
};
constexpr auto kFeeders = std::to_array<Feeder>({
    {Table::kFilter, "INPUT", "CILIUM_INPUT", false},
    {Table::kFilter, "OUTPUT", "CILIUM_OUTPUT", false},
    {Table::kRaw, "OUTPUT", "CILIUM_OUTPUT_raw", false},
    {Table::kNat, "POSTROUTING", "CILIUM_POST_nat", false},
    {Table::kNat, "OUTPUT", "CILIUM_OUTPUT_nat", true},
    {Table::kNat, "PREROUTING", "CILIUM_PRE_nat", true},
    {Table::kMangle, "POSTROUTING", "CILIUM_POST_mangle", true},
    {Table::kMangle, "PREROUTING", "CILIUM_PRE_mangle", false},
    {Table::kRaw, "PREROUTING", "CILIUM_PRE_raw", false},
    {Table::kFilter, "FORWARD", "CILIUM_FORWARD", false},
});

constexpr std::size_t kTunnelPort = 8472;  // VXLAN
constexpr std::size_t kWireguardPort = 51871;
constexpr std::size_t kDnsProxyPort = 42217;

constexpr std::string_view kNotrack = "CT --notrack";
// Marks of the datapath, with the mask under which each is looked at.
constexpr std::string_view kToProxy = "0x200/0xf00";
constexpr std::string_view kFromProxy = "0xa00/0xe00";
constexpr std::string_view kFromProxyEgress = "0x800/0xe00";
constexpr std::string_view kEncrypt = "0xe00/0xf00";
constexpr std::string_view kDecrypt = "0xd00/0xf00";

std::string Mark(std::string_view mark) { return fmt::format("-m mark --mark {}", mark); }
std::string NotMark(std::string_view mark) { return fmt::format("-m mark ! --mark {}", mark); }

class CiliumWriter {
 public:
  explicit CiliumWriter(const Scene& scene)
      : scene_(scene), options_(scene.options), text_(scene.text), ipv6_(scene.ipv6()) {}

  void Write() {
    for (const Feeder& feeder : kFeeders) {
      if (ipv6_ && feeder.ipv4_only) continue;
      text_.Declare(feeder.table, feeder.chain);
      const RuleText rule{.chain = feeder.from,
                          .comment = fmt::format("cilium-feeder: {}", feeder.chain),
                          .target = std::string(feeder.chain)};
      options_.cilium_feeders_last ? text_.AddLast(feeder.table, rule)
                                   : text_.AddFirst(feeder.table, rule);
    }
    if (tunnel()) AddTransport(kTunnelPort, "tunnel");
    AddProxyRules();
    if (options_.cilium_ipsec) AddIpsecExclusions();
    if (options_.cilium_wireguard) AddTransport(kWireguardPort, "wireguard");
    AddForward();
    AddHostMark();
    if (options_.cilium_masquerade) AddMasquerade();
    if (options_.cilium == CiliumMode::kEni && !ipv6_) AddEni();
    AddNotrack();
    AddDnsProxy();
  }

 private:
  bool tunnel() const { return options_.cilium == CiliumMode::kTunnel; }
  std::string_view node_pods() const { return scene_.cluster.node_pod_network; }
  std::string host_address() const { return ipv6_ ? "fd00:10:244:1::1f" : "10.244.1.31"; }
  // Where packets for pods leave the node.
  std::string_view delivery() const { return tunnel() ? "cilium_host" : "lxc+"; }

  void AddTransport(std::size_t port, std::string_view what) {
    const std::string test = fmt::format("-m udp --dport {}", port);
    const auto add = [&](Table table, std::string_view chain, std::string_view verdict,
                         std::string_view target) {
      text_.Add(table, {.chain = chain,
                        .protocol = "udp",
                        .bare_protocol = true,
                        .before = test,
                        .comment = fmt::format("cilium: {} for {} traffic", verdict, what),
                        .target = std::string(target)});
    };
    add(Table::kFilter, "CILIUM_OUTPUT", "ACCEPT", "ACCEPT");
    if (!tunnel() || port == kWireguardPort) {
      add(Table::kFilter, "CILIUM_INPUT", "ACCEPT", "ACCEPT");
    }
    add(Table::kRaw, "CILIUM_PRE_raw", "NOTRACK", kNotrack);
    add(Table::kRaw, "CILIUM_OUTPUT_raw", "NOTRACK", kNotrack);
  }

  void AddProxyRules() {
    const auto add = [&](Table table, std::string_view chain, std::string_view out,
                         std::string_view mark, std::string_view comment, std::string_view target) {
      text_.Add(table, {.chain = chain,
                        .out = std::string(out),
                        .before = Mark(mark),
                        .comment = fmt::format("cilium: {}", comment),
                        .target = std::string(target)});
    };
    add(Table::kRaw, "CILIUM_PRE_raw", "", kToProxy, "NOTRACK for proxy traffic", kNotrack);
    add(Table::kFilter, "CILIUM_INPUT", "", kToProxy, "ACCEPT for proxy traffic", "ACCEPT");
    for (const std::string_view out : {"lxc+", "cilium_host"}) {
      if (out == "lxc+" && tunnel()) continue;
      add(Table::kRaw, "CILIUM_OUTPUT_raw", out, "0xa00/0xfffffeff",
          "NOTRACK for proxy return traffic", kNotrack);
      add(Table::kRaw, "CILIUM_OUTPUT_raw", out, kFromProxyEgress,
          "NOTRACK for L7 proxy upstream traffic", kNotrack);
    }
    if (options_.cilium_ipsec) {
      add(Table::kRaw, "CILIUM_OUTPUT_raw", "cilium_host", "0xb00/0xf00",
          "NOTRACK for proxy forward traffic", kNotrack);
    }
    add(Table::kFilter, "CILIUM_OUTPUT", "", kFromProxy, "ACCEPT for proxy traffic", "ACCEPT");
    if (!ipv6_) {
      add(Table::kFilter, "CILIUM_OUTPUT", "", kFromProxyEgress,
          "ACCEPT for l7 proxy upstream traffic", "ACCEPT");
    }
    text_.Add(Table::kMangle, {.chain = "CILIUM_PRE_mangle",
                               .out = "! lo",
                               .before = fmt::format("-m socket --transparent {} {}",
                                                     NotMark(kEncrypt), NotMark("0x800/0xf00")),
                               .comment = "cilium: any->pod redirect proxied traffic to host proxy",
                               .target = "MARK --set-xmark 0x200/0xffffffff"});
  }

  void AddIpsecExclusions() {
    for (const Feeder& feeder : kFeeders) {
      const bool wanted = feeder.table == Table::kFilter || feeder.table == Table::kNat;
      if (!wanted || (ipv6_ && feeder.ipv4_only)) continue;
      for (const std::string_view mark : {kEncrypt, kDecrypt}) {
        text_.Add(feeder.table, {.chain = feeder.chain,
                                 .before = Mark(mark),
                                 .comment = fmt::format(
                                     "exclude encrypt/decrypt marks from {} {} chain",
                                     feeder.table == Table::kNat ? "nat" : "filter", feeder.chain),
                                 .target = "ACCEPT"});
      }
    }
  }

  void AddForward() {
    const auto add = [&](std::string_view in, std::string_view out, std::string_view comment) {
      text_.Add(Table::kFilter, {.chain = "CILIUM_FORWARD",
                                 .in = std::string(in),
                                 .out = std::string(out),
                                 .comment = fmt::format("cilium: {}", comment),
                                 .target = "ACCEPT"});
    };
    add("", "cilium_host", "any->cluster on cilium_host forward accept");
    add("cilium_host", "", "cluster->any on cilium_host forward accept (nodeport)");
    add("lxc+", "", "cluster->any on lxc+ forward accept");
    add("cilium_net", "", "cluster->any on cilium_net forward accept (nodeport)");
    if (tunnel()) return;
    add("", "lxc+", "any->cluster on lxc+ forward accept");
    add("lxc+", "", "cluster->any on lxc+ forward accept (nodeport)");
  }

  void AddHostMark() {
    std::string tests;
    for (const std::string_view mark :
         {kDecrypt, kEncrypt, std::string_view("0x400/0xf00"), kFromProxy, kFromProxyEgress}) {
      tests += (tests.empty() ? "" : " ") + NotMark(mark);
    }
    text_.Add(Table::kFilter, {.chain = "CILIUM_OUTPUT",
                               .before = tests,
                               .comment = "cilium: host->any mark as from host",
                               .target = "MARK --set-xmark 0xc00/0xf00"});
  }

  void AddMasquerade() {
    const auto add = [&](RuleText rule) {
      rule.chain = "CILIUM_POST_nat";
      text_.Add(Table::kNat, rule);
    };
    const std::string pods(node_pods());
    const std::string inside = tunnel() ? pods : scene_.cluster.pod_network;
    if (options_.cilium == CiliumMode::kNative) {
      add({.chain = {},
           .source = pods,
           .before = fmt::format("-m set --match-set cilium_node_set_v{} dst", ipv6_ ? 6 : 4),
           .comment = "exclude traffic to cluster nodes from masquerade",
           .target = "ACCEPT"});
    }
    const bool eni = options_.cilium == CiliumMode::kEni;
    add({.chain = {},
         .source = eni ? "" : pods,
         .destination = "! " + inside,
         .out = eni ? "eth+" : "! cilium_+",
         .comment = "cilium masquerade non-cluster",
         .target = "MASQUERADE"});
    add({.chain = {},
         .before = Mark(kFromProxy),
         .comment = "exclude proxy return traffic from masquerade",
         .target = "ACCEPT"});
    const std::string snat = "SNAT --to-source " + host_address();
    if (tunnel()) {
      add({.chain = {},
           .source = "! " + pods,
           .destination = "! " + pods,
           .out = "cilium_host",
           .comment = "cilium host->cluster masquerade",
           .target = snat});
    }
    const std::string_view loopback = ipv6_ ? "::1" : "127.0.0.1";
    add({.chain = {},
         .source = std::string(loopback),
         .out = std::string(delivery()),
         .comment = fmt::format("cilium host->cluster from {} masquerade", loopback),
         .target = snat});
    if (tunnel()) {
      add({.chain = {},
           .out = "cilium_host",
           .before = Mark("0xf00/0xf00") + " -m conntrack --ctstate DNAT",
           .comment = "hairpin traffic that originated from a local pod",
           .target = snat});
    }
  }

  // Replies leave by the interface that connections came in by.
  void AddEni() {
    text_.Add(Table::kMangle, {.chain = "CILIUM_PRE_mangle",
                               .in = "eth0",
                               .comment = "cilium: primary ENI",
                               .after = "-m addrtype --dst-type LOCAL --limit-iface-in",
                               .target = "CONNMARK --set-xmark 0x80/0x80"});
    text_.Add(Table::kMangle, {.chain = "CILIUM_PRE_mangle",
                               .in = "lxc+",
                               .comment = "cilium: primary ENI",
                               .target = "CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80"});
  }

  void AddNotrack() {
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      if (options_.cilium_ipsec) {
        for (const std::string_view mark : {kEncrypt, kDecrypt}) {
          text_.AddInFront(Table::kRaw, {.chain = chain,
                                         .before = Mark(mark),
                                         .comment = "cilium-encryption-notrack:",
                                         .target = std::string(kNotrack)});
        }
      }
      if (options_.cilium_no_track && !ipv6_) {
        const std::string& pods = scene_.cluster.pod_network;
        for (const bool source : {false, true}) {
          text_.AddInFront(Table::kRaw, {.chain = chain,
                                         .source = source ? pods : "",
                                         .destination = source ? "" : pods,
                                         .comment = "cilium: NOTRACK for pod traffic",
                                         .target = std::string(kNotrack)});
        }
      }
    }
    if (options_.cilium_no_track_ports) {
      for (const auto& [chain, ports, comment] :
           {std::tuple("CILIUM_PRE_raw", "--dports", "cilium no-track-host-ports"),
            std::tuple("CILIUM_OUTPUT_raw", "--sports",
                       "cilium no-track-host-ports return traffic")}) {
        text_.Add(Table::kRaw, {.chain = chain,
                                .protocol = "tcp",
                                .bare_protocol = true,
                                .before = fmt::format("-m multiport {} 443,8443,9443", ports),
                                .comment = comment,
                                .target = std::string(kNotrack)});
      }
    }
  }

  // The proxy's port stands in the mark, low byte first.
  void AddDnsProxy() {
    constexpr std::size_t kMark = ((kDnsProxyPort & 0xff) << 8 | kDnsProxyPort >> 8) << 16 | 0x200;
    for (const std::string_view protocol : {"tcp", "udp"}) {
      text_.Add(
          Table::kMangle,
          {.chain = "CILIUM_PRE_mangle",
           .protocol = protocol,
           .bare_protocol = true,
           .before = Mark(fmt::format("{:#x}", kMark)),
           .comment = "cilium: TPROXY to host cilium-dns-egress proxy",
           .target = fmt::format("TPROXY --on-port {} --on-ip {} --tproxy-mark 0x200/0xffffffff",
                                 kDnsProxyPort, ipv6_ ? "::1" : "127.0.0.1")});
    }
  }

  const Scene& scene_;
  const NodeOptions& options_;
  RulesetText& text_;
  bool ipv6_;
};

}  // namespace

void AddCilium(const Scene& scene) { CiliumWriter(scene).Write(); }

std::string CiliumSets(const Scene& scene) {
  const std::string_view exist = scene.text.save() ? "" : " -exist";
  const std::string set = fmt::format("cilium_node_set_v{}", scene.ipv6() ? 6 : 4);
  std::string text = fmt::format("create {} hash:ip family {} hashsize 1024 maxelem 65536{}\n", set,
                                 scene.ipv6() ? "inet6" : "inet", exist);
  for (const std::string& address : scene.cluster.node_addresses) {
    text += fmt::format("add {} {}{}\n", set, address, exist);
  }
  return text;
}

}  // namespace cnft::generate
