// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever others do to the ruleset, the agent puts it back, and touches nothing that is intact.
#include <sys/socket.h>
#include <sys/syscall.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netlink.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <thread>

#include "nft/netlink/kernel.h"
#include "tests/support/agent_process.h"
#include "tests/support/kernel_state.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kRules = R"(*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
:LATER - [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m set --match-set friends src -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j LATER
-A LATER -s 10.0.0.0/8 -j ACCEPT
-A LATER -m comment --comment "the end" -j DROP
COMMIT
*nat
-A POSTROUTING -s 10.0.0.0/8 ! -d 10.0.0.0/8 -j MASQUERADE
COMMIT
)";
constexpr std::string_view kRules6 = R"(*filter
:INPUT ACCEPT [0:0]
-A INPUT -s 2001:db8::/32 -j DROP
COMMIT
)";
constexpr std::string_view kSets =
    "create friends hash:ip family inet hashsize 1024 maxelem 65536\n"
    "add friends 192.0.2.1\nadd friends 192.0.2.2\n";

class AgentTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    kernel_ = std::move(*netlink::OpenKernel());
  }

  std::string Inputs() const {
    return fmt::format("--ipv4 {} --ipv6 {} --ipset {} ", directory_.Write("v4", kRules),
                       directory_.Write("v6", kRules6), directory_.Write("sets", kSets));
  }

  // What stands, and whether it is asleep.
  std::vector<std::string> State() const {
    std::vector<std::string> state;
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      auto read = kernel_->Read(family, "cnft");
      if (!read || !*read) continue;
      if ((*read)->foreign) state.emplace_back("foreign");
      if ((*read)->flags.dormant) state.emplace_back("dormant");
      std::ranges::move(StateOf((*read)->table), std::back_inserter(state));
    }
    return state;
  }

  std::set<std::uint64_t> Handles() const {
    std::set<std::uint64_t> handles;
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    if (!read || !*read) return handles;
    for (const auto& chain : (*read)->table.chains) {
      for (const auto& rule : chain.rules) handles.insert(rule.handle);
    }
    return handles;
  }

  std::string HandleOf(std::string_view chain, std::string_view source) const {
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    for (const auto& one : (*read)->table.chains) {
      if (one.name != chain) continue;
      for (const auto& rule : one.rules) {
        if (rule.source.find(source) != std::string::npos) return fmt::format("{}", rule.handle);
      }
    }
    ADD_FAILURE() << "no rule " << source;
    return "0";
  }

  static void Must(const std::string& command) {
    const Output done = test::Run(command);
    ASSERT_TRUE(done.ok()) << command << ": " << done.err;
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Kernel> kernel_;
};

// A change, and how many rules of table ip it costs at most.
struct ForeignChange {
  const char* name;
  std::string command;  // RULE is the handle of the rule for port 22
  std::size_t lost;
};

TEST_F(AgentTest, PutsBackEveryForeignChange) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto wanted = State();
  ASSERT_FALSE(wanted.empty());
  const std::vector<ForeignChange> changes = {
      {"delete a rule", "nft delete rule ip cnft filter/INPUT handle RULE", 1},
      {"replace a rule", "nft replace rule ip cnft filter/INPUT handle RULE accept", 1},
      {"insert a rule", "nft insert rule ip cnft filter/INPUT accept", 0},
      {"insert a rule with a set",
       "nft insert rule ip cnft filter/INPUT ip saddr '{ 10.0.0.1, "
       "10.0.0.2 }' accept",
       0},
      {"insert a rule nobody here knows",
       "nft insert rule ip cnft filter/INPUT tcp dport vmap '{ 22 : accept, 80 : drop }'", 0},
      {"flush a chain", "nft flush chain ip cnft filter/LATER", 2},
      {"delete a chain",
       "nft 'delete rule ip cnft filter/INPUT handle RULE; "
       "flush chain ip cnft filter/LATER; delete chain ip cnft filter/LATER'",
       3},
      {"change a policy", "nft 'chain ip cnft filter/INPUT { policy accept; }'", 0},
      {"delete an element", "nft delete element ip cnft friends '{ 192.0.2.1 }'", 0},
      {"add an element", "nft add element ip cnft friends '{ 192.0.2.9 }'", 0},
      {"flush a set", "nft flush set ip cnft friends", 0},
      {"add a chain", "nft add chain ip cnft mine '{ type filter hook input priority 0; }'", 0},
      {"add a set", "nft 'add set ip cnft mine { type ipv4_addr; }'", 0},
      {"add a map", "nft 'add map ip cnft mine { type ipv4_addr : verdict; }'", 0},
      {"add a counter and a rule that uses it",
       "nft 'add counter ip cnft mine; add rule ip cnft filter/LATER counter name mine'", 0},
      {"put the table to sleep", "nft 'add table ip cnft { flags dormant; }'", 0},
      {"delete a table", "nft delete table ip cnft", 100},
      {"delete the other table", "nft delete table ip6 cnft", 0},
      {"flush the ruleset", "nft flush ruleset", 100},
  };
  for (const ForeignChange& change : changes) {
    SCOPED_TRACE(change.name);
    const json_int_t repairs = agent.Writes("foreign");
    const auto before = Handles();
    std::string command = change.command;
    if (const auto at = command.find("RULE"); at != std::string::npos) {
      command.replace(at, 4, HandleOf("filter/INPUT", "--dport 22"));
    }
    ASSERT_NO_FATAL_FAILURE(Must(command));
    ASSERT_TRUE(Eventually([&] { return agent.Writes("foreign") > repairs; })) << agent.log();
    EXPECT_EQ(State(), wanted) << agent.log();
    const auto after = Handles();
    const auto kept = std::ranges::count_if(before, [&](auto one) { return after.contains(one); });
    EXPECT_GE(static_cast<std::size_t>(kept) + change.lost, before.size());
  }
  EXPECT_THAT(agent.log(), HasSubstr("foreign (nft): "));
  EXPECT_THAT(agent.log(), Not(HasSubstr("error")));
}

// What others do elsewhere is theirs, and when nobody does anything nothing is written.
TEST_F(AgentTest, WritesNothingWhenNothingIsWrong) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ASSERT_NO_FATAL_FAILURE(Must("nft 'add table ip other; add table inet cnft'"));
  const auto generation = kernel_->Generation();
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_EQ(*kernel_->Generation(), *generation);
  EXPECT_EQ(agent.Writes(), 1);
}

// The receive buffer of the agent's monitor is made as small as can be, from outside.
void Shrink(pid_t pid) {
  const int process = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  ASSERT_GE(process, 0);
  int shrunk = 0;
  for (const auto& one : std::filesystem::directory_iterator(fmt::format("/proc/{}/fd", pid))) {
    const int number = std::stoi(one.path().filename());
    const int copy = static_cast<int>(syscall(SYS_pidfd_getfd, process, number, 0));
    int domain = 0;
    socklen_t size = sizeof domain;
    if (getsockopt(copy, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_NETLINK) {
      std::uint32_t groups = 0;
      size = sizeof groups;
      getsockopt(copy, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, &groups, &size);
      const int small = 1;
      if (groups != 0 && setsockopt(copy, SOL_SOCKET, SO_RCVBUFFORCE, &small, sizeof small) == 0) {
        ++shrunk;
      }
    }
    close(copy);
  }
  close(process);
  ASSERT_EQ(shrunk, 2);
}

TEST_F(AgentTest, ReadsEverythingAgainAfterAnOverrun) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto wanted = State();
  ASSERT_NO_FATAL_FAILURE(Shrink(agent.pid()));
  agent.Signal(SIGSTOP);
  std::string burst = "delete table ip cnft\n";
  for (int i = 0; i < 150; ++i) burst += fmt::format("add table ip t{}\n", i);
  ASSERT_TRUE(test::Run("nft -f -", burst).ok());
  ASSERT_NO_FATAL_FAILURE(Must("nft delete table ip6 cnft"));
  EXPECT_NE(State(), wanted);
  agent.Signal(SIGCONT);
  EXPECT_TRUE(Eventually([&] { return State() == wanted; })) << agent.log();
  EXPECT_GE(agent.Count("overruns"), 1);
  EXPECT_GE(agent.Writes("overrun"), 1);
}

// A writer that never rests gets answers at a bounded rate; when it does, the ruleset is whole.
TEST_F(AgentTest, OutlastsAWriterThatNeverRests) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto wanted = State();
  ASSERT_NO_FATAL_FAILURE(
      Must("for i in $(seq 60); do nft add rule ip cnft filter/LATER accept; done"));
  EXPECT_TRUE(Eventually([&] { return State() == wanted; })) << agent.log();
}

TEST_F(AgentTest, LeavesTheRulesWhenItStops) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto wanted = State();
  EXPECT_EQ(agent.End(SIGTERM), 0) << agent.log();
  EXPECT_EQ(State(), wanted);
  EXPECT_FALSE(std::filesystem::exists(agent.socket()));
}

TEST_F(AgentTest, RemovesThemWhenItIsTold) {
  AgentProcess agent(Inputs() + "--remove-on-exit");
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(agent.End(SIGTERM), 0) << agent.log();
  EXPECT_TRUE(State().empty());
}

TEST_F(AgentTest, GoesOnAfterAKill) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const auto wanted = State();
  const auto handles = Handles();
  agent.End(SIGKILL);
  EXPECT_EQ(State(), wanted);
  agent.Start();
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(State(), wanted);
  EXPECT_EQ(Handles(), handles) << "what stood was right";
  agent.End(SIGKILL);
  ASSERT_NO_FATAL_FAILURE(Must("nft flush chain ip cnft filter/LATER"));
  agent.Start();
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(State(), wanted);
}

TEST_F(AgentTest, OneIsEnough) {
  AgentProcess agent(Inputs());
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const Output second = Cnft("agent --socket " + agent.socket() + " " + Inputs());
  EXPECT_EQ(second.status, 4);
  EXPECT_THAT(second.err, HasSubstr("another agent listens"));
  EXPECT_TRUE(agent.Ready());
}

TEST_F(AgentTest, StartsWithGoodInputsOnly) {
  const std::string bad =
      directory_.Write("bad", "*filter\n-A INPUT -m nonsense -j ACCEPT\nCOMMIT\n");
  const Output ran = Cnft("agent --socket '' --ipv4 " + bad);
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("unknown match 'nonsense'"));
  EXPECT_EQ(Cnft("agent --ipv4 -").status, 2);
  EXPECT_EQ(Cnft("agent").status, 2);
}

// ---- Tables with owners
// --------------------------------------------------------------------------

class OwnerTest : public AgentTest {
 protected:
  void SetUp() override {
    AgentTest::SetUp();
    if (IsSkipped()) return;
    if (!test::Run("nft add table ip cnft").ok()) GTEST_FAIL();
  }
};

TEST_F(OwnerTest, KeepsEverybodyElseOut) {
  AgentProcess agent(Inputs() + "--own");
  ASSERT_TRUE(agent.Ready()) << agent.log();
  if (agent.log().find("no tables with owners") != std::string::npos) {
    GTEST_SKIP() << "this kernel has none";
  }
  const auto wanted = State();
  EXPECT_FALSE(test::Run("nft delete table ip cnft").ok());
  EXPECT_FALSE(test::Run("nft flush chain ip cnft filter/LATER").ok());
  const auto handles = Handles();
  test::Run("nft flush ruleset");
  EXPECT_EQ(State(), wanted);
  EXPECT_EQ(Handles(), handles);
  EXPECT_EQ(Cnft("delete").status, 5);
  EXPECT_EQ(agent.Writes("foreign"), 0);

  // It can change what it owns, and who comes after it can, too.
  agent.End(SIGKILL);
  EXPECT_EQ(State(), wanted) << "the tables outlive their owner";
  agent.Start();
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(Handles(), handles) << "what stood was right";
  EXPECT_FALSE(test::Run("nft delete table ip cnft").ok());
  EXPECT_EQ(agent.End(SIGTERM), 0);
  EXPECT_EQ(State(), wanted);
  EXPECT_EQ(Cnft("delete").status, 0) << "nobody owns them now";
  EXPECT_TRUE(State().empty());
}

TEST_F(OwnerTest, RemovesWhatItOwns) {
  AgentProcess agent(Inputs() + "--own --remove-on-exit");
  ASSERT_TRUE(agent.Ready()) << agent.log();
  EXPECT_EQ(agent.End(SIGTERM), 0) << agent.log();
  EXPECT_TRUE(State().empty());
}

}  // namespace
}  // namespace cnft::test
