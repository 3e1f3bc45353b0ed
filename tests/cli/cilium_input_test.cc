// SPDX-License-Identifier: GPL-2.0-or-later
// Where Cilium's configuration and the node's state come from: manifests, mounted ConfigMaps,
// flags, files of the node, the kernel, the agent's own files; and what rules, explain and config
// print.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <jansson.h>

#include <memory>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

// As kubectl prints it.
constexpr std::string_view kManifest = R"(apiVersion: v1
data:
  cluster-name: default
  enable-ipv4: "true"
  enable-ipv6: "false"
  enable-hubble: "true"
  enable-ipv4-masqerade: "false"
  ipv4-native-routing-cidr: 10.0.0.0/8
  routing-mode: native
kind: ConfigMap
metadata:
  name: cilium-config
  namespace: kube-system
)";
constexpr std::string_view kNode =
    "ipv4: {pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.1, node-addresses: [192.0.2.1]}\n";

class CiliumFiles : public testing::Test {
 protected:
  // "cnft cilium WHAT" with the manifest, the node and more.
  Output Run(const std::string& what, const std::string& more = {}) const {
    return Cnft(fmt::format("cilium {} --cilium {} --node {} {}", what, manifest_, node_, more));
  }

  TemporaryDirectory directory_;
  std::string manifest_ = directory_.Write("cilium-config.yaml", kManifest);
  std::string node_ = directory_.Write("node.yaml", kNode);
};

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_F(CiliumFiles, ManifestsAndMountedConfigMapsAreTheSame) {
  // kubelet mounts a ConfigMap as links to a folder that it swaps.
  const std::string map = directory_.path() + "/config-map";
  ASSERT_TRUE(
      test::Run(
          fmt::format("mkdir -p {0}/..2026_01_01 && ln -s ..2026_01_01 {0}/..data && cd {0} && "
                      "put() {{ printf '%s\\n' \"$2\" > ..data/$1 && ln -s ..data/$1 $1; }} && "
                      "put enable-ipv6 false && put routing-mode native && "
                      "put ipv4-native-routing-cidr 10.0.0.0/8 && put cluster-name default",
                      map))
          .ok());
  const Output mounted = Cnft(fmt::format("cilium rules --cilium {} --node {}", map, node_));
  EXPECT_EQ(mounted.status, 0) << mounted.err;
  EXPECT_TRUE(Has(mounted.out, "! -d 10.0.0.0/8 -s 10.1.0.0/24")) << mounted.out;
  EXPECT_EQ(Run("rules").out, mounted.out);
  // And so is JSON.
  const std::string json = directory_.Write(
      "config.json",
      R"({"kind": "ConfigMap", "data": {"enable-ipv6": "false", "routing-mode": "native",)"
      R"( "ipv4-native-routing-cidr": "10.0.0.0/8"}})");
  EXPECT_EQ(Cnft(fmt::format("cilium rules --cilium {} --node {}", json, node_)).out, mounted.out);
  const Output config = Cnft(fmt::format("cilium config --cilium {}", map));
  EXPECT_TRUE(Has(config.out, map + "/routing-mode")) << config.out;
}

TEST_F(CiliumFiles, FlagsWinOverFilesAndLaterFilesOverEarlierOnes) {
  const std::string later = directory_.Write("later", "ipv4-native-routing-cidr: 10.64.0.0/10\n");
  EXPECT_TRUE(Has(Run("rules", "--cilium " + later).out, "! -d 10.64.0.0/10 "));
  EXPECT_TRUE(Has(Run("rules", "--set ipv4-native-routing-cidr=10.96.0.0/12 --cilium " + later).out,
                  "! -d 10.96.0.0/12 "));
  EXPECT_EQ(Run("rules", "--set nonsense").status, 2);
  EXPECT_EQ(Cnft("cilium rules --cilium /nowhere/at-all").status, 2);
}

TEST_F(CiliumFiles, RulesArePrintedForIptablesAndForNft) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Output rules = Run("rules");
  EXPECT_TRUE(Has(rules.out, "# ipset add cilium_node_set_v4 192.0.2.1\n")) << rules.out;
  EXPECT_EQ(test::Run("sed -n 's/^# ipset //p' | ipset restore", rules.out).err, "");
  EXPECT_EQ(test::Run("iptables-legacy-restore", rules.out).err, "");
  test::Run("iptables-legacy-restore", "*nat\nCOMMIT\n");
  test::Run("ipset destroy");
  const Output native = Run("rules", "--as nft");
  EXPECT_EQ(test::Run("nft -c -f -", native.out).err, "");
  EXPECT_TRUE(Has(native.out, "set cilium_node_set_v4")) << native.out;
  EXPECT_EQ(Run("rules", "--family ipv6").out, "");
}

TEST_F(CiliumFiles, ExplainSaysWhatPutEachRuleThere) {
  const Output explained = Run("explain");
  EXPECT_EQ(explained.status, 0) << explained.err;
  EXPECT_TRUE(Has(explained.out,
                  "-j MASQUERADE\n      enable-ipv4-masquerade=true (default), "
                  "enable-bpf-masquerade=false (default)\n"))
      << explained.out;
  EXPECT_TRUE(Has(explained.out,
                  "Left out:\n  IPv4: tunnel packets: ACCEPT and NOTRACK\n"
                  "      routing-mode=native\n"))
      << explained.out;
  EXPECT_TRUE(Has(explained.out, "  IPv6: every rule of the family\n      enable-ipv6=false\n"));
  const std::unique_ptr<json_t, decltype(&json_decref)> json(
      json_loads(Run("explain", "--output json").out.c_str(), 0, nullptr), &json_decref);
  EXPECT_GT(json_array_size(json_object_get(json.get(), "rules")), 20U);
  EXPECT_GT(json_array_size(json_object_get(json.get(), "omitted")), 5U);
}

TEST_F(CiliumFiles, ConfigListsOptionsAndWhatIsWrong) {
  const Output config = Run("config");
  EXPECT_EQ(config.status, 0) << config.err;
  EXPECT_TRUE(Has(config.out, manifest_ + ":9:3")) << config.out;  // routing-mode
  EXPECT_TRUE(
      Has(config.err, fmt::format("warning: enable-ipv4-masqerade: nobody knows this option "
                                  "({}:7:3)\n",
                                  manifest_)))
      << config.err;
  EXPECT_FALSE(Has(config.err, "enable-hubble"));
  const Output refused = Run("config", "--set enable-ipsec=true --set enable-wireguard=true");
  EXPECT_EQ(refused.status, 2);
  EXPECT_TRUE(Has(refused.err, "error: enable-ipsec: ")) << refused.err;
  // A rule of thumb, which apply does not repeat each time.
  const Output advised = Run("config", "--set routing-mode=tunnel");
  EXPECT_TRUE(Has(advised.err, "warning: CILIUM_PRE_raw: packets with -p udp --dport 8472"))
      << advised.err;
  EXPECT_EQ(Run("rules", "--set routing-mode=tunnel").err, "");
  EXPECT_TRUE(Has(Run("config", "--set enable-wireguard=on --output json").out,
                  "\"subject\":\"enable-wireguard\""));
}

TEST_F(CiliumFiles, WhatIsNeededAndMissingIsNamed) {
  const std::string empty = directory_.Write("empty", "{}\n");
  const Output output = Cnft(fmt::format("apply --cilium {} --node {}", manifest_, empty));
  EXPECT_EQ(output.status, 2);
  EXPECT_TRUE(Has(output.err, "error: ipv4.pod-cidr: the network of this node's pods is needed"))
      << output.err;
  EXPECT_TRUE(Has(output.err, "error: ipv4.cilium-internal-ip: ")) << output.err;
}

TEST_F(CiliumFiles, TheKernelAndTheAgentsFilesAreAskedForTheRest) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Output made = test::Run(
      "ip link set lo up; ip link add cilium_host type veth peer name cilium_net && "
      "ip addr add 10.1.0.1/32 dev cilium_host && ip link set cilium_host up && "
      "ip link add ens5 type veth peer name peer && ip link set peer up && ip addr add "
      "192.0.2.9/24 dev ens5 && ip link set ens5 up && "
      "ip route add default via 192.0.2.1 src 192.0.2.9");
  ASSERT_TRUE(made.ok()) << made.err;
  const std::string node = directory_.Write("known", "ipv4: {pod-cidr: 10.1.0.0/24}\n");
  std::filesystem::create_directory(directory_.path() + "/state");
  directory_.Write("state/proxy_ports_state.json",
                   R"({"cilium-dns-egress": {"type": "dns", "ingress": false, "port": 43477},)"
                   R"( "unused": {"type": "http", "ingress": true, "port": 0}})");
  const auto rules = [&](const std::string& more) {
    return Cnft(
        fmt::format("cilium rules --cilium {} --node {} --discover --state-dir {} "
                    "--set routing-mode=tunnel {}",
                    manifest_, node, directory_.path(), more));
  };
  const Output output = rules("");
  EXPECT_EQ(output.status, 0) << output.err;
  EXPECT_TRUE(Has(output.out, "-j SNAT --to-source 10.1.0.1\n")) << output.out;
  EXPECT_TRUE(Has(output.out, "--mark 0xd5a90200 ")) << output.out;
  EXPECT_FALSE(Has(output.out, "unused"));
  EXPECT_TRUE(
      Has(rules("--set enable-masquerade-to-route-source=true").out,
          "! -d 10.0.0.0/8 -o ens5 -m comment --comment \"cilium snat non-cluster via source "
          "route\" -j SNAT --to-source 192.0.2.9\n"));
  EXPECT_TRUE(Has(rules("--set ipam=eni --set egress-masquerade-interfaces=ens5").out,
                  "-A CILIUM_PRE_mangle -i ens5 "));
  // What the file says wins.
  const std::string more = directory_.Write(
      "more",
      "ipv4: {pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.77}\n"
      "proxies: [{name: cilium-dns-egress, port: 1}]\ndefault-route-device: ens9\n");
  const Output told = Cnft(fmt::format(
      "cilium rules --cilium {} --node {} --discover --state-dir {} --set routing-mode=tunnel "
      "--set ipam=eni --set egress-masquerade-interfaces=ens5",
      manifest_, more, directory_.path()));
  EXPECT_TRUE(Has(told.out, "-j SNAT --to-source 10.1.0.77\n")) << told.out << told.err;
  EXPECT_TRUE(Has(told.out, "--on-port 1\n"));
  EXPECT_FALSE(Has(told.out, "43477"));
  EXPECT_TRUE(Has(told.out, "-A CILIUM_PRE_mangle -i ens9 "));
  // A folder that was named and has no such file is a mistake.
  const Output nowhere =
      Cnft(fmt::format("cilium rules --cilium {} --discover --state-dir /nowhere", manifest_));
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_TRUE(Has(nowhere.err, "/nowhere/state/proxy_ports_state.json")) << nowhere.err;
}

}  // namespace
}  // namespace cnft::test
