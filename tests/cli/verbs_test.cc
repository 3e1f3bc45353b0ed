// SPDX-License-Identifier: GPL-2.0-or-later
// What the verbs print and return.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <jansson.h>

#include <filesystem>
#include <memory>
#include <string>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

constexpr std::string_view kRules =
    "*filter\n:INPUT DROP [0:0]\n:X - [0:0]\n-A INPUT -s 10.0.0.1/32 -j X\n-A X -j ACCEPT\nCOMMIT\n"
    "*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -o eth0 -j MASQUERADE\nCOMMIT\n";

std::string Replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result(text);
  result.replace(result.find(what), what.size(), by);
  return result;
}

struct FreeJson {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, FreeJson>;

Json Parse(const Output& output) {
  Json json(json_loads(output.out.c_str(), 0, nullptr));
  EXPECT_TRUE(json) << output.out << output.err;
  return json;
}

long long Number(const Json& json, const char* key) {
  return json_integer_value(json_object_get(json.get(), key));
}

class Verbs : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
  }
};

TEST_F(Verbs, ApplySaysInOneLineWhatItDid) {
  const Output first = Cnft("apply --ipv4 -", kRules);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(first.out.starts_with("in force: 3 rules and 0 sets; ")) << first.out;
  EXPECT_TRUE(first.out.ends_with(" ms\n")) << first.out;
  EXPECT_EQ(first.err, "");
  const Output second = Cnft("apply --ipv4 -", kRules);
  EXPECT_TRUE(second.out.starts_with("in force: 3 rules and 0 sets; nothing to change; "))
      << second.out;
}

TEST_F(Verbs, CheckChangesNothing) {
  const Output checked = Cnft("check --ipv4 -", kRules);
  EXPECT_EQ(checked.status, 0);
  EXPECT_TRUE(checked.out.starts_with("the kernel takes: 3 rules")) << checked.out;
  EXPECT_EQ(test::Run("nft list tables").out, "");
}

TEST_F(Verbs, InputsAreRepeatable) {
  const TemporaryDirectory directory;
  const std::string filter = directory.Write("filter", "*filter\n-A INPUT -j ACCEPT\nCOMMIT\n");
  const std::string more = directory.Write("more", "*filter\n-A OUTPUT -j ACCEPT\nCOMMIT\n");
  const std::string six = directory.Write("six", "*filter\n-A INPUT -s ::1 -j ACCEPT\nCOMMIT\n");
  const Output output = Cnft(fmt::format("apply --ipv4 {} --ipv4 {} --ipv6 {}", filter, more, six));
  EXPECT_TRUE(output.out.starts_with("in force: 3 rules")) << output.out << output.err;
  EXPECT_EQ(test::Run("nft list tables").out, "table ip cnft\ntable ip6 cnft\n");
  EXPECT_EQ(Cnft("apply --ipv4 - --ipv6 -", "").status, 2);
}

TEST_F(Verbs, DiffShowsOldAndNewAndReturnsOne) {
  ASSERT_EQ(Cnft("apply --ipv4 -", kRules).status, 0);
  const Output same = Cnft("diff --ipv4 -", kRules);
  EXPECT_EQ(same.status, 0);
  EXPECT_EQ(same.out, "");
  const std::string changed =
      Replaced(Replaced(kRules, "10.0.0.1", "10.0.0.2"), ":INPUT DROP", ":INPUT ACCEPT");
  const Output output = Cnft("diff --ipv4 -", changed);
  EXPECT_EQ(output.status, 1);
  EXPECT_EQ(output.out,
            "~ ip chain filter/INPUT\n"
            "    old: hook INPUT, priority -1, policy DROP\n"
            "    new: hook INPUT, priority -1, policy ACCEPT\n"
            "~ ip rule filter/INPUT\n"
            "    old: -s 10.0.0.1/32 -j X\n"
            "    new: -s 10.0.0.2/32 -j X\n");
  const Output json = Cnft("diff --output json --ipv4 -", changed);
  EXPECT_EQ(json.status, 1);
  EXPECT_EQ(json_array_size(json_object_get(Parse(json).get(), "changes")), 2U);
  // Nothing was changed.
  EXPECT_EQ(Cnft("diff --ipv4 -", kRules).status, 0);
  const Output verbose = Cnft("apply --verbose --ipv4 -", changed);
  EXPECT_EQ(verbose.err, output.out);
}

TEST_F(Verbs, TablesThatTheInputDoesNotHaveAreTold) {
  ASSERT_EQ(Cnft("apply --ipv4 -", kRules).status, 0);
  const std::string filter(kRules.substr(0, kRules.find("*nat")));
  const Output diff = Cnft("diff --ipv4 -", filter);
  EXPECT_EQ(diff.err, "warning: not in the input, and would be removed: ip nat\n");
  const Output json = Cnft("check --output json --ipv4 -", filter);
  EXPECT_NE(json.out.find("\"lost\":[\"ip nat\"]"), std::string::npos) << json.out;
  EXPECT_EQ(Cnft("apply --ipv4 -", filter).err, "warning: not in the input, and removed: ip nat\n");
}

TEST_F(Verbs, JsonCountsObjects) {
  const Json first = Parse(Cnft("apply --output json --ipv4 -", kRules));
  EXPECT_EQ(Number(first, "rules"), 3);
  EXPECT_GT(Number(first, "added"), 3);
  const Json second = Parse(Cnft("apply --output json --ipv4 -", kRules));
  EXPECT_EQ(Number(second, "added") + Number(second, "removed") + Number(second, "changed"), 0);
  EXPECT_EQ(Number(Parse(Cnft("delete --output json")), "tables"), 1);
  EXPECT_EQ(Number(Parse(Cnft("delete --output json")), "tables"), 0);
}

TEST_F(Verbs, DeleteRemovesEverythingAndOnlyThat) {
  ASSERT_TRUE(test::Run("nft add table ip other").ok());
  ASSERT_EQ(Cnft("apply --ipv4 -", kRules).status, 0);
  EXPECT_EQ(Cnft("delete").out, "removed\n");
  EXPECT_EQ(test::Run("nft list tables").out, "table ip other\n");
  EXPECT_EQ(Cnft("delete").out, "nothing to remove\n");
}

TEST_F(Verbs, TableOptionNamesTheTables) {
  EXPECT_EQ(Cnft("apply --table mine --ipv4 -", kRules).status, 0);
  EXPECT_EQ(test::Run("nft list tables").out, "table ip mine\n");
  EXPECT_EQ(Cnft("delete").out, "nothing to remove\n");
  EXPECT_EQ(Cnft("delete --table mine").out, "removed\n");
}

TEST_F(Verbs, CountersCanBeLeftOut) {
  ASSERT_EQ(Cnft("apply --counters none --ipv4 -", kRules).status, 0);
  EXPECT_EQ(test::Run("nft list ruleset").out.find("counter"), std::string::npos);
  ASSERT_EQ(Cnft("apply --counters all --ipv4 -", kRules).status, 0);
  EXPECT_NE(test::Run("nft list ruleset").out.find("counter"), std::string::npos);
}

TEST_F(Verbs, MissingSetsAreRefusedOrTakenAsEmpty) {
  const std::string rules =
      "*filter\n-A INPUT -m set --match-set gone src -j DROP\n-A INPUT -m set ! --match-set gone "
      "src "
      "-j ACCEPT\nCOMMIT\n";
  for (const char* refuse : {"", "--missing-sets refuse"}) {
    const Output refused = Cnft(fmt::format("apply {} --ipv4 -", refuse), rules);
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.err.find("<stdin>:2:"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("[unknown-set]"), std::string::npos) << refused.err;
    EXPECT_EQ(test::Run("nft list tables").out, "");
  }
  const Output taken = Cnft("apply --missing-sets empty --ipv4 -", rules);
  EXPECT_EQ(taken.status, 0) << taken.err;
  EXPECT_NE(taken.err.find("[missing-set-empty]"), std::string::npos) << taken.err;
}

// The kernel counts the connections of each zone apart, a native set would count them together.
TEST_F(Verbs, ConnectionsAreNotCountedWhereRulesAssignZones) {
  const std::string rules =
      "*raw\n-A OUTPUT -p udp --dport 1000 -j CT --zone 1\nCOMMIT\n*filter\n-A OUTPUT -p udp -m "
      "connlimit --connlimit-above 1 --connlimit-mask 32 --connlimit-saddr\nCOMMIT\n";
  const Output refused = Cnft("apply --ipv4 -", rules);
  EXPECT_EQ(refused.status, 3) << refused.err;
  EXPECT_NE(refused.err.find("<stdin>:5:"), std::string::npos) << refused.err;
  // Two connections of one address in two zones: iptables does not count to two.
  ASSERT_TRUE(test::Run("iptables-legacy-restore", rules).ok());
  ASSERT_TRUE(test::Run("ip link set lo up && bash -c 'echo >/dev/udp/127.0.0.1/1000; echo "
                        ">/dev/udp/127.0.0.1/2000'")
                  .ok());
  EXPECT_NE(test::Run("iptables-legacy-save -t filter -c").out.find("[0:0] -A OUTPUT"),
            std::string::npos);
  const std::string zoneless(rules.substr(rules.find("*filter")));
  EXPECT_EQ(Cnft("check --ipv4 -", zoneless).status, 0);
}

// Addresses that packets put into a set stay there, whatever else changes.
TEST_F(Verbs, WhatRulesNotedStaysWhenRulesAreAppliedAgain) {
  const std::string rules =
      "*filter\n-A INPUT -p udp -m recent --set --name seen --rsource\n-A INPUT -m recent "
      "--rcheck "
      "--seconds 600 --name seen --rsource\n-A INPUT -s 10.0.0.1/32 -j DROP\nCOMMIT\n";
  ASSERT_EQ(Cnft("apply --ipv4 -", rules).status, 0);
  ASSERT_TRUE(test::Run("ip link set lo up && bash -c 'echo >/dev/udp/127.0.0.1/9'").ok());
  const auto noted = [] {
    return test::Run("nft list set ip cnft recent..seen..600").out.find("127.0.0.1") !=
           std::string::npos;
  };
  ASSERT_TRUE(noted());
  ASSERT_EQ(Cnft("apply --ipv4 -", rules).status, 0);
  EXPECT_TRUE(noted());
  ASSERT_EQ(Cnft("apply --ipv4 -", Replaced(rules, "10.0.0.1", "10.0.0.2")).status, 0);
  EXPECT_TRUE(noted());
}

// What -m physdev means depends on whether packets of bridges pass the rules at all.
TEST_F(Verbs, BridgeNetfilterIsReadOfTheKernel) {
  const std::string setting = "/proc/sys/net/bridge/bridge-nf-call-iptables";
  if (!std::filesystem::exists(setting)) GTEST_SKIP() << "without br_netfilter";
  const std::string rules =
      "*mangle\n-A PREROUTING -m physdev --physdev-is-in -j MARK --set-mark 1\nCOMMIT\n";
  const auto asks_for_bridges = [&](const char* options) {
    EXPECT_EQ(Cnft(fmt::format("apply {} --ipv4 -", options), rules).status, 0);
    return test::Run("nft list ruleset").out.find("iifkind \"bridge\"") != std::string::npos;
  };
  ASSERT_TRUE(test::Run("echo 1 > " + setting).ok());
  EXPECT_TRUE(asks_for_bridges(""));
  EXPECT_FALSE(asks_for_bridges("--bridge-netfilter off"));
  ASSERT_TRUE(test::Run("echo 0 > " + setting).ok());
  EXPECT_EQ(Cnft("diff --ipv4 -", rules).status, 0);
  EXPECT_FALSE(asks_for_bridges(""));
  EXPECT_TRUE(asks_for_bridges("--bridge-netfilter on"));
  EXPECT_EQ(Cnft("diff --ipv4 -", rules).status, 1);
  // translate looks at no kernel.
  EXPECT_NE(Cnft("translate --ipv4 -", rules).out.find("iifkind"), std::string::npos);
  EXPECT_EQ(Cnft("translate --bridge-netfilter off --ipv4 -", rules).out.find("iifkind"),
            std::string::npos);
}

TEST_F(Verbs, ErrorsOfUseReturnTwo) {
  for (const char* arguments :
       {"", "nonsense", "apply", "check", "diff", "apply --ipv4 /nonexistent/rules",
        "apply --ipv4 - --counters some", "apply --ipv4 - --nonsense", "delete --ipv4 x"}) {
    const Output output = Cnft(arguments);
    EXPECT_EQ(output.status, 2) << arguments;
    EXPECT_NE(output.err, "") << arguments;
    EXPECT_EQ(output.out, "") << arguments;
  }
  EXPECT_EQ(Cnft("--help").status, 0);
  EXPECT_EQ(Cnft("--version").status, 0);
}

// A kernel without an expression: exit 4, its name, the module that has it, and the rule.
TEST_F(Verbs, MissingExpressionsAreNamed) {
  const std::string rules =
      "*filter\n-A INPUT -s 10.0.0.1/32 -j ACCEPT\n-A INPUT -j NFQUEUE --queue-num 3\nCOMMIT\n";
  const Output output = Cnft("apply --ipv4 -", rules);
  if (output.ok()) GTEST_SKIP() << "this kernel has them all";
  EXPECT_EQ(output.status, 4);
  EXPECT_NE(output.err.find("<stdin>:3:"), std::string::npos) << output.err;
  EXPECT_NE(output.err.find("'queue'"), std::string::npos) << output.err;
  EXPECT_NE(output.err.find("nft_queue"), std::string::npos) << output.err;
  EXPECT_EQ(test::Run("nft list tables").out, "");
}

TEST_F(Verbs, WithoutRightsTheyReturnFive) {
  for (const char* verb : {"apply --ipv4 -", "check --ipv4 -", "diff --ipv4 -", "delete"}) {
    const Output output = test::Run(
        fmt::format("setpriv --bounding-set -all --inh-caps -all {} {}", CNFT_PROGRAM, verb),
        kRules);
    EXPECT_EQ(output.status, 5) << verb << output.err;
    EXPECT_NE(output.err.find("hint: CAP_NET_ADMIN is needed: run as root"), std::string::npos)
        << output.err;
  }
}

}  // namespace
}  // namespace cnft::test
