// SPDX-License-Identifier: GPL-2.0-or-later
// cnft doctor: what it says of a node, that it changes nothing, and its exit status.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "tests/cli/cnft_program.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

bool Says(const Output& output, std::string_view text) {
  return output.out.find(text) != std::string::npos;
}

// Configuration files of this machine would be found too.
Output Doctor(const std::string& arguments = {}) {
  return test::Run("unshare -m sh -c 'mount -t tmpfs none /etc && exec \"$0\" doctor " + arguments +
                   "' " + CNFT_PROGRAM);
}

TEST(Doctor, FindsNothingWhereNothingIs) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Output output = Doctor();
  EXPECT_EQ(output.status, 0) << output.out << output.err;
  EXPECT_EQ(output.out, "cnft has nothing installed\nnothing needs attention\n");
  EXPECT_EQ(
      test::Run("cat /proc/net/ip_tables_names /proc/net/ip6_tables_names; nft list ruleset").out,
      "");
}

TEST(Doctor, FindsWhatWillClash) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("iptables-legacy-restore",
                        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:DOCKER-USER - [0:0]\n"
                        "-A FORWARD -j DOCKER-USER\n"
                        "-A DOCKER-USER -s 192.0.2.0/24 -m mark --mark 1 -j DROP\nCOMMIT\n")
                  .ok());
  ASSERT_TRUE(test::Run("iptables-nft -A INPUT -j ACCEPT").ok());
  ASSERT_TRUE(
      test::Run("nft add rule ip filter INPUT ip daddr '{ 192.0.2.1, 192.0.2.2 }' accept").ok());
  ASSERT_TRUE(test::Run("nft -f -",
                        "table inet firewalld { chain filter_INPUT { type filter hook input "
                        "priority 10; tcp dport 22 accept; reject; }; }\n")
                  .ok());
  const std::string before = test::Run("iptables-legacy -S; nft list ruleset").out;
  const Output text = Doctor();
  EXPECT_EQ(text.status, 1);
  EXPECT_EQ(text.err, "");
  EXPECT_TRUE(Says(text, "iptables-legacy filter: 4 chains, 2 rules (Docker 1)\n")) << text.out;
  EXPECT_TRUE(Says(text, "nftables inet firewalld: 1 chain (firewalld 1)\n")) << text.out;
  EXPECT_TRUE(Says(text, "[mixed-backends]")) << text.out;
  EXPECT_TRUE(Says(text, "iptables-legacy can drop what cnft's rules accept [later-drop]\n"))
      << text.out;
  EXPECT_TRUE(Says(text, "    iptables-legacy -P FORWARD DROP\n")) << text.out;
  EXPECT_TRUE(Says(text,
                   "    iptables-legacy -t filter -A DOCKER-USER -s 192.0.2.0/24 -m mark "
                   "--mark 0x1 -j DROP\n"))
      << text.out;
  EXPECT_TRUE(Says(text, "[native-rule-in-iptables-table]")) << text.out;
  EXPECT_TRUE(Says(text, "    rule inet firewalld filter_INPUT handle ")) << text.out;
  const Output json = Doctor("--output json");
  EXPECT_EQ(json.status, 1);
  EXPECT_TRUE(Says(json, "\"code\": \"later-policy-drop\"") ||
              Says(json, "\"code\":\"later-policy-drop\""))
      << json.out;
  EXPECT_EQ(test::Run("iptables-legacy -S; nft list ruleset").out, before);
}

// Everything there is in this network namespace that reading could make.
std::string State() {
  return test::Run(
             "cat /proc/net/ip_tables_names /proc/net/ip6_tables_names "
             "/proc/net/ip_tables_matches /proc/net/ip_tables_targets; "
             "nft -s list ruleset; ipset list -n; ip rule; ip -6 rule; "
             "ip route show table all; ip -6 route show table all; cat /proc/modules")
      .out;
}

// As a container with this capability and no other.
Output DoctorWith(const std::string& capabilities) {
  return test::Run(
      fmt::format("unshare -m sh -c 'mount -t tmpfs none /etc && exec setpriv "
                  "--no-new-privs --bounding-set=-all{0} --inh-caps=-all{0} {1} "
                  "doctor --output json'",
                  capabilities, CNFT_PROGRAM));
}

TEST(Doctor, TakesOneCapabilityAndChangesNothing) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("ipset restore", "create s hash:ip\nadd s 192.0.2.1\n").ok());
  for (const char* program :
       {"iptables-legacy", "iptables-nft", "ip6tables-legacy", "ip6tables-nft"}) {
    ASSERT_TRUE(test::Run(fmt::format("{} -t mangle -A PREROUTING -p tcp -j TPROXY --on-port 1 "
                                      "--tproxy-mark 1",
                                      program))
                    .ok());
  }
  for (const char* program : {"iptables-legacy", "iptables-nft"}) {
    ASSERT_TRUE(
        test::Run(fmt::format("{} -A INPUT -m set --match-set s src -j DROP", program)).ok());
  }
  ASSERT_TRUE(Cnft("apply --ipv4 -", "*filter\n-A INPUT -p tcp -j ACCEPT\nCOMMIT\n").ok());
  const Output all = Doctor("--output json");
  EXPECT_EQ(all.status, 1) << all.err;
  EXPECT_TRUE(Says(all, "tproxy-listener")) << all.out;
  EXPECT_TRUE(Says(all, "--match-set s src")) << all.out;
  const std::string before = State();
  const Output one = DoctorWith(",+net_admin");
  EXPECT_EQ(one.out, all.out);
  EXPECT_EQ(one.err, "");
  EXPECT_EQ(one.status, 1);
  EXPECT_EQ(State(), before);
  EXPECT_EQ(DoctorWith("").status, 5);
}

TEST(Doctor, MakesNothingWhereNothingIs) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const std::string before = State();
  const Output output = DoctorWith(",+net_admin");
  EXPECT_EQ(output.status, 0) << output.out << output.err;
  EXPECT_EQ(State(), before);
}

TEST(Doctor, SaysWhatItMayNotRead) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Output output = test::Run(
      "unshare -m sh -c 'mount -t tmpfs none /etc && echo flush ruleset > /etc/nftables.conf && "
      "chmod 600 /etc/nftables.conf && chown 1 /etc/nftables.conf && exec setpriv "
      "--bounding-set=-all,+net_admin --inh-caps=-all,+net_admin \"$0\" doctor' " +
      std::string(CNFT_PROGRAM));
  EXPECT_EQ(output.status, 1) << output.out << output.err;
  EXPECT_TRUE(Says(output, "[unreadable-file]\n    /etc/nftables.conf\n")) << output.out;
}

TEST(Doctor, NeedsPrivileges) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("iptables-legacy -A INPUT -j ACCEPT").ok());
  const Output output =
      test::Run("setpriv --bounding-set -all --inh-caps -all --reuid 65534 --clear-groups " +
                std::string(CNFT_PROGRAM) + " doctor");
  EXPECT_EQ(output.status, 5) << output.out << output.err;
}

}  // namespace
}  // namespace cnft::test
