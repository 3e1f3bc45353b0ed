// SPDX-License-Identifier: GPL-2.0-or-later
// Whole nodes do the same to packets under iptables-legacy and under cnft: the example node, and
// what kube-proxy and the Cilium agent write in all their ways.
#include "bench/generate/node.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/packets/battery.h"
#include "tests/packets/decided.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using generate::CiliumMode;
using generate::GeneratedNode;
using generate::GenerateNode;
using generate::NodeOptions;
using generate::ProxyMode;

std::string ReadFile(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(CNFT_SOURCE_DIR "/data/") + name).rdbuf();
  return text.str();
}

void Prove(Twins& twins, RulesetTexts texts, const BatteryOptions& options) {
  EXPECT_EQ(LeaveOutRefused(texts), 0U);
  const Battery battery = MakeBattery(texts, options);
  std::optional<std::string> refused;
  const auto differences = CheckTwins(twins, texts, battery, refused);
  ASSERT_EQ(refused, std::nullopt);
  EXPECT_TRUE(differences.empty()) << fmt::format("{}", fmt::join(differences, "\n  "));
  GTEST_LOG_(INFO) << battery.exchanges.size() << " exchanges";
}

TEST(Nodes, ExampleDoesTheSameToPackets) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  Twins twins(true);
  RulesetTexts texts;
  texts.ipv4 = ReadFile("cilium-node.v4.rules");
  texts.ipset = ReadFile("cilium-node.ipset");
  Prove(twins, texts, {1, 3, 6, 1});
}

struct NamedNode {
  const char* name;
  NodeOptions options;
};

const std::vector<NamedNode>& GeneratedNodes() {
  static const std::vector<NamedNode> nodes = {
      {"KubeProxyIptables",
       {.services = 3,
        .endpoints = 2,
        .node_ports = 0.4,
        .load_balancers = 0.4,
        .external_ips = 0.4}},
      {"KubeProxyIptablesWithCilium",
       {.cilium = CiliumMode::kTunnel,
        .services = 2,
        .endpoints = 2,
        .affinity = 0.5,
        .internal_local = 0.5}},
      {"KubeProxyIpvs",
       {.proxy = ProxyMode::kIpvs,
        .cilium = CiliumMode::kNative,
        .services = 6,
        .load_balancers = 0.3,
        .external_ips = 0.3}},
      {"CiliumEni", {.proxy = ProxyMode::kNone, .cilium = CiliumMode::kEni}},
  };
  return nodes;
}

class Generated : public testing::TestWithParam<std::tuple<std::size_t, Family>> {};

TEST_P(Generated, DoesTheSameToPackets) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  NodeOptions options = GeneratedNodes()[std::get<0>(GetParam())].options;
  options.family = std::get<1>(GetParam());
  const GeneratedNode node = GenerateNode(options);
  Twins twins(true);
  for (const std::size_t never : {1U, 2U}) {
    RulesetTexts texts;
    (options.family == Family::kIpv4 ? texts.ipv4 : texts.ipv6) = Decided(node.rules, never);
    texts.ipset = node.ipset;
    Prove(twins, texts, {static_cast<std::uint32_t>(never), 1, 2, 8});
    if (node.rules.find("--probability") == std::string::npos) break;
  }
}

INSTANTIATE_TEST_SUITE_P(Nodes, Generated,
                         testing::Combine(testing::Range<std::size_t>(0, GeneratedNodes().size()),
                                          testing::Values(Family::kIpv4, Family::kIpv6)),
                         [](const auto& param) {
                           return fmt::format(
                               "{}{}", GeneratedNodes()[std::get<0>(param.param)].name,
                               std::get<1>(param.param) == Family::kIpv4 ? "V4" : "V6");
                         });

}  // namespace
}  // namespace cnft::test
