// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of generated nodes are what they claim to be: iptables-legacy takes them, and saves
// them as they were generated.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "bench/generate/node.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using generate::CiliumMode;
using generate::Format;
using generate::GeneratedNode;
using generate::GenerateNode;
using generate::NodeOptions;
using generate::ProxyMode;

// Every part of the generator is in one of them.
std::vector<NodeOptions> Nodes() {
  std::vector<NodeOptions> nodes;
  nodes.push_back({.cilium = CiliumMode::kTunnel,
                   .services = 60,
                   .external_ips = 0.2,
                   .affinity = 0.3,
                   .internal_local = 0.2,
                   .old_kubelet = true,
                   .docker = true,
                   .host_ports = 3,
                   .cilium_ipsec = true,
                   .cilium_wireguard = true,
                   .cilium_no_track = true,
                   .cilium_no_track_ports = true});
  nodes.push_back({.cilium = CiliumMode::kEni,
                   .seed = 2,
                   .services = 40,
                   .cluster_cidr = "",
                   .random_fully = false,
                   .localhost_node_ports = false,
                   .drop_invalid = false,
                   .large_cluster = true,
                   .cilium_feeders_last = true});
  nodes.push_back({.services = 20, .masquerade_all = true, .kubelet = false});
  nodes.push_back({.proxy = ProxyMode::kIpvs,
                   .cilium = CiliumMode::kNative,
                   .services = 60,
                   .load_balancers = 0.3,
                   .external_ips = 0.3,
                   .sctp = 0.3});
  nodes.push_back(
      {.proxy = ProxyMode::kNone, .cilium = CiliumMode::kEni, .cilium_masquerade = false});
  return nodes;
}

// The lines that matter, table by table: the order of tables is iptables-save's own.
std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::string table;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with('*')) table = line;
    if (line.starts_with(':')) line.resize(line.find(' '));
    if (line.starts_with('-') || line.starts_with(':')) lines.push_back(table + ' ' + line);
  }
  std::ranges::stable_sort(lines, {}, [](const std::string& line) {
    return line.substr(0, line.find(' ', line.find(' ') + 1));  // the table, ":" or "-A"
  });
  return lines;
}

TEST(Generator, WritesRulesAsIptablesLegacySavesThem) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const std::string tool = family == Family::kIpv4 ? "iptables-legacy" : "ip6tables-legacy";
    for (NodeOptions options : Nodes()) {
      options.family = family;
      const GeneratedNode node = GenerateNode(options);
      EnterNewNetns();
      const Output sets = test::Run("ipset restore", node.ipset);
      ASSERT_TRUE(sets.ok()) << sets.err;
      const Output loaded = test::Run(tool + "-restore", node.rules);
      ASSERT_TRUE(loaded.ok()) << loaded.err;
      std::vector<std::string> generated = Lines(node.rules);
      std::vector<std::string> saved = Lines(test::Run(tool + "-save").out);
      EXPECT_EQ(generated.size(), saved.size());
      for (std::size_t i = 0; i < std::min(generated.size(), saved.size()); ++i) {
        ASSERT_EQ(generated[i], saved[i]);
      }
    }
  }
}

TEST(Generator, WritesWhatKubeProxyFeedsToIptablesRestore) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  for (NodeOptions options : Nodes()) {
    if (options.proxy == ProxyMode::kNone) continue;
    options.format = Format::kRestore;
    const GeneratedNode node = GenerateNode(options);
    EnterNewNetns();
    ASSERT_TRUE(test::Run("ipset restore", node.ipset).ok());
    const Output loaded = test::Run("iptables-legacy-restore --noflush", node.rules);
    EXPECT_TRUE(loaded.ok()) << loaded.err;
  }
}

TEST(Generator, NamesChainsAsKubeProxyDoes) {
  const GeneratedNode node = GenerateNode({});
  // The chain of the DNS service is the same in every cluster.
  EXPECT_NE(node.rules.find("-j KUBE-SVC-TCOU7JCQXEZGVUNU\n"), std::string::npos);
}

TEST(Generator, DependsOnItsOptionsAlone) {
  EXPECT_EQ(GenerateNode({.services = 50}).rules, GenerateNode({.services = 50}).rules);
  EXPECT_NE(GenerateNode({.services = 50}).rules, GenerateNode({.seed = 2, .services = 50}).rules);
}

TEST(Generator, MakesAsManyRulesAsAsked) {
  for (const std::size_t rules : {100U, 1000U, 10000U}) {
    const double made = static_cast<double>(
        GenerateNode(generate::WithRuleCount({.endpoints = 2}, rules)).rule_count);
    EXPECT_NEAR(made / static_cast<double>(rules), 1.0, 0.1) << rules;
  }
}

}  // namespace
}  // namespace cnft::test
