// SPDX-License-Identifier: GPL-2.0-or-later
// A node whose rules are all in iptables-legacy, Cilium's first, and one where cnft has Cilium's
// while others keep theirs in iptables, do the same to packets; and so does one where cnft has
// absorbed those of others.
#include <netinet/in.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/generate/node.h"
#include "tests/packets/battery.h"
#include "tests/packets/decided.h"
#include "tests/packets/settings.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using generate::CiliumMode;
using generate::GenerateNode;
using generate::NodeOptions;
using generate::ProxyMode;

struct Neighbours {
  const char* name;
  NodeOptions options;
  bool large = false;  // only when everything is tried
};

const std::vector<Neighbours>& Nodes() {
  static const std::vector<Neighbours> nodes = {
      {"KubeProxyIptables1",
       {.cilium = CiliumMode::kTunnel, .services = 1, .endpoints = 2, .docker = true}},
      {"KubeProxyIptables10",
       {.cilium = CiliumMode::kNative,
        .services = 10,
        .endpoints = 1,
        .node_ports = 0.3,
        .load_balancers = 0.2,
        .external_ips = 0.2,
        .docker = true,
        .host_ports = 1}},
      {"KubeProxyIpvs1", {.proxy = ProxyMode::kIpvs, .cilium = CiliumMode::kTunnel, .services = 1}},
      {"KubeProxyIpvs10",
       {.proxy = ProxyMode::kIpvs,
        .cilium = CiliumMode::kEni,
        .services = 10,
        .docker = true,
        .cilium_no_track = true}},
      {"KubeProxyIptables100",
       {.cilium = CiliumMode::kTunnel, .services = 100, .endpoints = 2, .docker = true},
       true},
      {"KubeProxyIpvs100",
       {.proxy = ProxyMode::kIpvs, .cilium = CiliumMode::kNative, .services = 100},
       true},
  };
  return nodes;
}

// Each rule of Cilium's before one of another that would do something else to the same packets:
// traffic of pods under a policy that drops; what is not tracked under a rule that drops what is
// invalid; marks of the proxy under kubelet's firewall; flows to leave alone under a rule that
// masquerades, with and without Kubernetes' mark; a pod that meets itself through a service; a node
// port; health checks.
constexpr std::string_view kWorst = R"(*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:CILIUM_PRE_raw - [0:0]
:CILIUM_OUTPUT_raw - [0:0]
-A PREROUTING -j CILIUM_PRE_raw
-A OUTPUT -j CILIUM_OUTPUT_raw
-A CILIUM_PRE_raw -m mark --mark 0x200/0xf00 -j CT --notrack
-A CILIUM_OUTPUT_raw -o lxc+ -m mark --mark 0xa00/0xe00 -j CT --notrack
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:CILIUM_FORWARD_mangle - [0:0]
:THEIRS - [0:0]
-A FORWARD -j CILIUM_FORWARD_mangle
-A FORWARD -j THEIRS
-A CILIUM_FORWARD_mangle -i lxc1 -p udp -j ACCEPT
-A CILIUM_FORWARD_mangle -i lxc2 -j RETURN
-A CILIUM_FORWARD_mangle -o lxc2 -j ACCEPT
-A THEIRS -p udp -j DROP
-A THEIRS -j MARK --set-xmark 0x4000/0x4000
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:CILIUM_PRE_nat - [0:0]
:CILIUM_POST_nat - [0:0]
:CILIUM_OUTPUT_nat - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-SEP - [0:0]
-A PREROUTING -j CILIUM_PRE_nat
-A PREROUTING -j KUBE-SERVICES
-A OUTPUT -j CILIUM_OUTPUT_nat
-A OUTPUT -j KUBE-SERVICES
-A POSTROUTING -j CILIUM_POST_nat
-A POSTROUTING -j KUBE-POSTROUTING
-A CILIUM_PRE_nat -i lxc2 -d @SERVICE@ -p tcp -j ACCEPT
-A CILIUM_OUTPUT_nat -d @SERVICE@ -p tcp -m tcp --dport 81 -j ACCEPT
-A CILIUM_POST_nat -s @POD@ -o lxc2 -j ACCEPT
-A CILIUM_POST_nat -m mark --mark 0xa00/0xe00 -j ACCEPT
-A CILIUM_POST_nat -s @POD@ -d @OUTSIDE@ -p udp -j MASQUERADE
-A KUBE-SERVICES -d @SERVICE@ -p tcp -m tcp --dport 80 -j KUBE-SEP
-A KUBE-SERVICES -d @SERVICE@ -p tcp -m tcp --dport 81 -j KUBE-SEP
-A KUBE-SERVICES -p tcp -m tcp --dport 30080 -m addrtype --dst-type LOCAL -j KUBE-SEP
-A KUBE-SEP -s @POD@ -j KUBE-MARK-MASQ
-A KUBE-SEP -p tcp -j DNAT --to-destination @TO@
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -o lxc1 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT DROP [0:0]
:CILIUM_INPUT - [0:0]
:CILIUM_FORWARD - [0:0]
:CILIUM_OUTPUT - [0:0]
:CILIUM_PODS - [0:0]
:KUBE-FIREWALL - [0:0]
:KUBE-FORWARD - [0:0]
:KUBE-NODEPORTS - [0:0]
-A INPUT -j CILIUM_INPUT
-A INPUT -j KUBE-NODEPORTS
-A INPUT -j KUBE-FIREWALL
-A INPUT -p icmp -j ACCEPT
-A FORWARD -j CILIUM_FORWARD
-A FORWARD -j KUBE-FORWARD
-A OUTPUT -j CILIUM_OUTPUT
-A OUTPUT -j KUBE-FIREWALL
-A OUTPUT -j ACCEPT
-A CILIUM_INPUT -m mark --mark 0x200/0xf00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT
-A CILIUM_INPUT -s @OUTSIDE@ -p udp -m udp --dport 53 -j DROP
-A CILIUM_INPUT -p udp -m udp --dport 50:60 -j ACCEPT
-A CILIUM_FORWARD -o cilium_host -j ACCEPT
-A CILIUM_FORWARD -p tcp -g CILIUM_PODS
-A CILIUM_FORWARD -i cilium_host -m conntrack ! --ctstate INVALID -j ACCEPT
-A CILIUM_PODS -i lxc+ -j ACCEPT
-A CILIUM_PODS -o lxc1 -m conntrack --ctstate NEW,RELATED,UNTRACKED -j ACCEPT
-A CILIUM_OUTPUT -m mark --mark 0xa00/0xe00 -j ACCEPT
-A CILIUM_OUTPUT -m mark --mark 0x800/0xe00 -j ACCEPT
-A CILIUM_OUTPUT -m mark ! --mark 0xe00/0xf00 -m mark ! --mark 0xd00/0xf00 -m mark ! --mark 0x400/0xf00 -j MARK --set-xmark 0xc00/0xf00
-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
-A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A KUBE-NODEPORTS -p tcp -m tcp --dport 32000 -j ACCEPT
-A KUBE-FIREWALL -m mark --mark 0x8000/0x8000 -j DROP
-A KUBE-FIREWALL -m mark --mark 0xc00/0xf00 -p udp -j DROP
COMMIT
)";

std::string Worst(Family family) {
  struct Word {
    std::string_view name;
    std::string_view ipv4;
    std::string_view ipv6;
  };
  std::string text(kWorst);
  for (const Word& word : {Word{"@SERVICE@", "10.96.0.10/32", "fd00:96::10/128"},
                           Word{"@POD@", "100.64.64.11/32", "fd00:64::11/128"},
                           Word{"@OUTSIDE@", "8.8.8.8/32", "2001:db8::8/128"},
                           Word{"@TO@", "100.64.64.11:8080", "[fd00:64::11]:8080"},
                           Word{"-p icmp", "-p icmp", "-p ipv6-icmp"}}) {
    const std::string_view value = family == Family::kIpv4 ? word.ipv4 : word.ipv6;
    for (std::size_t at = text.find(word.name); at != std::string::npos;
         at = text.find(word.name, at + value.size())) {
      text.replace(at, word.name.size(), value);
    }
  }
  return text;
}

RulesetTexts Beside(Family family, const std::string& rules, std::string ipset,
                    const char* backend) {
  RulesetTexts texts;
  (family == Family::kIpv4 ? texts.ipv4 : texts.ipv6) = rules;
  texts.ipset = std::move(ipset);
  texts.others_in = backend;
  return texts;
}

// Headers cut short, which iptables-legacy drops at a rule that asks what is in them, and
// iptables-nft does not: whose rules others have is their own business.
bool CutShort(const Exchange& exchange) {
  return std::ranges::any_of(exchange.packets, [](const Packet& packet) {
    const auto at = [&packet](std::size_t index) {
      return index < packet.bytes.size() ? static_cast<std::uint8_t>(packet.bytes[index]) : 0U;
    };
    const bool ipv4 = at(0) >> 4U == 4;
    const std::size_t header = ipv4 ? (at(0) & 0xfU) * 4U : 40U;
    std::size_t least = 0;
    switch (ipv4 ? at(9) : at(6)) {
      case IPPROTO_TCP:
        least = 20;
        break;
      case IPPROTO_UDP:
        least = 8;
        break;
      case IPPROTO_HOPOPTS:
      case IPPROTO_ROUTING:
      case IPPROTO_DSTOPTS:
        least = ipv4 ? 0U : (at(header + 1) + 1U) * 8U;
        break;
      default:
        break;
    }
    return packet.bytes.size() < header + least;
  });
}

void Prove(Twins& twins, const RulesetTexts& texts, const BatteryOptions& options,
           bool alike = true) {
  Battery battery = MakeBattery(texts, options);
  if (texts.others_in == "nft") std::erase_if(battery.exchanges, CutShort);
  std::optional<std::string> refused;
  const auto differences = CheckTwins(twins, texts, battery, refused);
  ASSERT_EQ(refused, std::nullopt);
  EXPECT_EQ(differences.empty(), alike) << fmt::format("{}", fmt::join(differences, "\n  "));
  GTEST_LOG_(INFO) << battery.exchanges.size() << " exchanges";
}

using Backend = const char*;
constexpr Backend kBackends[] = {"legacy", "nft"};
constexpr Family kFamilies[] = {Family::kIpv4, Family::kIpv6};

std::string Name(Backend backend, Family family) {
  return fmt::format("{}{}", backend, family == Family::kIpv4 ? "V4" : "V6");
}

class WorstCases : public testing::TestWithParam<std::tuple<Backend, Family>> {};

TEST_P(WorstCases, AreTreatedAsIfAllWereInIptables) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const auto& [backend, family] = GetParam();
  Twins twins(true);
  Prove(twins, Beside(family, Worst(family), {}, backend), {1, 3, 6, 1});
}

TEST_P(WorstCases, AreTreatedTheSameWhenAbsorbed) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const auto& [backend, family] = GetParam();
  Twins twins(true);
  RulesetTexts texts = Beside(family, Worst(family), {}, backend);
  texts.absorb = {"KUBE-*", "THEIRS"};
  Prove(twins, texts, {1, 3, 6, 2});
}

// They would not be, if nothing were done.
TEST_P(WorstCases, NeedBridgesAndBindings) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const auto& [backend, family] = GetParam();
  Twins twins(true);
  for (const bool bridges : {false, true}) {
    RulesetTexts texts = Beside(family, Worst(family), {}, backend);
    texts.bridges = bridges;
    texts.bindings = !bridges;
    Prove(twins, texts, {1, 3, 6, 0}, false);
  }
}

INSTANTIATE_TEST_SUITE_P(Coexistence, WorstCases,
                         testing::Combine(testing::ValuesIn(kBackends),
                                          testing::ValuesIn(kFamilies)),
                         [](const auto& param) {
                           return Name(std::get<0>(param.param), std::get<1>(param.param));
                         });

class NodesBeside : public testing::TestWithParam<std::tuple<std::size_t, Backend, Family>> {};

TEST_P(NodesBeside, AreTreatedAsIfAllWereInIptables) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const auto& [index, backend, family] = GetParam();
  if (Nodes()[index].large && Setting("CNFT_EVERY", 0) == 0) GTEST_SKIP() << "takes long";
  NodeOptions options = Nodes()[index].options;
  options.family = family;
  const auto node = GenerateNode(options);
  Twins twins(true);
  Prove(twins, Beside(family, Decided(node.rules, 1), node.ipset, backend), {1, 1, 2, 8});
}

TEST_P(NodesBeside, AreTreatedTheSameWhenAbsorbed) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const auto& [index, backend, family] = GetParam();
  if (Nodes()[index].large && Setting("CNFT_EVERY", 0) == 0) GTEST_SKIP() << "takes long";
  NodeOptions options = Nodes()[index].options;
  options.family = family;
  const auto node = GenerateNode(options);
  Twins twins(true);
  RulesetTexts texts = Beside(family, Decided(node.rules, 1), node.ipset, backend);
  texts.absorb = {"KUBE-*"};
  // Its rule stands in front of kube-proxy's.
  if (options.host_ports != 0) texts.absorb.emplace_back("CNI-*");
  Prove(twins, texts, {2, 1, 2, 8});
}

INSTANTIATE_TEST_SUITE_P(Coexistence, NodesBeside,
                         testing::Combine(testing::Range<std::size_t>(0, Nodes().size()),
                                          testing::ValuesIn(kBackends),
                                          testing::ValuesIn(kFamilies)),
                         [](const auto& param) {
                           return Nodes()[std::get<0>(param.param)].name +
                                  Name(std::get<1>(param.param), std::get<2>(param.param));
                         });

}  // namespace
}  // namespace cnft::test
