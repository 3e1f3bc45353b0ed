// SPDX-License-Identifier: GPL-2.0-or-later
// The agent's options: each is known by its names, has the agent's default, and takes the values
// that the agent takes and no others.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "ruleset/cilium/options.h"

namespace cnft::test {
namespace {

struct ExpectedOption {
  std::string_view name;
  std::string_view standard;
  std::vector<std::string_view> taken;
  std::vector<std::string_view> refused;
};

const std::vector<std::string_view> kBools = {"true", "false", "1", "0", "t", "F", "TRUE"};
const std::vector<std::string_view> kNotBools = {"", "yes", "on", "tRUE", "2"};
const std::vector<std::string_view> kPorts = {"0", "1", "8472", "65535"};
const std::vector<std::string_view> kNotPorts = {"", "-1", "65536", "http", "80 "};
const std::vector<std::string_view> kNetworks4 = {"", "10.0.0.0/8", "0.0.0.0/0", "10.1.2.3/32"};
const std::vector<std::string_view> kNotNetworks4 = {
    "10.0.0.0/33", "fd00::/8", "10.0.0/8", "10.0.0.1", "10.0.0.0/255.0.0.0", "x"};
const std::vector<std::string_view> kNetworks6 = {"", "fd00::/8", "::/0", "fd00::1/128"};
const std::vector<std::string_view> kNotNetworks6 = {"fd00::/129", "10.0.0.0/8", "fd00:/8"};
const std::vector<std::string_view> kLists = {"", "a", "a,b", "a b", "a, b"};

const std::vector<ExpectedOption> kExpected = {
    {"install-iptables-rules", "true", kBools, kNotBools},
    {"enable-ipv4", "true", kBools, kNotBools},
    {"enable-ipv6", "true", kBools, kNotBools},
    {"prepend-iptables-chains", "true", kBools, kNotBools},
    {"disable-iptables-feeder-rules", "", kLists, {}},
    {"iptables-lock-timeout",
     "5s",
     {"5s", "1m30s", "0", "100ms", "1.5h"},
     {"", "5", "s", "5 s", "soon", "-"}},
    {"iptables-random-fully", "false", kBools, kNotBools},
    {"enable-xt-socket-fallback", "true", kBools, kNotBools},
    {"enable-ipv4-masquerade", "true", kBools, kNotBools},
    {"enable-ipv6-masquerade", "true", kBools, kNotBools},
    {"enable-bpf-masquerade", "false", kBools, kNotBools},
    {"egress-masquerade-interfaces", "", kLists, {}},
    {"enable-masquerade-to-route-source", "false", kBools, kNotBools},
    {"ipv4-native-routing-cidr", "", kNetworks4, kNotNetworks4},
    {"ipv6-native-routing-cidr", "", kNetworks6, kNotNetworks6},
    {"routing-mode", "tunnel", {"tunnel", "native"}, {"", "Native", "vxlan", "disabled"}},
    {"tunnel", "", {"vxlan", "geneve", "disabled"}, {"gre", "native"}},
    {"tunnel-protocol", "vxlan", {"vxlan", "geneve"}, {"", "disabled", "gre"}},
    {"tunnel-port", "0", kPorts, kNotPorts},
    {"node-port-range",
     "30000-32767",
     {"30000-32767", "30000,32767", "1-1"},
     {"", "30000", "2-1", "1-65536", "a-b"}},
    {"enable-endpoint-routes", "false", kBools, kNotBools},
    {"cni-chaining-mode", "none", {"none", "aws-cni", "generic-veth", "portmap"}, {"", "calico"}},
    {"ipam",
     "cluster-pool",
     {"cluster-pool", "kubernetes", "multi-pool", "crd", "eni", "azure", "alibabacloud",
      "delegated-plugin"},
     {"", "aws"}},
    {"enable-ipsec", "false", kBools, kNotBools},
    {"enable-wireguard", "false", kBools, kNotBools},
    {"enable-l7-proxy", "true", kBools, kNotBools},
    {"enable-bpf-tproxy", "false", kBools, kNotBools},
    {"enable-envoy-config", "false", kBools, kNotBools},
    {"install-no-conntrack-iptables-rules", "false", kBools, kNotBools},
    {"enable-ip-masq-agent", "false", kBools, kNotBools},
    {"kube-proxy-replacement", "false", {"true", "false", "strict", "partial"}, {"", "yes"}},
    {"proxy-portrange-min", "10000", kPorts, kNotPorts},
    {"proxy-portrange-max", "20000", kPorts, kNotPorts},
    {"restored-proxy-ports-age-limit", "15", {"0", "15", "100000"}, {"", "15m", "-1"}},
    {"local-router-ipv4", "", {"", "169.254.1.1"}, {"169.254.1.1/32", "fe80::1"}},
    {"local-router-ipv6", "", {"", "fe80::1"}, {"169.254.1.1", "fe80::1/128"}},
};

std::size_t Problems(std::string_view name, std::string_view value) {
  std::vector<cilium::Problem> problems;
  const cilium::Setting setting = {std::string(name), std::string(value), "test"};
  const cilium::Config config = cilium::Config::Read({&setting, 1}, problems);
  EXPECT_TRUE(config.unknown().empty()) << name;
  return problems.size();
}

TEST(CiliumOptions, HaveTheAgentsDefaultsAndTakeItsValues) {
  std::set<std::string_view> names;
  for (const ExpectedOption& expected : kExpected) {
    names.insert(expected.name);
    const auto options = cilium::AllOptions();
    const auto option = std::ranges::find(options, expected.name, &cilium::OptionInfo::name);
    ASSERT_NE(option, options.end()) << expected.name;
    EXPECT_EQ(option->standard, expected.standard) << expected.name;
    EXPECT_FALSE(option->effect.empty()) << expected.name;
    for (const std::string_view value : expected.taken) {
      EXPECT_EQ(Problems(expected.name, value), 0U) << expected.name << "=" << value;
    }
    for (const std::string_view value : expected.refused) {
      EXPECT_EQ(Problems(expected.name, value), 1U) << expected.name << "=" << value;
    }
  }
  for (const cilium::OptionInfo& option : cilium::AllOptions()) {
    EXPECT_TRUE(names.contains(option.name)) << option.name << " is not in the table";
  }
}

// Options are told apart by their place in the list.
TEST(CiliumOptions, StandInTheOrderOfTheirNumbers) {
  std::size_t number = 0;
  for (const cilium::OptionInfo& option : cilium::AllOptions()) {
    EXPECT_EQ(static_cast<std::size_t>(option.id), number++) << option.name;
  }
}

TEST(CiliumOptions, HaveOtherNamesToo) {
  for (const auto& [other, id] :
       {std::pair("masquerade", cilium::OptionId::kIpv4Masquerade),
        std::pair("native-routing-cidr", cilium::OptionId::kIpv4NativeRoutingCidr),
        std::pair("ip-masq-agent", cilium::OptionId::kIpMasqAgent)}) {
    std::vector<cilium::Problem> problems;
    const bool network = id == cilium::OptionId::kIpv4NativeRoutingCidr;
    const cilium::Setting setting = {other, network ? "10.0.0.0/8" : "true", "here"};
    const cilium::Config config = cilium::Config::Read({&setting, 1}, problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(config.Origin(id), "here") << other;
    EXPECT_EQ(config.Text(id), setting.value) << other;
  }
}

TEST(CiliumOptions, ThatDoNotMatterAreIgnoredAndOthersAreUnknown) {
  for (const std::string_view name :
       {"enable-host-legacy-routing", "enable-host-firewall", "enable-hubble",
        "install-uplink-routes-for-delegated-ipam", "cluster-name", "debug"}) {
    EXPECT_EQ(Problems(name, "anything"), 0U) << name;
  }
  std::vector<cilium::Problem> problems;
  const cilium::Setting setting = {"enable-ipv4-masqerade", "true", "file:3:1"};
  const cilium::Config config = cilium::Config::Read({&setting, 1}, problems);
  ASSERT_EQ(config.unknown().size(), 1U);
  EXPECT_EQ(config.unknown()[0].origin, "file:3:1");
}

// The tunnel option of older releases stands for two newer ones, which win over it.
TEST(CiliumOptions, TunnelStandsForModeAndProtocol) {
  const auto read = [](std::vector<cilium::Setting> settings) {
    std::vector<cilium::Problem> problems;
    const cilium::Config config = cilium::Config::Read(settings, problems);
    EXPECT_TRUE(problems.empty());
    return fmt::format("{} {}", config.Text(cilium::OptionId::kRoutingMode),
                       config.Text(cilium::OptionId::kTunnelProtocol));
  };
  EXPECT_EQ(read({}), "tunnel vxlan");
  EXPECT_EQ(read({{"tunnel", "disabled", "x"}}), "native vxlan");
  EXPECT_EQ(read({{"tunnel", "geneve", "x"}}), "tunnel geneve");
  EXPECT_EQ(read({{"tunnel", "geneve", "x"}, {"routing-mode", "native", "x"}}), "native geneve");
}

}  // namespace
}  // namespace cnft::test
