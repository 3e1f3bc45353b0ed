// SPDX-License-Identifier: GPL-2.0-or-later
// What the survey of a node finds, and what it has nothing to say about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "compat/survey/findings.h"
#include "compat/survey/owners.h"
#include "tests/cli/cnft_program.h"

namespace cnft::compat {
namespace {

using testing::ElementsAre;

Node NodeOf(std::initializer_list<std::pair<Backend, std::string_view>> texts) {
  Node node;
  for (const auto& [backend, text] : texts) {
    node.backends.push_back(ParseLive(backend, Family::kIpv4, {std::string(text), {}}));
  }
  return node;
}

std::vector<std::string> Codes(const Node& node) {
  std::vector<std::string> codes;
  for (const Finding& finding : Examine(node)) {
    codes.emplace_back(finding.code);
    EXPECT_FALSE(finding.where.empty()) << finding.code;
    EXPECT_FALSE(finding.why.empty() || finding.fix.empty()) << finding.code;
  }
  return codes;
}

TEST(Survey, HasNothingToSayOfAnIdleNode) {
  EXPECT_THAT(Codes({}), ElementsAre());
  EXPECT_THAT(Codes(NodeOf({{Backend::kLegacy,
                             "*filter\n:INPUT ACCEPT [0:0]\n:X - [0:0]\n"
                             "-A INPUT -p tcp -j ACCEPT\n-A X -j RETURN\nCOMMIT\n"},
                            {Backend::kNft, "*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n"}})),
              ElementsAre());
}

TEST(Survey, ShowsTheRulesThatDropAndTranslateLater) {
  const Node node = NodeOf({{Backend::kLegacy,
                             "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n"
                             ":KUBE-FIREWALL - [0:0]\n"
                             "-A INPUT -j KUBE-FIREWALL\n"
                             "-A KUBE-FIREWALL -m mark --mark 0x8000/0x8000 -j DROP\n"
                             "-A KUBE-FIREWALL -p udp -j REJECT\n"
                             "COMMIT\n*nat\n:POSTROUTING ACCEPT [0:0]\n"
                             "-A POSTROUTING -s 10.0.0.0/8 -j MASQUERADE\nCOMMIT\n"}});
  const auto findings = Examine(node);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].code, "later-policy-drop");
  EXPECT_THAT(findings[0].where, ElementsAre("iptables-legacy -P FORWARD DROP"));
  EXPECT_EQ(findings[1].code, "later-drop");
  EXPECT_THAT(findings[1].where,
              ElementsAre("iptables-legacy -t filter -A KUBE-FIREWALL -m mark --mark "
                          "0x8000/0x8000 -j DROP",
                          "iptables-legacy -t filter -A KUBE-FIREWALL -p udp -j REJECT "
                          "--reject-with icmp-port-unreachable"));
  EXPECT_EQ(findings[2].code, "later-nat");
  EXPECT_THAT(findings[2].where, ElementsAre("iptables-legacy -t nat -A POSTROUTING -s 10.0.0.0/8 "
                                             "-j MASQUERADE"));
}

TEST(Survey, SeesBothBackendsAndWhatKubeletSays) {
  constexpr std::string_view kProxy =
      "*nat\n:PREROUTING ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n-A PREROUTING -j KUBE-SERVICES\n"
      "COMMIT\n";
  constexpr std::string_view kHint = "*mangle\n:KUBE-IPTABLES-HINT - [0:0]\nCOMMIT\n";
  EXPECT_THAT(Codes(NodeOf({{Backend::kLegacy, kProxy}, {Backend::kNft, kHint}})),
              ElementsAre("iptables-hint"));
  EXPECT_THAT(Codes(NodeOf({{Backend::kNft, kProxy}, {Backend::kNft, kHint}})), ElementsAre());
  EXPECT_THAT(Codes(NodeOf({{Backend::kLegacy, kHint}, {Backend::kNft, kHint}})),
              ElementsAre("iptables-hint"));
  EXPECT_THAT(Codes(NodeOf({{Backend::kLegacy, kProxy}, {Backend::kNft, kProxy}})),
              ElementsAre("mixed-backends"));
}

TEST(Survey, FindsWhatCiliumLeft) {
  EXPECT_THAT(Codes(NodeOf({{Backend::kNft, "*raw\n:OLD_CILIUM_PRE_raw - [0:0]\nCOMMIT\n"}})),
              ElementsAre("cilium-chains"));
}

TEST(Survey, ReportsWhatItCannotRead) {
  Node node;
  LiveRules rules{
      "*filter\n:INPUT ACCEPT [0:0]\n[0:0] -A INPUT -m odd [unsupported revision] -m "
      "lookup [unsupported revision] -j DROP\nCOMMIT\n",
      {{"filter", "INPUT", 1, OpaqueKind::kMatch, "odd", 7, "x"},
       {"filter", "INPUT", 1, OpaqueKind::kExpression, "lookup", 0, "x"}}};
  node.backends.push_back(ParseLive(Backend::kNft, Family::kIpv6, std::move(rules)));
  node.sets.unknown.push_back({"m", "hash:mac", 0});
  const auto findings = Examine(node);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].code, "native-rule-in-iptables-table");
  EXPECT_THAT(findings[0].where, ElementsAre("ip6tables-nft -t filter INPUT rule 1: lookup"));
  EXPECT_EQ(findings[1].code, "unknown-extension");
  EXPECT_THAT(findings[1].where,
              ElementsAre("ip6tables-nft -t filter INPUT rule 1: -m odd revision 7"));
  EXPECT_EQ(findings[2].code, "unknown-set-type");
}

TEST(Survey, LooksAtTablesOfOthersButNotAtOurs) {
  Node node;
  node.native.chains = {{"ip", "cnft", "filter/INPUT", "filter", "input", -1, true},
                        {"inet", "firewalld", "filter_INPUT", "filter", "input", 10, false},
                        {"inet", "quiet", "input", "filter", "input", 10, false},
                        {"ip", "strict", "in", "filter", "input", 0, true}};
  node.native.drops = {{"ip", "cnft", "filter/INPUT", 4},
                       {"inet", "firewalld", "filter_INPUT", 9},
                       {"inet", "unhooked", "x", 1}};
  const auto findings = Examine(node);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].what,
            "table inet firewalld of firewalld can drop what cnft's rules accept");
  EXPECT_THAT(findings[0].where, ElementsAre("rule inet firewalld filter_INPUT handle 9"));
  EXPECT_THAT(findings[1].where,
              ElementsAre("chain ip strict in at hook input, priority 0: policy drop"));
  const auto presences = ListPresences(node);
  ASSERT_EQ(presences.size(), 4U);
  EXPECT_THAT(presences[0].owners, ElementsAre("cnft"));
  EXPECT_THAT(presences[1].owners, ElementsAre("firewalld"));
}

TEST(Survey, FindsFlushesInConfigurationFiles) {
  const test::TemporaryDirectory directory;
  std::filesystem::create_directories(directory.path() + "/etc/nftables.d");
  directory.Write("etc/nftables.conf",
                  "#!/usr/sbin/nft -f\n# flush ruleset\n  flush ruleset # all\n");
  directory.Write("etc/nftables.d/a.nft", "table inet a { }\n");
  directory.Write("etc/nftables.d/b.nft", "flush ruleset ip\n");
  const auto flushes = FindFlushes(directory.path());
  ASSERT_EQ(flushes.size(), 2U);
  EXPECT_EQ(flushes[0].file, directory.path() + "/etc/nftables.conf");
  EXPECT_EQ(flushes[0].line, 3U);
  EXPECT_EQ(flushes[1].file, directory.path() + "/etc/nftables.d/b.nft");
  Node node;
  node.flushes = flushes;
  EXPECT_THAT(Codes(node), ElementsAre("flush-ruleset"));
}

TEST(Owners, AreKnownByPrefix) {
  EXPECT_EQ(ChainOwner("KUBE-SVC-TCOU7JCQXEZGVUNU"), "kube-proxy");
  EXPECT_EQ(ChainOwner("KUBE-KUBELET-CANARY"), "kubelet");
  EXPECT_EQ(ChainOwner("DOCKER-USER"), "Docker");
  EXPECT_EQ(ChainOwner("my-chain"), "");
  EXPECT_EQ(TableOwner("firewalld"), "firewalld");
  EXPECT_EQ(TableOwner("mine"), "");
}

}  // namespace
}  // namespace cnft::compat
