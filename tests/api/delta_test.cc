// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes and a kernel that does not take them.
#include "api/delta.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <span>

#include "api/apply.h"
#include "api/ruleset_input.h"
#include "nft/netlink/encode.h"
#include "nft/netlink/explain.h"
#include "nft/netlink/kernel.h"
#include "tests/support/forwarding_kernel.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr const char* kRules =
    "*mangle\n:PREROUTING ACCEPT [0:0]\n:CILIUM_PRE_mangle - [0:0]\n"
    "-A PREROUTING -j CILIUM_PRE_mangle\n"
    "-A CILIUM_PRE_mangle -p tcp -m mark --mark 0x10270200 -m comment --comment \"cilium: TPROXY "
    "to "
    "host a proxy\" -j TPROXY --on-port 10000 --on-ip 127.0.0.1 --tproxy-mark 0x200/0xffffffff\n"
    "COMMIT\n";

// Refuses the last message of each transaction, or finds the ruleset changed by others.
class Refusing : public ForwardingKernel {
 public:
  Refusing(Kernel& kernel, int error_number)
      : ForwardingKernel(kernel), error_number_(error_number) {}
  int commits() const { return commits_; }

  Result<void> Commit(Transaction& transaction, const CommitOptions&) override {
    ++commits_;
    const auto& batch = static_cast<const netlink::Batch&>(transaction);
    return std::unexpected(
        netlink::Explain(batch, {.sequence = static_cast<std::uint32_t>(batch.messages()),
                                 .error_number = error_number_,
                                 .text = "no such luck"}));
  }

 private:
  int error_number_;
  int commits_ = 0;
};

class Delta : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    kernel_ = std::move(*netlink::OpenKernel());
    RulesetInput input = ReadInput({{InputKind::kIpv4, "rules", kRules}});
    const auto applied = Apply(*kernel_, input, {});
    ASSERT_TRUE(applied) << applied.error().message;
  }

  std::unique_ptr<Kernel> kernel_;
};

TEST_F(Delta, ARefusalNamesTheRule) {
  Refusing refusing(*kernel_, EINVAL);
  Sources sources;
  const auto refused = SetProxy(refusing, "a", 10001, {}, sources);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  EXPECT_EQ(refused.error().kernel, "no such luck");
  ASSERT_TRUE(refused.error().span.known());
  const Source& source = sources.at(refused.error().span.source);
  const std::string line(source.LineAt(refused.error().span.begin));
  EXPECT_TRUE(line.starts_with("-A CILIUM_PRE_mangle -p tcp ")) << line;
  EXPECT_NE(line.find("--on-port 10001 "), std::string::npos) << line;
  EXPECT_EQ(refusing.commits(), 1);
}

TEST_F(Delta, OthersWhoChangeTheRulesetAreWaitedFor) {
  constexpr int kErestart = 85;  // the kernel's own "begin again"
  Refusing busy(*kernel_, kErestart);
  Sources sources;
  DeltaOptions options;
  options.limits.attempts = 5;
  const auto refused = SetProxy(busy, "a", 10001, options, sources);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(busy.commits(), 5);
  options.limits.generation = *kernel_->Generation();
  EXPECT_FALSE(SetProxy(busy, "a", 10001, options, sources));
  EXPECT_EQ(busy.commits(), 6);
}

}  // namespace
}  // namespace cnft::test
