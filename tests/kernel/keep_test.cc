// SPDX-License-Identifier: GPL-2.0-or-later
// A ruleset that is held: put back as a whole or by chains, its elements as old as they are.
#include "api/keep.h"

#include <gtest/gtest.h>

#include "nft/netlink/kernel.h"
#include "tests/support/kernel_state.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using std::chrono::seconds;

constexpr const char* kRules =
    "*filter\n:INPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n"
    "-A INPUT -m set --match-set friends src -j A\n-A INPUT -j B\n"
    "-A A -s 10.0.0.1/32 -j DROP\n-A B -s 10.0.0.2/32 -j DROP\nCOMMIT\n";
constexpr const char* kSets =
    "create friends hash:ip timeout 0\nadd friends 192.0.2.1 timeout 100\n"
    "add friends 192.0.2.2 timeout 1000\nadd friends 192.0.2.3 timeout 0\n";

class KeepTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    kernel_ = std::move(*netlink::OpenKernel());
    RulesetInput input =
        ReadInput({{InputKind::kIpset, "sets", kSets}, {InputKind::kIpv4, "rules", kRules}});
    wanted_ = Translate(input, {});
    ASSERT_EQ(input.diagnostics.errors(), 0U);
    ASSERT_FALSE(Keep({})->unchanged());
    whole_ = State();
  }

  Result<KeepReport> Keep(const KeepOptions& options) const {
    return cnft::Keep(*kernel_, wanted_, options);
  }
  Result<KeepReport> KeepChain(const std::string& chain) const {
    const TouchedChains touched = {{{chain}, {}}};
    return Keep({.touched = &touched});
  }
  nftables::Table Table() const { return (*kernel_->Read(Family::kIpv4, "cnft"))->table; }
  std::vector<std::string> State() const { return StateOf(Table()); }
  static void Must(const std::string& command) {
    const Output done = test::Run(command);
    ASSERT_TRUE(done.ok()) << command << ": " << done.err;
  }

  std::unique_ptr<Kernel> kernel_;
  WantedRuleset wanted_;
  std::vector<std::string> whole_;
};

TEST_F(KeepTest, WritesNothingWhenAllIsRight) {
  const auto generation = kernel_->Generation();
  const auto report = Keep({});
  EXPECT_TRUE(report->unchanged());
  EXPECT_EQ(report->generation, *generation);
  EXPECT_TRUE(KeepChain("filter/A")->unchanged());
  EXPECT_EQ(*kernel_->Generation(), *generation);
}

TEST_F(KeepTest, LooksAtWhatWasTouchedAlone) {
  ASSERT_NO_FATAL_FAILURE(
      Must("nft flush chain ip cnft filter/A; nft flush chain ip cnft filter/B"));
  const auto report = KeepChain("filter/A");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 1U);
  EXPECT_EQ(report->generation, *kernel_->Generation());
  EXPECT_NE(State(), whole_) << "nobody spoke of the other";
  EXPECT_EQ(Keep({})->added, 1U);
  EXPECT_EQ(State(), whole_);
}

TEST_F(KeepTest, LooksAtMoreWhenThatIsNotEnough) {
  for (const char* command :
       {"nft delete table ip cnft", "nft 'add table ip cnft { flags dormant; }'",
        "nft add chain ip cnft filter/X",
        "nft 'add chain ip cnft filter/X; insert rule ip cnft filter/INPUT jump filter/X; "
        "insert rule ip cnft filter/X tcp dport vmap { 22 : accept }'"}) {
    SCOPED_TRACE(command);
    ASSERT_NO_FATAL_FAILURE(Must(command));
    const TouchedChains touched = {{{"filter/INPUT", "filter/X"}, {}}};
    const auto report = Keep({.touched = &touched});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(State(), whole_);
    EXPECT_FALSE((*kernel_->Read(Family::kIpv4, "cnft"))->flags.dormant);
  }
}

// As if it had been applied that long ago.
TEST_F(KeepTest, PutsBackElementsAsOldAsTheyAre) {
  ASSERT_NO_FATAL_FAILURE(Must("nft flush set ip cnft friends"));
  wanted_.since -= seconds(200);
  ASSERT_TRUE(Keep({}));
  const nftables::Table table = Table();
  ASSERT_EQ(table.sets.size(), 1U);
  const auto& elements = table.sets[0].elements;
  ASSERT_EQ(elements.size(), 2U) << "one is over";
  EXPECT_EQ(elements[0].timeout_ms, 1000000U);
  EXPECT_LE(elements[0].expires_ms, 800000U);
  EXPECT_GT(elements[0].expires_ms, 790000U);
  EXPECT_EQ(elements[1].timeout_ms, 0U);
  EXPECT_TRUE(Keep({})->unchanged());
}

TEST_F(KeepTest, SaysWhetherTheKernelHasOwners) {
  const auto generation = kernel_->Generation();
  const bool has = KernelHasOwners(*kernel_);
  EXPECT_EQ(*kernel_->Generation(), *generation);
  if (!has) GTEST_SKIP() << "this kernel has none";
  ASSERT_FALSE(Keep({.own = true})->unchanged());
  EXPECT_EQ(State(), whole_);
  EXPECT_TRUE((*kernel_->Read(Family::kIpv4, "cnft"))->flags.owned);
  EXPECT_FALSE(test::Run("nft delete table ip cnft").ok());
  EXPECT_TRUE(Keep({.own = true})->unchanged());
}

}  // namespace
}  // namespace cnft::test
