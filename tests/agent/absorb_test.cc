// SPDX-License-Identifier: GPL-2.0-or-later
// What is absorbed from iptables is a part of what the agent keeps, and so is its way back.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>
#include <utility>

#include "tests/cli/cnft_program.h"
#include "tests/support/agent_process.h"
#include "tests/support/kernel_state.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kRules = "*filter\n-A INPUT -s 192.0.2.66/32 -j DROP\nCOMMIT\n";
constexpr std::string_view kOthers = R"(*nat
:KUBE-SERVICES - [0:0]
:MINE - [0:0]
-A PREROUTING -j MINE
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 443 -j DNAT --to-destination 192.0.2.9:6443
COMMIT
)";
constexpr const char* kService = "-A KUBE-SERVICES -d 10.96.0.1/32";

class AgentAndAbsorbed : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    ASSERT_TRUE(test::Run("iptables-legacy-restore", std::string(kOthers)).ok());
    before_ = Legacy();
  }

  static std::string Legacy() {
    return test::Run("iptables-legacy-save -t nat | grep '^[:-]'").out;
  }
  static std::string Ours() { return Cnft("show --as iptables").out; }
  // The agent has heard of everything and has nothing to do.
  static void Rest(const AgentProcess& agent) {
    json_int_t writes = -1;
    EXPECT_TRUE(Eventually([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      return std::exchange(writes, agent.Writes()) == writes;
    })) << agent.log();
  }

  TemporaryDirectory directory_;
  std::string before_;
};

TEST_F(AgentAndAbsorbed, StayTogether) {
  AgentProcess agent("--ipv4 " + directory_.Write("v4", kRules));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const Output absorbed = Cnft("absorb");
  ASSERT_TRUE(absorbed.ok()) << absorbed.err;
  Rest(agent);
  EXPECT_THAT(Ours(), HasSubstr(kService)) << agent.log();
  EXPECT_THAT(Legacy(), Not(HasSubstr("KUBE-SERVICES")));

  // Neither who removes the table, nor who kills the agent, takes them away.
  ASSERT_TRUE(test::Run("nft flush ruleset").ok());
  EXPECT_TRUE(Eventually([] { return Ours().find(kService) != std::string::npos; })) << agent.log();
  agent.End(SIGKILL);
  agent.Start();
  ASSERT_TRUE(agent.Ready()) << agent.log();
  Rest(agent);
  EXPECT_THAT(Ours(), HasSubstr(kService)) << agent.log();

  const Output released = Cnft("release");
  ASSERT_TRUE(released.ok()) << released.err;
  Rest(agent);
  EXPECT_EQ(Legacy(), before_);
  EXPECT_THAT(Ours(), Not(HasSubstr(kService))) << agent.log();
  EXPECT_THAT(Ours(), HasSubstr("-A INPUT -s 192.0.2.66/32 -j DROP")) << agent.log();
}

// Whose owner wrote them anew, and absorbed again, the same rules have another record.
TEST_F(AgentAndAbsorbed, AreRepairedWhenTheirRecordAloneIsAnother) {
  AgentProcess agent("--ipv4 " + directory_.Write("v4", kRules));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ASSERT_TRUE(Cnft("absorb").ok());
  Rest(agent);
  const std::string record = test::Run("nft list set ip cnft absorbed..rules").out;
  ASSERT_TRUE(
      test::Run("iptables-legacy -t nat -N KUBE-SERVICES; "
                "iptables-legacy -t nat -A PREROUTING -m comment --comment "
                "'kubernetes service portals' -j KUBE-SERVICES; "
                "iptables-legacy -t nat -A KUBE-SERVICES -d 10.96.0.1/32 -p tcp --dport 443 "
                "-c 5 300 -j DNAT --to-destination 192.0.2.9:6443")
          .ok());
  const Output again = Cnft("absorb");
  ASSERT_TRUE(again.ok()) << again.err;
  EXPECT_NE(test::Run("nft list set ip cnft absorbed..rules").out, record);
  Rest(agent);
  ASSERT_TRUE(test::Run("nft flush chain ip cnft filter/INPUT").ok());
  EXPECT_TRUE(Eventually([] { return Ours().find("192.0.2.66") != std::string::npos; }))
      << agent.log();
  EXPECT_THAT(Ours(), HasSubstr(kService));
}

TEST_F(AgentAndAbsorbed, AreNotRemovedOnExit) {
  ASSERT_TRUE(Cnft("absorb").ok());
  AgentProcess agent("--remove-on-exit --ipv4 " + directory_.Write("v4", kRules));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  agent.End(SIGTERM);
  EXPECT_THAT(agent.log(), HasSubstr("cnft release"));
  EXPECT_THAT(Ours(), HasSubstr(kService));
}

}  // namespace
}  // namespace cnft::test
