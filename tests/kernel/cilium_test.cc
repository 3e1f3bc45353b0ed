// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's rules and the policy routing beside them, in a kernel: applied, changed, repaired and
// taken away.
#include "api/cilium.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "api/proxies.h"
#include "api/show.h"
#include "nft/netlink/kernel.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

class CiliumInKernel : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    ASSERT_TRUE(
        test::Run("ip link set lo up; ip link add cilium_host type veth peer name cilium_net; "
                  "ip addr add 10.1.0.1/32 dev cilium_host; ip link set cilium_host up; "
                  "ip link set cilium_net up")
            .ok());
    auto kernel = netlink::OpenKernel();
    ASSERT_TRUE(kernel);
    kernel_ = std::move(*kernel);
    auto router = routing::Router::Open();
    ASSERT_TRUE(router);
    router_ = std::move(*router);
    node_.of(Family::kIpv4).pod_cidr =
        AddressMask{*ParseAddress("10.1.0.0", Family::kIpv4), PrefixMask(Family::kIpv4, 24)};
    node_.proxies = {{"cilium-dns-egress", 43477, "dns"}};
    ASSERT_TRUE(Discover(*router_, node_));
  }

  cilium::Plan MakePlan(std::vector<cilium::Setting> settings = {}) {
    settings.insert(settings.begin(), {{"enable-ipv6", "false", "test"},
                                       {"routing-mode", "native", "test"},
                                       {"enable-envoy-config", "true", "test"}});
    std::vector<cilium::Problem> problems;
    const cilium::Config config = cilium::Config::Read(settings, problems);
    EXPECT_TRUE(problems.empty());
    return cilium::MakePlan(config, node_, cilium::kNewestRelease);
  }

  Result<CiliumReport> Apply(const cilium::Plan& plan) {
    EXPECT_TRUE(plan.ok());
    RulesetInput input = ReadInput(TextsOf(plan));
    auto report = ApplyCilium(*kernel_, *router_, input, plan, {}, false);
    EXPECT_EQ(input.diagnostics.errors(), 0U) << Render(input.diagnostics, input.sources, false);
    return report;
  }

  static std::string Routing() {
    return test::Run("ip -o rule; ip route show table 2004; ip route show table 2005").out;
  }

  std::unique_ptr<Kernel> kernel_;
  std::unique_ptr<routing::Router> router_;
  cilium::NodeState node_;
};

TEST_F(CiliumInKernel, DiscoversWhatTheKernelKnows) {
  EXPECT_EQ(node_.of(Family::kIpv4).cilium_internal_ip, ParseAddress("10.1.0.1", Family::kIpv4));
  EXPECT_EQ(node_.route_mtu, 1500U);
}

TEST_F(CiliumInKernel, DiscoversMarksOfOthers) {
  ASSERT_TRUE(test::Run("ip rule add pref 50 fwmark 0x80000/0xff0000 lookup 52 && "
                        "ip -6 rule add pref 50 fwmark 0x80000/0xff0000 lookup 52 && "
                        "ip rule add pref 1 fwmark 0xd00/0xf00 lookup 200 && "
                        "ip rule add pref 60 to 10.9.9.9 lookup 53")
                  .ok());
  ASSERT_TRUE(Apply(MakePlan()));
  cilium::NodeState node;
  ASSERT_TRUE(Discover(*router_, node));
  ASSERT_EQ(node.other_marks.size(), 1U);
  EXPECT_EQ(node.other_marks[0],
            (cilium::OtherMark{0x80000, 0xff0000, "the policy rule of priority 50"}));
}

TEST_F(CiliumInKernel, RoutesWhatTproxyNeeds) {
  const auto report = Apply(MakePlan());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->routing.added, 5U);
  const std::string routing = Routing();
  for (const char* line :
       {"9:\tfrom all fwmark 0x200/0xf00 lookup 2004 proto 201",
        "10:\tfrom all fwmark 0xa00/0xf00 lookup 2005 proto 201", "local default dev lo proto 201",
        "default via 10.1.0.1 dev cilium_host", "10.1.0.1 dev cilium_host proto 201 scope link"}) {
    EXPECT_NE(routing.find(line), std::string::npos) << line << "\n" << routing;
  }
  // The same again writes nothing; what somebody took away comes back.
  const auto again = Apply(MakePlan());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->ruleset.unchanged());
  EXPECT_EQ(again->routing.added + again->routing.removed, 0U);
  ASSERT_TRUE(test::Run("ip rule del pref 9; ip route flush table 2005").ok());
  const auto repaired = Apply(MakePlan());
  ASSERT_TRUE(repaired) << repaired.error().message;
  EXPECT_EQ(repaired->routing.added, 3U);
  EXPECT_EQ(Routing(), routing);
}

TEST_F(CiliumInKernel, ChangesARouteInItsPlace) {
  const std::vector<cilium::Setting> ipsec = {{"enable-ipsec", "true", "test"}};
  ASSERT_TRUE(Apply(MakePlan(ipsec)));
  const std::string before = Routing();
  node_.route_mtu = 1400;
  cilium::Plan plan = MakePlan(ipsec);
  const auto report = Apply(plan);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->routing.added, 1U);
  EXPECT_EQ(report->routing.removed, 1U);
  const std::string after = Routing();
  EXPECT_NE(after, before);
  EXPECT_NE(after.find("mtu 1400"), std::string::npos) << after;
  // When something else fails it is what it was.
  node_.route_mtu = 1300;
  plan = MakePlan(ipsec);
  plan.routing.routes.push_back(plan.routing.routes.back());
  plan.routing.routes.back().table = 2006;
  plan.routing.routes.back().device = "nothere";
  RulesetInput input = ReadInput(TextsOf(plan));
  EXPECT_FALSE(ApplyCilium(*kernel_, *router_, input, plan, {}, false));
  EXPECT_EQ(Routing(), after);
}

TEST_F(CiliumInKernel, LeavesRoutingOfOthersAlone) {
  ASSERT_TRUE(test::Run("ip rule add pref 8 fwmark 0x1 lookup 77").ok());
  const std::string before = Routing();
  ASSERT_TRUE(Apply(MakePlan()));
  const auto changes = router_->Apply({});
  ASSERT_TRUE(changes);
  EXPECT_EQ(changes->removed, 5U);
  EXPECT_EQ(Routing(), before);
}

TEST_F(CiliumInKernel, UndoesRoutingWhenTheRulesetIsRefused) {
  const std::string before = Routing();
  const cilium::Plan plan = MakePlan();
  RulesetInput input =
      ReadInput({{InputKind::kIpv4, "bad", "*filter\n-A INPUT -j NOWHERE\nCOMMIT\n"}});
  (void)ApplyCilium(*kernel_, *router_, input, plan, {}, false);
  EXPECT_GT(input.diagnostics.errors(), 0U);
  EXPECT_EQ(Routing(), before);
}

TEST_F(CiliumInKernel, FailsWholeWhenARouteCannotStand) {
  cilium::Plan plan = MakePlan();
  plan.routing.routes.back().device = "nothere";
  const std::string before = Routing();
  RulesetInput input = ReadInput(TextsOf(plan));
  const auto report = ApplyCilium(*kernel_, *router_, input, plan, {}, false);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("nothere"), std::string::npos);
  EXPECT_EQ(Routing(), before);
  EXPECT_FALSE(*kernel_->Exists(Family::kIpv4, "cnft"));
}

TEST_F(CiliumInKernel, ChangesOnlyTheRulesOfAProxyThatMoved) {
  ASSERT_TRUE(Apply(MakePlan()));
  node_.proxies[0].port = 43478;
  node_.proxies.push_back({"team/cec/listener", 10000, ""});
  const auto report = Apply(MakePlan());
  ASSERT_TRUE(report);
  // Each of tcp and udp is two native rules: found, and dropped.
  EXPECT_EQ(report->ruleset.changed, 4U);
  EXPECT_EQ(report->ruleset.added, 4U);
  EXPECT_EQ(report->ruleset.removed, 0U);
  const auto read = kernel_->Read(Family::kIpv4, "cnft");
  ASSERT_TRUE(read && *read);
  const auto proxies = ProxiesOf((*read)->table);
  ASSERT_EQ(proxies.size(), 4U);
  EXPECT_EQ(proxies[0].name, "cilium-dns-egress");
  EXPECT_EQ(proxies[0].port, 43478);
  EXPECT_EQ(proxies[0].mark, 0xd6a90200U);
  EXPECT_EQ(proxies[3].name, "team/cec/listener");
  EXPECT_EQ(proxies[3].protocol, "udp");
}

TEST_F(CiliumInKernel, LeavesCountersAndHandlesOfAllButTheProxyAlone) {
  const auto others = [&] {
    std::vector<std::string> rules;
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    for (const nftables::Chain& chain : (*read)->table.chains) {
      for (const nftables::Rule& rule : chain.rules) {
        // What follows the rule of a proxy belongs to it.
        if (chain.name == "mangle/CILIUM_PRE_mangle" &&
            (rule.source.empty() ||
             rule.source.find("TPROXY to host b proxy") != std::string::npos)) {
          continue;
        }
        rules.push_back(fmt::format("{} {}", chain.name, rule.handle));
      }
    }
    return rules;
  };
  const auto counted = [&] {
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    return PrintIptables((*read)->table, true);
  };
  node_.proxies = {{"a", 10001, ""}, {"b", 10002, ""}, {"c", 10003, ""}};
  ASSERT_TRUE(Apply(MakePlan()));
  // Something to count: a packet from the host.
  ASSERT_TRUE(test::Run("ip route add 10.1.0.9 dev cilium_host && "
                        "bash -c 'echo x > /dev/udp/10.1.0.9/53'")
                  .ok());
  const auto handles = others();
  const std::string before = counted();
  const std::size_t at = before.find("host->any mark as from host");
  ASSERT_NE(at, std::string::npos);
  const std::size_t line = before.rfind('\n', at) + 1;
  const std::string counters = before.substr(line, before.find(']', line) - line);
  EXPECT_FALSE(counters.starts_with("[0:")) << counters;
  for (const auto& proxies :
       {std::vector<cilium::Proxy>{{"a", 10001, ""}, {"c", 10003, ""}},
        std::vector<cilium::Proxy>{{"a", 10001, ""}, {"b", 10009, ""}, {"c", 10003, ""}}}) {
    node_.proxies = proxies;
    const auto report = Apply(MakePlan());
    ASSERT_TRUE(report);
    EXPECT_EQ(report->ruleset.added + report->ruleset.removed + report->ruleset.changed, 4U);
    EXPECT_EQ(others(), handles);
    EXPECT_NE(counted().find(counters), std::string::npos);
  }
}

TEST_F(CiliumInKernel, PutsKernelSettingsBackWhenALaterStepFails) {
  ASSERT_TRUE(test::Run("sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=1").ok());
  const std::string read =
      "sysctl net.ipv4.ip_forward net.ipv4.conf.all.forwarding "
      "net.ipv4.conf.all.rp_filter net.ipv4.conf.cilium_net.accept_local";
  const std::string before = test::Run(read).out;
  cilium::Plan plan = MakePlan();
  plan.routing.routes.back().device = "nothere";
  RulesetInput input = ReadInput(TextsOf(plan));
  EXPECT_FALSE(ApplyCilium(*kernel_, *router_, input, plan, {}, true));
  EXPECT_EQ(test::Run(read).out, before);
  plan = MakePlan();
  input = ReadInput(TextsOf(plan));
  ASSERT_TRUE(ApplyCilium(*kernel_, *router_, input, plan, {}, true));
  EXPECT_EQ(test::Run(read).out,
            "net.ipv4.ip_forward = 1\nnet.ipv4.conf.all.forwarding = 1\n"
            "net.ipv4.conf.all.rp_filter = 0\nnet.ipv4.conf.cilium_net.accept_local = 1\n");
}

TEST_F(CiliumInKernel, ChangesTheNodeSetByElement) {
  node_.of(Family::kIpv4).node_addresses = {*ParseAddress("192.0.2.1", Family::kIpv4)};
  ASSERT_TRUE(Apply(MakePlan()));
  node_.of(Family::kIpv4).node_addresses = {*ParseAddress("192.0.2.1", Family::kIpv4),
                                            *ParseAddress("192.0.2.2", Family::kIpv4)};
  const auto report = Apply(MakePlan());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ruleset.added, 1U);
  EXPECT_EQ(report->ruleset.removed + report->ruleset.changed, 0U);
}

}  // namespace
}  // namespace cnft::test
