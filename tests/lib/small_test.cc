// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes come to what a whole apply comes to, and write nothing else.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <optional>
#include <sstream>

#include "cnft/cnft.hpp"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using libcnft::Ruleset;
using libcnft::Session;

std::string FileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(CNFT_SOURCE_DIR "/" + path).rdbuf();
  return std::move(text).str();
}

Ruleset Example() {
  Ruleset ruleset;
  ruleset.Add(CNFT_IPSET, "node.ipset", FileText("data/cilium-node.ipset"));
  ruleset.Add(CNFT_IPTABLES, "node.v4", FileText("data/cilium-node.v4.rules"));
  return ruleset;
}

constexpr const char* kConfig = "{enable-ipv6: 'true', enable-ipv4: 'true', routing-mode: native}";
constexpr const char* kNode =
    "ipv4: {pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.1, node-addresses: [192.0.2.1],"
    " native-routing-cidr: 10.0.0.0/8}\n"
    "ipv6: {pod-cidr: 'fd00::/64', cilium-internal-ip: 'fd00::1', native-routing-cidr: "
    "'fd00::/16'}\n";

Ruleset Cilium(const std::string& proxies) {
  Ruleset ruleset;
  ruleset.Add(CNFT_CILIUM_CONFIG, "config", kConfig);
  ruleset.Add(CNFT_CILIUM_NODE, "node", kNode);
  ruleset.Add(CNFT_CILIUM_PROXIES, "proxies", proxies);
  return ruleset;
}

std::string Proxies(Session& session) {
  std::string text;
  const auto proxies = session.Proxies();
  if (!proxies) return "failed";
  for (const libcnft::Proxy& proxy : *proxies) {
    text += fmt::format("{} {} {} {} {:#x}\n", proxy.name, static_cast<int>(proxy.family),
                        proxy.protocol, proxy.port, proxy.mark);
  }
  return text;
}

// Rules of both families, without counters.
std::string Installed(Session& session) {
  std::string text;
  for (const cnft_family family : {CNFT_IPV4, CNFT_IPV6}) {
    const auto read = session.ReadBack(family, CNFT_AS_NFT);
    text += read && *read ? **read : "";
  }
  return text;
}

class LibSmall : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    session_.emplace();
    ASSERT_TRUE(test::Run("ip link set lo up; ip link add cilium_host type veth peer name "
                          "cilium_net && ip link set "
                          "cilium_host up")
                    .ok());
  }

  void Apply(const Ruleset& ruleset) {
    const auto applied = session_->Apply(ruleset);
    ASSERT_TRUE(applied) << (applied.error().messages.empty()
                                 ? cnft_status_name(applied.error().status)
                                 : applied.error().messages[0].text);
  }
  // Whatever small changes came to, the whole would not change it.
  void ExpectNothingToChange(const Ruleset& ruleset) {
    const auto changes = session_->Diff(ruleset);
    ASSERT_TRUE(changes);
    for (const libcnft::Change& change : *changes) {
      if (change.name == "mangle/..asks") continue;  // asks for what other rules may ask for, too
      ADD_FAILURE() << change.subject << " " << change.name << ": " << change.before << " => "
                    << change.after;
    }
  }

  // Works on the namespace that it is made in.
  std::optional<Session> session_;
};

TEST_F(LibSmall, AProxyOfTheExampleMoves) {
  Apply(Example());
  ASSERT_EQ(session_->Proxies()->size(), 4U);
  const std::string before = Installed(*session_);
  const auto moved = session_->SetProxy("cilium-dns-egress", 40000);
  ASSERT_TRUE(moved) << moved.error().messages.at(0).text;
  EXPECT_EQ(moved->changed, 4U);  // a rule and what guards it, of two protocols
  EXPECT_EQ(moved->added + moved->removed, 0U);
  EXPECT_EQ(moved->generation, *session_->Generation());
  EXPECT_EQ(Proxies(*session_),
            "cilium-dns-egress 4 tcp 40000 0x409c0200\n"
            "cilium-dns-egress 4 udp 40000 0x409c0200\n"
            "/tanjunchen/envoy-lb-listener 4 tcp 16921 0x19420200\n"
            "/tanjunchen/envoy-lb-listener 4 udp 16921 0x19420200\n");
  const auto again = session_->SetProxy("cilium-dns-egress", 40000);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->changed, 0U);
  ASSERT_TRUE(session_->SetProxy("cilium-dns-egress", 16931));
  EXPECT_EQ(Installed(*session_), before);
  ExpectNothingToChange(Example());
}

TEST_F(LibSmall, ProxiesComeToWhatTheWholeComesTo) {
  Apply(Cilium("{}"));
  const auto first = session_->SetProxy("cilium-dns-egress", 41000);
  ASSERT_TRUE(first) << first.error().messages.at(0).text;
  ASSERT_TRUE(session_->SetProxy("cilium-http-ingress", 12345));
  Ruleset two = Cilium(R"({"cilium-dns-egress": {"port": 41000}})");
  two.SetProxy("cilium-http-ingress", 12345);
  ExpectNothingToChange(two);
  ASSERT_TRUE(session_->SetProxy("cilium-dns-egress", 41001));
  ExpectNothingToChange(
      Cilium(R"({"cilium-dns-egress": {"port": 41001}, "cilium-http-ingress": {"port": 12345}})"));
  ASSERT_TRUE(session_->SetProxy("cilium-dns-egress", 0));
  ASSERT_TRUE(session_->SetProxy("cilium-http-ingress", 0));
  ExpectNothingToChange(Cilium("{}"));
}

TEST_F(LibSmall, NodesComeToWhatTheWholeComesTo) {
  Apply(Cilium("{}"));
  Ruleset more = Cilium("{}");
  for (const char* address : {"192.0.2.2", "fd01::2"}) {
    const auto added = session_->SetNode(address, true);
    ASSERT_TRUE(added) << added.error().messages.at(0).text;
    EXPECT_EQ(added->added, 1U);
    more.SetNode(address, true);
  }
  ExpectNothingToChange(more);
  EXPECT_TRUE(session_->SetNode("192.0.2.2", false));
  EXPECT_TRUE(session_->SetNode("fd01::2", false));
  ExpectNothingToChange(Cilium("{}"));
}

TEST_F(LibSmall, ElementsComeAndGo) {
  Apply(Example());
  const std::string before = Installed(*session_);
  const auto generation = session_->Generation();
  const auto added = session_->SetElement("KUBE-CLUSTER-IP", "10.9.9.9,tcp:443", true);
  ASSERT_TRUE(added) << added.error().messages.at(0).text;
  EXPECT_EQ(added->added, 1U);
  EXPECT_EQ(added->generation, *session_->Generation());
  EXPECT_NE(Installed(*session_).find("10.9.9.9 . tcp . 443"), std::string::npos);
  const auto again = session_->SetElement("KUBE-CLUSTER-IP", "10.9.9.9,tcp:443", true);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0U);
  EXPECT_EQ(again->generation, added->generation);
  const auto removed = session_->SetElement("KUBE-CLUSTER-IP", "10.9.9.9,tcp:443", false);
  ASSERT_TRUE(removed);
  EXPECT_EQ(removed->removed, 1U);
  const auto gone = session_->SetElement("KUBE-CLUSTER-IP", "10.9.9.9,tcp:443", false);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->removed, 0U);
  EXPECT_EQ(Installed(*session_), before);
  EXPECT_EQ(*session_->Generation(), *generation + 2);
}

TEST_F(LibSmall, SaysWhatItCannotDo) {
  Ruleset networks;
  networks.Add(CNFT_IPSET, "sets", "create nets hash:net family inet\nadd nets 10.0.0.0/8\n");
  networks.Add(
      CNFT_IPTABLES, "rules",
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m set --match-set nets src -j DROP\nCOMMIT\n");
  Apply(networks);
  const auto full = [&] {
    for (int i = 0; i < 100; ++i) {
      auto set = session_->SetElement("KUBE-CLUSTER-IP", fmt::format("10.9.9.{},tcp:443", i), true);
      if (!set) return set;
    }
    return session_->Parse(networks);
  };
  const struct {
    const char* what;
    std::function<libcnft::Result<libcnft::Summary>()> call;
    cnft_status status;
  } cases[] = {
      {"no Cilium", [&] { return session_->SetProxy("a", 1); }, CNFT_NEEDS_APPLY},
      {"a name of two lines", [&] { return session_->SetProxy("a\n-j ACCEPT", 1); },
       CNFT_BAD_INPUT},
      {"no name", [&] { return session_->SetProxy("", 1); }, CNFT_BAD_INPUT},
      {"no set", [&] { return session_->SetElement("x", "10.0.0.1", true); }, CNFT_NEEDS_APPLY},
      {"a set of networks", [&] { return session_->SetElement("nets", "10.0.0.0/24", true); },
       CNFT_NEEDS_APPLY},
      {"two elements",
       [&] { return session_->SetElement("nets", "10.0.0.1\nadd nets 10.0.0.2", true); },
       CNFT_BAD_INPUT},
      {"other options",
       [&] {
         Apply(Example());
         EXPECT_TRUE(session_->Set(CNFT_COUNTERS, 0));
         auto set = session_->SetProxy("cilium-dns-egress", 1);
         EXPECT_TRUE(session_->Set(CNFT_COUNTERS, 1));
         return set;
       },
       CNFT_NEEDS_APPLY},
      {"no element", [&] { return session_->SetElement("KUBE-CLUSTER-IP", "nonsense", true); },
       CNFT_BAD_INPUT},
      {"an element without ports",
       [&] { return session_->SetElement("KUBE-CLUSTER-IP", "10.0.0.1,icmp:8/0", true); },
       CNFT_NEEDS_APPLY},
      {"a set that is full", full, CNFT_NEEDS_APPLY},
      {"a rule of somebody else",
       [&] {
         const Output added =
             test::Run("nft -j -f /dev/stdin",
                       R"({"nftables": [{"add": {"rule": {"family": "ip", "table": "cnft",
                          "chain": "mangle/CILIUM_PRE_mangle", "expr": [{"drop": null}]}}}]})");
         EXPECT_TRUE(added.ok()) << added.out << added.err;
         return session_->SetProxy("cilium-dns-egress", 1);
       },
       CNFT_NEEDS_APPLY},
  };
  for (const auto& c : cases) {
    const auto result = c.call();
    ASSERT_FALSE(result) << c.what;
    EXPECT_EQ(result.error().status, c.status)
        << c.what << ": " << result.error().messages.at(0).text;
  }
}

}  // namespace
}  // namespace cnft::test
