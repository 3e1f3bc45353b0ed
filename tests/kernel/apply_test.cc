// SPDX-License-Identifier: GPL-2.0-or-later
// Applying rules: again, changed, beside other writers, and killed in the middle.
#include "api/apply.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "api/show.h"
#include "nft/netlink/kernel.h"
#include "tests/cli/cnft_program.h"
#include "tests/support/forwarding_kernel.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// Rules that tell each other apart by an address; the one at `changed` is another.
std::string Rules(int count, int changed = -1, std::string_view first_counters = "[0:0]") {
  std::string text = "*filter\n:INPUT ACCEPT [0:0]\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("{} -A INPUT -s 10.{}.{}.{}/32 -j {}\n",
                        i == 0 ? first_counters : std::string_view("[0:0]"), i >> 16, i >> 8 & 255,
                        i & 255, i == changed ? "ACCEPT" : "DROP");
  }
  return text + "COMMIT\n";
}

class ApplyTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    auto opened = netlink::OpenKernel();
    ASSERT_TRUE(opened);
    kernel_ = std::move(*opened);
  }

  Result<ApplyReport> Apply(const std::string& rules) {
    RulesetInput input = ReadInput({{InputKind::kIpv4, "rules", rules}});
    auto report = cnft::Apply(*kernel_, input, {});
    EXPECT_EQ(input.diagnostics.errors(), 0U);
    return report;
  }

  std::string Installed() {
    const auto snapshot = kernel_->Read(Family::kIpv4, "cnft");
    return snapshot && *snapshot ? PrintIptables((*snapshot)->table, true) : std::string();
  }

  nftables::Table Table() { return (*kernel_->Read(Family::kIpv4, "cnft"))->table; }

  std::unique_ptr<Kernel> kernel_;
};

TEST_F(ApplyTest, TheSameAgainWritesNothing) {
  ASSERT_TRUE(Apply(Rules(100)));
  const std::uint32_t generation = kernel_->Generation().value();
  const auto report = Apply(Rules(100));
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->unchanged());
  EXPECT_EQ(kernel_->Generation().value(), generation);
}

TEST_F(ApplyTest, AChangeLeavesCountersAndHandlesOfTheRestAlone) {
  ASSERT_TRUE(Apply(Rules(100, -1, "[7:700]")));
  const nftables::Table before = Table();
  const auto report = Apply(Rules(100, 50));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added + report->removed, 0U);
  EXPECT_EQ(report->changed, 1U);
  const nftables::Table after = Table();
  ASSERT_EQ(after.chains.size(), before.chains.size());
  const auto& old_rules = before.chains[0].rules;
  const auto& rules = after.chains[0].rules;
  ASSERT_EQ(rules.size(), old_rules.size());
  std::size_t other = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) other += rules[i].handle != old_rules[i].handle;
  EXPECT_EQ(other, 1U);
  EXPECT_NE(Installed().find("[7:700] -A INPUT -s 10.0.0.0/32 -j DROP\n"), std::string::npos);
}

// What drops broken headers stands once, and no rule's place is in its name.
TEST_F(ApplyTest, ARuleInFrontLeavesTheRestAlone) {
  const auto rules = [](int first) {
    std::string text = "*filter\n";
    for (int i = first; i < 100; ++i) {
      text += fmt::format("-A INPUT -s 10.0.0.{}/32 -p tcp -m tcp --dport 22 -j ACCEPT\n", i);
    }
    return text + "COMMIT\n";
  };
  ASSERT_TRUE(Apply(rules(1)));
  const auto report = Apply(rules(0));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 2U);  // the rule, and what looks at headers before it
  EXPECT_EQ(report->removed + report->changed, 0U);
}

// From 10,000 chains on their rules are read chain by chain.
TEST_F(ApplyTest, ManyChainsAreReadOneByOne) {
  const auto rules = [](int changed) {
    std::string chains;
    std::string text;
    for (int i = 0; i < 10001; ++i) {
      chains += fmt::format(":C{} - [0:0]\n", i);
      text += fmt::format("-A C{} -s 10.0.0.{}/32 -j {}\n", i, i % 256,
                          i == changed ? "ACCEPT" : "DROP");
    }
    return "*filter\n" + chains + text + "COMMIT\n";
  };
  ASSERT_TRUE(Apply(rules(-1)));
  const auto again = Apply(rules(-1));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->unchanged());
  const auto changed = Apply(rules(7000));
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->added + changed->removed, 0U);
  EXPECT_EQ(changed->changed, 1U);
  EXPECT_NE(Installed().find("-A C7000 -s 10.0.0.88/32 -j ACCEPT\n"), std::string::npos);
}

TEST_F(ApplyTest, RulesMoveInAndOutInPlace) {
  for (const int count : {3, 10, 1, 500, 7}) {
    ASSERT_TRUE(Apply(Rules(count, count / 2)));
    EXPECT_EQ(Installed(),
              "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT "
              "[0:0]\n" +
                  Rules(count, count / 2)
                      .substr(std::string_view("*filter\n:INPUT ACCEPT [0:0]\n").size()));
  }
}

// A kernel where somebody else writes just before each of the first commits.
class BusyKernel : public ForwardingKernel {
 public:
  BusyKernel(Kernel& kernel, int writes) : ForwardingKernel(kernel), writes_(writes) {}
  int writes() const { return writes_; }

  Result<void> Commit(Transaction& transaction, const CommitOptions& options) override {
    if (writes_ > 0) {
      --writes_;
      nftables::Table table;
      table.name = "other";
      const auto add = kernel_.Begin();
      add->AddTable(table);
      EXPECT_TRUE(kernel_.Commit(*add, {}));
      const auto remove = kernel_.Begin();
      remove->DeleteTable(table.family, table.name);
      EXPECT_TRUE(kernel_.Commit(*remove, {}));
    }
    return kernel_.Commit(transaction, options);
  }

 private:
  int writes_;
};

TEST_F(ApplyTest, OtherWritersAreWaitedFor) {
  for (const char* rules : {"*filter\n-A INPUT -s 10.0.0.1/32 -j DROP\nCOMMIT\n",
                            "*filter\n-A INPUT -s 10.0.0.2/32 -j DROP\nCOMMIT\n"}) {
    BusyKernel busy(*kernel_, 5);
    RulesetInput input = ReadInput({{InputKind::kIpv4, "rules", rules}});
    const auto report = cnft::Apply(busy, input, {});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(busy.writes(), 0);
    EXPECT_EQ(report->rules, 1U);
    EXPECT_FALSE(report->unchanged());
  }
  EXPECT_NE(Installed().find("-A INPUT -s 10.0.0.2/32 -j DROP\n"), std::string::npos);
  BusyKernel busy(*kernel_, 1);
  const auto deleted = DeleteTables(busy, "cnft");
  ASSERT_TRUE(deleted) << deleted.error().message;
  EXPECT_EQ(busy.writes(), 0);
  EXPECT_EQ(Installed(), "");
}

TEST_F(ApplyTest, OthersWhoNeverStopAreAConflict) {
  BusyKernel busy(*kernel_, 1000);
  RulesetInput input =
      ReadInput({{InputKind::kIpv4, "rules", "*filter\n-A INPUT -j DROP\nCOMMIT\n"}});
  const auto report = cnft::Apply(busy, input, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kConflict);
  EXPECT_EQ(Installed(), "");
}

// A table that comes and goes while it is read is there or not, and never an error.
TEST_F(ApplyTest, ReadingSurvivesThatTheTableGoes) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    const auto other = netlink::OpenKernel();
    RulesetInput input =
        ReadInput({{InputKind::kIpset, "sets", "create s hash:ip\nadd s 10.0.0.1\n"},
                   {InputKind::kIpv4, "rules",
                    "*filter\n-A INPUT -m set --match-set s src -j DROP\nCOMMIT\n"}});
    while (!stop) {
      EXPECT_TRUE(cnft::Apply(**other, input, {}));
      EXPECT_TRUE(DeleteTables(**other, "cnft"));
    }
  });
  constexpr std::size_t kOften = 300;
  std::size_t there = 0;
  std::size_t gone = 0;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while ((there < kOften || gone < kOften) && std::chrono::steady_clock::now() < give_up) {
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    EXPECT_TRUE(read) << read.error().message;
    if (!read) break;
    ++(*read ? there : gone);
  }
  stop = true;
  writer.join();
  EXPECT_GE(there, kOften);
  EXPECT_GE(gone, kOften);
}

TEST_F(ApplyTest, KilledItLeavesTheOldOrTheNew) {
  const TemporaryDirectory directory;
  const std::array<std::string, 2> texts = {Rules(2000), Rules(2000, 1000)};
  const std::array<std::string, 2> files = {
      directory.Write("a", texts[0]),
      directory.Write("b", "*raw\n-A OUTPUT -j ACCEPT\nCOMMIT\n" + texts[1])};
  std::array<std::string, 2> states;
  for (std::size_t i = 0; i < 2; ++i) {
    ASSERT_TRUE(Cnft("apply --ipv4 " + files[i]).ok());
    states[i] = Installed();
  }
  ASSERT_NE(states[0], states[1]);
  int killed = 0;
  for (int i = 0; i < 60; ++i) {
    std::string program = CNFT_PROGRAM;
    std::string verb = "apply";
    std::string option = "--ipv4";
    std::string file = files[static_cast<std::size_t>(i % 2)];
    std::array<char*, 5> arguments = {program.data(), verb.data(), option.data(), file.data(),
                                      nullptr};
    const pid_t pid = fork();
    if (pid == 0) {
      const int null = open("/dev/null", O_WRONLY);
      dup2(null, 1);
      dup2(null, 2);
      execv(program.c_str(), arguments.data());
      _exit(127);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(i * 500));
    kill(pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    killed += WIFSIGNALED(status);
    const std::string now = Installed();
    EXPECT_TRUE(now == states[0] || now == states[1]) << "killed after " << i * 500 << " µs";
  }
  EXPECT_GT(killed, 5);
}

// What others put into the table goes; what is intact stays, handles and all.
TEST_F(ApplyTest, RemovesWhatOthersPutIntoTheTable) {
  ASSERT_TRUE(Apply(Rules(3)));
  const std::string installed = Installed();
  const nftables::Table before = Table();
  for (const char* command :
       {"nft insert rule ip cnft filter/INPUT tcp dport vmap '{ 22 : accept }'",
        "nft 'add map ip cnft mine { type ipv4_addr : verdict; }; add counter ip cnft mine; "
        "insert rule ip cnft filter/INPUT ip saddr vmap @mine; "
        "add rule ip cnft filter/INPUT counter name mine'",
        "nft 'add table ip cnft { flags dormant; }'"}) {
    SCOPED_TRACE(command);
    const Output done = test::Run(command);
    ASSERT_TRUE(done.ok()) << done.err;
    const auto report = Apply(Rules(3));
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_FALSE(report->unchanged());
    EXPECT_EQ(Installed(), installed);
    const auto snapshot = *kernel_->Read(Family::kIpv4, "cnft");
    EXPECT_FALSE(snapshot->foreign);
    EXPECT_FALSE(snapshot->flags.dormant);
    ASSERT_EQ(snapshot->table.chains.size(), before.chains.size());
    ASSERT_EQ(snapshot->table.chains[0].rules.size(), before.chains[0].rules.size());
    for (std::size_t i = 0; i < before.chains[0].rules.size(); ++i) {
      EXPECT_EQ(snapshot->table.chains[0].rules[i].handle, before.chains[0].rules[i].handle);
    }
    EXPECT_TRUE(Apply(Rules(3))->unchanged());
  }
}

// The kernel takes no base chain in the transaction that wakes a table.
TEST_F(ApplyTest, WakesATableWithOtherChains) {
  ASSERT_TRUE(Apply(Rules(3)));
  const std::string installed = Installed();
  for (const char* command :
       {"flush chain ip cnft filter/INPUT; delete chain ip cnft filter/INPUT",
        "add chain ip cnft mine { type filter hook input priority 0; }",
        "flush chain ip cnft filter/INPUT; delete chain ip cnft filter/INPUT; "
        "add chain ip cnft mine { type filter hook input priority 0; }"}) {
    SCOPED_TRACE(command);
    ASSERT_TRUE(
        test::Run(fmt::format("nft '{}'; nft 'add table ip cnft {{ flags dormant; }}'", command))
            .ok());
    const auto report = Apply(Rules(3));
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(Installed(), installed);
    EXPECT_FALSE((*kernel_->Read(Family::kIpv4, "cnft"))->flags.dormant);
  }
}

// A map under the name of a set: nothing less than a new table will do.
TEST_F(ApplyTest, MakesTheTableAnewWhenSomethingIsInTheWay) {
  const std::string rules =
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m set --match-set friends src -j DROP\nCOMMIT\n";
  const auto apply = [&] {
    RulesetInput input = ReadInput({{InputKind::kIpset, "sets", "create friends hash:ip\n"},
                                    {InputKind::kIpv4, "rules", rules}});
    return cnft::Apply(*kernel_, input, {});
  };
  ASSERT_TRUE(apply());
  const std::string installed = Installed();
  ASSERT_TRUE(test::Run("nft 'flush chain ip cnft filter/INPUT; delete set ip cnft friends; "
                        "add map ip cnft friends { type ipv4_addr : verdict; }'")
                  .ok());
  ASSERT_TRUE(apply());
  EXPECT_EQ(Installed(), installed);
  EXPECT_TRUE(apply()->unchanged());
}

}  // namespace
}  // namespace cnft::test
