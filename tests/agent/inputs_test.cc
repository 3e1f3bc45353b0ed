// SPDX-License-Identifier: GPL-2.0-or-later
// Files that change, and a node that does: the agent applies the difference, or keeps what it has.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "api/show.h"
#include "nft/netlink/kernel.h"
#include "tests/support/agent_process.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Rules(std::string_view port) {
  return fmt::format(
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport {} -j DROP\n"
      "COMMIT\n",
      port);
}

class InputsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    kernel_ = std::move(*netlink::OpenKernel());
  }
  static void Must(const std::string& command) {
    const Output done = test::Run(command);
    ASSERT_TRUE(done.ok()) << command << ": " << done.err;
  }
  std::string Shown(Family family = Family::kIpv4) const {
    const auto read = kernel_->Read(family, "cnft");
    return read && *read ? PrintIptables((*read)->table, false) : "";
  }
  bool Shows(const std::string& words) const { return Shown().find(words) != std::string::npos; }

  TemporaryDirectory directory_;
  std::unique_ptr<Kernel> kernel_;
};

TEST_F(InputsTest, FollowsAFileThatIsWrittenOrReplaced) {
  const std::string file = directory_.Write("v4", Rules("22"));
  AgentProcess agent("--watch-files --ipv4 " + file);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_TRUE(Shows("--dport 22 "));
  directory_.Write("v4", Rules("23"));
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 23 "); })) << agent.log();
  std::filesystem::rename(directory_.Write("next", Rules("24")), file);
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 24 "); })) << agent.log();
  // What is wrong is told, and changes nothing; what is missing, too.
  directory_.Write("v4", Rules("nonsense"));
  EXPECT_TRUE(Eventually([&] { return agent.Count("failures") == 1; })) << agent.log();
  EXPECT_TRUE(Shows("--dport 24 "));
  EXPECT_THAT(agent.log(), HasSubstr("nonsense"));
  std::filesystem::remove(file);
  EXPECT_TRUE(Eventually([&] { return agent.Count("failures") == 2; })) << agent.log();
  EXPECT_TRUE(Shows("--dport 24 "));
  directory_.Write("v4", Rules("25"));
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 25 "); })) << agent.log();
  // The same again is no change.
  const json_int_t writes = agent.Writes();
  directory_.Write("v4", Rules("25"));
  directory_.Write("unrelated", "nothing");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(agent.Writes(), writes);
}

// As kubelet updates a mounted ConfigMap: the files are links into a folder that a link leads to,
// and that link is exchanged.
TEST_F(InputsTest, FollowsLinksThatAreSwapped) {
  const std::string root = directory_.path() + "/mounted";
  std::filesystem::create_directories(root + "/..1");
  std::filesystem::create_directories(root + "/..2");
  std::filesystem::create_directory_symlink("..1", root + "/..data");
  std::filesystem::create_symlink("..data/v4", root + "/v4");
  std::ofstream(root + "/..1/v4") << Rules("22");
  std::ofstream(root + "/..2/v4") << Rules("23");
  AgentProcess agent(fmt::format("--watch-files --ipv4 {}/v4", root));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_TRUE(Shows("--dport 22 "));
  std::filesystem::create_directory_symlink("..2", root + "/..new");
  std::filesystem::rename(root + "/..new", root + "/..data");
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 23 "); })) << agent.log();
  // And what the link leads to now is watched.
  std::ofstream(root + "/..2/v4") << Rules("24");
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 24 "); })) << agent.log();
}

TEST_F(InputsTest, ReadsAgainWhenItIsTold) {
  const std::string file = directory_.Write("v4", Rules("22"));
  AgentProcess agent("--ipv4 " + file);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  directory_.Write("v4", Rules("23"));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_TRUE(Shows("--dport 22 ")) << "nobody asked for files to be watched";
  agent.Signal(SIGHUP);
  EXPECT_TRUE(Eventually([&] { return Shows("--dport 23 "); })) << agent.log();
  directory_.Write("v4", Rules("24"));
  const Output done = Cnft("ctl --socket " + agent.socket() + " reload");
  EXPECT_TRUE(done.ok()) << done.err;
  EXPECT_TRUE(Shows("--dport 24 "));
  directory_.Write("v4", Rules("nonsense"));
  const Output failed = Cnft("ctl --socket " + agent.socket() + " reload");
  EXPECT_EQ(failed.status, 2);
  EXPECT_THAT(failed.err, HasSubstr("nonsense"));
}

// ---- Cilium ------------------------------------------------------------------------------------

constexpr std::string_view kNode =
    "ipv4: {pod-cidr: 10.1.0.0/24, node-addresses: [192.0.2.1]}\n"
    "ipv6: {pod-cidr: 'fd00:1::/64'}\n"
    "proxies: [{name: cilium-dns-egress, port: 10001}]\n";

class CiliumInputsTest : public InputsTest {
 protected:
  void SetUp() override {
    InputsTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_NO_FATAL_FAILURE(
        Must("sysctl -qw net.ipv6.conf.default.accept_dad=0; ip link set lo up; "
             "ip link add cilium_host type veth peer name cilium_net && "
             "ip addr add 10.1.0.1/32 dev cilium_host && ip addr add fd00:1::1/128 dev cilium_host "
             "&& ip link set cilium_host up && ip link set cilium_net up"));
  }
  std::string Arguments() const {
    return fmt::format("--watch-files --discover --cilium {} --node {}",
                       directory_.Write("config", "routing-mode: tunnel\n"),
                       directory_.Write("node", kNode));
  }
  static std::string Routing() {
    return test::Run(
               "for f in -4 -6; do ip -o $f rule | grep -w 201; "
               "ip -o $f route show table all | grep -w 201; done")
        .out;
  }
};

TEST_F(CiliumInputsTest, PutsBackPolicyRouting) {
  AgentProcess agent(Arguments());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const std::string wanted = Routing();
  ASSERT_THAT(wanted, HasSubstr("2004"));
  for (const char* command :
       {"ip rule del pref 9", "ip route flush table 2004", "ip -6 rule del pref 9",
        "ip -4 rule del pref 10; ip route flush table 2005",
        "ip route flush proto 201 table all"}) {
    SCOPED_TRACE(command);
    test::Run(command);
    EXPECT_TRUE(Eventually([&] { return Routing() == wanted; })) << agent.log() << Routing();
  }
  // With a link go its routes, and nobody says so.
  ASSERT_NO_FATAL_FAILURE(Must("ip link set cilium_host down; ip link set cilium_host up"));
  EXPECT_TRUE(Eventually([&] { return Routing() == wanted; })) << agent.log() << Routing();
  const auto generation = kernel_->Generation();
  const json_int_t writes = agent.Writes();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(*kernel_->Generation(), *generation);
  EXPECT_EQ(agent.Writes(), writes);
}

TEST_F(CiliumInputsTest, FollowsAddressesAndRoutes) {
  AgentProcess agent(Arguments());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ASSERT_THAT(Shown(), HasSubstr("10.1.0.1"));
  ASSERT_NO_FATAL_FAILURE(
      Must("ip addr add 10.1.0.77/32 dev cilium_host; "
           "ip addr del 10.1.0.1/32 dev cilium_host"));
  EXPECT_TRUE(Eventually([&] { return Shows("10.1.0.77") && !Shows("10.1.0.1\n"); }))
      << agent.log() << Shown();
  EXPECT_GE(agent.Writes("network"), 1);
}

TEST_F(CiliumInputsTest, FollowsItsConfiguration) {
  AgentProcess agent(Arguments());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_TRUE(Shows("cilium-dns-egress"));
  directory_.Write("node", "ipv4: {pod-cidr: 10.1.0.0/24}\nipv6: {pod-cidr: 'fd00:1::/64'}\n");
  EXPECT_TRUE(Eventually([&] { return !Shows("cilium-dns-egress"); })) << agent.log();
  directory_.Write("config", "routing-mode: no such mode\n");
  EXPECT_TRUE(Eventually([&] { return agent.Count("failures") == 1; })) << agent.log();
  EXPECT_TRUE(Shows("CILIUM_INPUT"));
}

TEST_F(CiliumInputsTest, TakesWhatClientsSay) {
  AgentProcess agent(Arguments());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto ctl = [&](const std::string& words) {
    return Cnft("ctl --socket " + agent.socket() + " " + words);
  };
  EXPECT_EQ(ctl("set-proxy http 10080 --kind http-ingress").err, "");
  EXPECT_TRUE(Shows("TPROXY to host http proxy"));
  EXPECT_TRUE(Shows("--on-port 10080"));
  EXPECT_EQ(ctl("set-proxy http 10081").err, "");
  EXPECT_TRUE(Shows("--on-port 10081"));
  EXPECT_FALSE(Shows("--on-port 10080"));
  EXPECT_EQ(ctl("remove-proxy cilium-dns-egress").err, "");
  EXPECT_FALSE(Shows("cilium-dns-egress"));
  EXPECT_EQ(ctl("add-no-track-pod 8080 10.1.0.9 fd00:1::9").err, "");
  EXPECT_TRUE(Shows("10.1.0.9"));
  EXPECT_EQ(ctl("add-node 192.0.2.77").err, "");
  EXPECT_THAT(ctl("status").out, HasSubstr("192.0.2.77"));
  // It is remembered when the agent is started anew, and can be taken back.
  const std::string shown = Shown();
  agent.End(SIGKILL);
  agent.Start();
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(Shown(), shown);
  EXPECT_EQ(ctl("remove-no-track-pod 8080 10.1.0.9 fd00:1::9").err, "");
  EXPECT_FALSE(Shows("10.1.0.9"));
  EXPECT_EQ(ctl("remove-proxy http").err, "");
  EXPECT_FALSE(Shows("TPROXY to host http"));
  EXPECT_EQ(ctl("remove-node 192.0.2.77").err, "");
  // What cannot be is refused, and changes nothing.
  EXPECT_EQ(ctl("add-node nonsense").status, 2);
  EXPECT_EQ(ctl("set-proxy 'a\"b' 1").status, 2);
}

// What the rules of iptables-nft are told of ours stays told.
TEST_F(CiliumInputsTest, PutsBackBridges) {
  ASSERT_NO_FATAL_FAILURE(Must("iptables-nft -P INPUT DROP"));
  AgentProcess agent(Arguments());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const std::string kJump =
      "-A INPUT -m comment --comment \"accepted by cnft\" -j CNFT_BRIDGE_INPUT";
  const auto rules = [] { return test::Run("iptables-nft -S 2>&1").out; };
  const std::string wanted = rules();
  ASSERT_THAT(wanted, HasSubstr(kJump));
  ASSERT_NO_FATAL_FAILURE(Must("iptables-nft -D INPUT 1"));
  EXPECT_TRUE(Eventually([&] { return rules() == wanted; })) << agent.log() << rules();
  ASSERT_NO_FATAL_FAILURE(Must("iptables-nft -I INPUT -s 198.51.100.1 -j DROP"));
  EXPECT_TRUE(Eventually([&] {
    return rules().find(kJump + "\n-A INPUT -s 198") != std::string::npos;
  })) << agent.log()
      << rules();
  ASSERT_NO_FATAL_FAILURE(Must("iptables-nft -F; iptables-nft -X"));
  EXPECT_TRUE(Eventually([&] { return rules() == wanted; })) << agent.log() << rules();
}

}  // namespace
}  // namespace cnft::test
