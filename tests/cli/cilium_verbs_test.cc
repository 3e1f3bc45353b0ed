// SPDX-License-Identifier: GPL-2.0-or-later
// What the verbs say of Cilium: what apply would change beside the ruleset, what stands, and to
// whom it is not told.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <jansson.h>

#include <algorithm>
#include <memory>
#include <sstream>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

constexpr std::string_view kConfig =
    "enable-ipv6: false\nrouting-mode: native\nenable-ipsec: true\n";
constexpr std::string_view kNode =
    "ipv4: {pod-cidr: 10.1.0.0/24, node-addresses: [192.0.2.1]}\n"
    "proxies: [{name: cilium-dns-egress, port: 43477}]\n";

std::vector<std::string> LinesWith(const std::string& text, std::string_view part) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.find(part) != std::string::npos) lines.push_back(line);
  }
  return lines;
}

class CiliumVerbs : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    const Output made = test::Run(
        "ip link set lo up; ip link add cilium_host type veth peer name cilium_net && "
        "ip addr add 10.1.0.1/32 dev cilium_host && ip link set cilium_host up && "
        "ip link set cilium_net up");
    ASSERT_TRUE(made.ok()) << made.err;
    arguments_ = fmt::format("--cilium {} --node {} --discover",
                             directory_.Write("config", kConfig), directory_.Write("node", kNode));
  }

  Output Run(const std::string& verb) const { return Cnft(verb + " " + arguments_); }

  TemporaryDirectory directory_;
  std::string arguments_;
};

TEST_F(CiliumVerbs, DiffListsPolicyRouting) {
  const Output first = Run("diff");
  EXPECT_EQ(first.status, 1) << first.err;
  for (const char* line :
       {"+ ip policy-rule pref 9 fwmark 0x200/0xf00 lookup 2004\n",
        "+ ip policy-rule pref 10 fwmark 0xb00/0xf00 lookup 2005\n",
        "+ ip route local default dev lo table 2004\n",
        "+ ip route 10.1.0.1/32 dev cilium_host table 2005\n",
        "+ ip route default via 10.1.0.1 dev cilium_host table 2005 mtu 1500\n"}) {
    EXPECT_NE(first.out.find(line), std::string::npos) << line << first.out;
  }
  // It was not done; apply does it, and tells when asked to.
  EXPECT_EQ(test::Run("ip rule | grep 2004").out, "");
  const Output applied = Run("apply --verbose");
  ASSERT_EQ(applied.status, 0) << applied.err;
  EXPECT_EQ(LinesWith(applied.err, "+ ip route"), LinesWith(first.out, "+ ip route"));
  const Output same = Run("diff");
  EXPECT_EQ(same.status, 0) << same.out;
  EXPECT_EQ(same.out, "");
  // Routing alone makes a difference.
  ASSERT_TRUE(test::Run("ip rule del pref 9").ok());
  const Output gone = Run("diff");
  EXPECT_EQ(gone.status, 1);
  EXPECT_EQ(gone.out, "+ ip policy-rule pref 9 fwmark 0x200/0xf00 lookup 2004\n");
  ASSERT_EQ(Run("apply").status, 0);
  ASSERT_TRUE(test::Run("ip link set cilium_host mtu 1400").ok());
  const Output changed = Run("diff");
  EXPECT_EQ(changed.status, 1);
  EXPECT_EQ(changed.out,
            "~ ip route of table 2005\n"
            "    old: default via 10.1.0.1 dev cilium_host table 2005 mtu 1500\n"
            "    new: default via 10.1.0.1 dev cilium_host table 2005 mtu 1400\n");
  const Output json = Run("diff --output json");
  EXPECT_EQ(json.status, 1);
  EXPECT_NE(json.out.find("\"object\":\"route\""), std::string::npos) << json.out;
  // What is no longer wanted goes.
  const Output less = Run("diff --set routing-mode=tunnel");
  EXPECT_EQ(less.status, 1);
  EXPECT_EQ(LinesWith(less.out, "- ip policy-rule").size(), 2U) << less.out;
  EXPECT_EQ(LinesWith(less.out, "- ip route").size(), 2U) << less.out;
}

TEST_F(CiliumVerbs, DiffListsKernelSettingsThatWouldBeSet) {
  ASSERT_TRUE(test::Run("sysctl -qw net.ipv4.ip_forward=0").ok());
  ASSERT_EQ(Run("apply").status, 0);
  EXPECT_EQ(Run("diff").status, 0);
  const Output diff = Run("diff --set-sysctls");
  EXPECT_EQ(diff.status, 1);
  EXPECT_NE(diff.out.find("~ ip sysctl net.ipv4.ip_forward\n    old: 0\n    new: 1\n"),
            std::string::npos)
      << diff.out;
  ASSERT_EQ(Run("apply --set-sysctls").status, 0);
  EXPECT_EQ(Run("diff --set-sysctls").status, 0);
  EXPECT_EQ(test::Run("sysctl -n net.ipv4.ip_forward").out, "1\n");
}

TEST_F(CiliumVerbs, ApplyReportsKernelSettingsAndLeavesThem) {
  ASSERT_TRUE(test::Run("sysctl -qw net.ipv4.ip_forward=0").ok());
  const Output applied = Run("apply");
  EXPECT_NE(applied.err.find("warning: net.ipv4.ip_forward is 0 and should be 1: "),
            std::string::npos)
      << applied.err;
  EXPECT_NE(applied.err.find("hint: --set-sysctls sets them\n"), std::string::npos);
  EXPECT_EQ(test::Run("sysctl -n net.ipv4.ip_forward").out, "0\n");
}

TEST_F(CiliumVerbs, SeveralApplyOneAfterTheOther) {
  const std::string apply = fmt::format("{} apply {}", CNFT_PROGRAM, arguments_);
  const Output output = test::Run(fmt::format(
      "for i in 1 2 3 4 5; do for mode in native tunnel native tunnel native tunnel; do "
      "( {} --set routing-mode=$mode >/dev/null 2>&1; echo $? ) & done; wait; done",
      apply));
  std::string expected;
  for (int i = 0; i < 30; ++i) expected += "0\n";
  EXPECT_EQ(output.out, expected);
  EXPECT_TRUE(Run("apply").ok());
  EXPECT_EQ(Run("diff").status, 0);
}

TEST_F(CiliumVerbs, ShowListsPolicyRouting) {
  EXPECT_EQ(Cnft("show --routing").err, "cnft: no policy routing is installed\n");
  ASSERT_EQ(Run("apply").status, 0);
  const Output routing = Cnft("show --routing");
  EXPECT_EQ(routing.status, 0);
  EXPECT_EQ(LinesWith(routing.out, "").size(), 6U) << routing.out;
  EXPECT_NE(routing.out.find("ip -4 rule add pref 9 fwmark 0x200/0xf00 lookup 2004\n"),
            std::string::npos)
      << routing.out;
  const Output text = Cnft("show");
  EXPECT_NE(text.out.find("# ip -4 route add local default dev lo table 2004\n"),
            std::string::npos);
  EXPECT_EQ(test::Run("nft -c -f -", text.out).err, "");
  const std::unique_ptr<json_t, decltype(&json_decref)> json(
      json_loads(Cnft("show --routing --output json").out.c_str(), 0, nullptr), &json_decref);
  EXPECT_EQ(json_array_size(json_object_get(json.get(), "rules")), 3U);
  EXPECT_EQ(json_array_size(json_object_get(json.get(), "routes")), 3U);
  // They stay where there are no rules.
  ASSERT_EQ(Run("apply --set install-iptables-rules=false --set enable-bpf-tproxy=true").status, 0);
  EXPECT_EQ(LinesWith(Cnft("show").out, "# ip -4 r").size(), 6U);
  // They are what stands: ip takes them.
  ASSERT_EQ(Cnft("delete").status, 0);
  EXPECT_EQ(test::Run("sh -e", routing.out).err, "");
}

TEST_F(CiliumVerbs, WhoMayNotReadIsTold) {
  ASSERT_EQ(Run("apply").status, 0);
  const std::string program = directory_.path() + "/cnft";
  ASSERT_TRUE(test::Run(fmt::format("cp {} {} && chmod 755 {} {}", CNFT_PROGRAM, program,
                                    directory_.path(), program))
                  .ok());
  const std::string nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups " + program;
  for (const char* what : {"show --proxies", "show", "show --as iptables"}) {
    const Output output = test::Run(nobody + " " + what);
    EXPECT_EQ(output.status, 5) << what;
    EXPECT_EQ(output.out, "") << what;
    EXPECT_NE(output.err.find("hint: CAP_NET_ADMIN is needed: run as root"), std::string::npos)
        << output.err;
    const Output json = test::Run(nobody + " " + what + " --output json");
    EXPECT_EQ(json.status, 5) << what;
    EXPECT_NE(json.out.find("CAP_NET_ADMIN"), std::string::npos) << json.out;
  }
  const Output root = Cnft("show --proxies");
  EXPECT_EQ(root.status, 0);
  EXPECT_EQ(LinesWith(root.out, "cilium-dns-egress").size(), 2U) << root.out;
}

}  // namespace
}  // namespace cnft::test
