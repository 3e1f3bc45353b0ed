// SPDX-License-Identifier: GPL-2.0-or-later
// Sets of more elements than one netlink message holds: loaded whole, compared and changed by
// element.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "api/apply.h"
#include "nft/netlink/kernel.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr std::size_t kElements = 30'000;  // about 1 MB of attributes

// Addresses, and every other one as a network; element `other` is another.
std::string Sets(std::size_t other) {
  std::string text =
      "create addresses hash:ip family inet hashsize 1024 maxelem 100000\n"
      "create networks hash:net family inet hashsize 1024 maxelem 100000\n";
  for (std::size_t i = 0; i < kElements; ++i) {
    const std::size_t at = i == other ? kElements + 1 : i;
    text += fmt::format("add addresses 10.{}.{}.{}\n", at >> 16, at >> 8 & 255, at & 255);
    text += fmt::format("add networks 11.{}.{}.{}/31\n", at >> 14, at >> 6 & 255, (at & 63) * 4);
  }
  return text;
}

constexpr const char* kRules =
    "*filter\n-A INPUT -m set --match-set addresses src -m set --match-set networks dst -j DROP\n"
    "COMMIT\n";

TEST(LargeSets, AreLoadedWholeAndChangedByElement) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const auto kernel = netlink::OpenKernel();
  ASSERT_TRUE(kernel);
  const auto apply = [&](std::size_t other) {
    RulesetInput input =
        ReadInput({{InputKind::kIpset, "sets", Sets(other)}, {InputKind::kIpv4, "rules", kRules}});
    auto report = Apply(**kernel, input, {});
    EXPECT_EQ(input.diagnostics.errors(), 0U);
    return report.value();
  };
  apply(kElements);
  EXPECT_TRUE(apply(kElements).unchanged());
  const ApplyReport changed = apply(17);
  EXPECT_EQ(changed.added, 2U);
  EXPECT_EQ(changed.removed, 2U);
  EXPECT_EQ(changed.changed, 0U);
  const auto read = (*kernel)->Read(Family::kIpv4, "cnft");
  std::size_t elements = 0;
  for (const nftables::Set& set : (*read)->table.sets) elements += set.elements.size();
  EXPECT_EQ(elements, 2 * kElements);
}

}  // namespace
}  // namespace cnft::test
