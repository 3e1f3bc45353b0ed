// SPDX-License-Identifier: GPL-2.0-or-later
// What the survey of a node finds, and what it has nothing to say about.
#include <sys/utsname.h>

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "compat/survey/findings.h"
#include "compat/survey/owners.h"
#include "compat/survey/presences.h"
#include "tests/cli/cnft_program.h"

namespace cnft::compat {
namespace {

using testing::ElementsAre;
using testing::Pair;

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
  constexpr auto kDrops = NativeRuleKind::kDrops;
  node.native.rules = {{kDrops, "ip", "cnft", "filter/INPUT", 4, "drop", {}},
                       {kDrops, "inet", "firewalld", "filter_INPUT", 9, "tcp dport 22 drop", {}},
                       {kDrops, "inet", "unhooked", "x", 1, "drop", {}}};
  const auto findings = Examine(node);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].what,
            "table inet firewalld of firewalld can drop what cnft's rules accept");
  EXPECT_THAT(findings[0].where,
              ElementsAre("rule inet firewalld filter_INPUT handle 9: tcp dport 22 drop"));
  EXPECT_THAT(findings[1].where,
              ElementsAre("chain ip strict in at hook input, priority 0: policy drop"));
  const auto presences = ListPresences(node);
  ASSERT_EQ(presences.size(), 4U);
  EXPECT_THAT(presences[0].owners, ElementsAre(Pair("cnft", 1)));
  EXPECT_THAT(presences[1].owners, ElementsAre(Pair("firewalld", 1)));
  EXPECT_THAT(presences[2].owners, ElementsAre(Pair("unknown", 1)));
}

TEST(Survey, FindsFlushesInConfigurationFiles) {
  const test::TemporaryDirectory directory;
  std::filesystem::create_directories(directory.path() + "/etc/nftables.d");
  directory.Write("etc/nftables.conf",
                  "#!/usr/sbin/nft -f\n# flush ruleset\n  flush ruleset # all\n");
  directory.Write("etc/nftables.d/a.nft", "table inet a { }\n");
  directory.Write("etc/nftables.d/b.nft", "flush ruleset ip\n");
  const NftablesFiles files = SearchNftablesFiles(directory.path());
  const auto& flushes = files.flushes;
  EXPECT_THAT(files.unreadable, ElementsAre());
  ASSERT_EQ(flushes.size(), 2U);
  EXPECT_EQ(flushes[0].file, directory.path() + "/etc/nftables.conf");
  EXPECT_EQ(flushes[0].line, 3U);
  EXPECT_EQ(flushes[1].file, directory.path() + "/etc/nftables.d/b.nft");
  Node node;
  node.files = files;
  EXPECT_THAT(Codes(node), ElementsAre("flush-ruleset"));
}

TEST(Survey, NamesWhatTheKernelLacks) {
  const test::TemporaryDirectory root;
  utsname names{};
  uname(&names);
  const std::string modules = fmt::format("lib/modules/{}", names.release);
  std::filesystem::create_directories(root.path() + "/proc");
  std::filesystem::create_directories(root.path() + "/" + modules);
  root.Write("proc/modules", "");
  root.Write(
      "proc/kallsyms",
      "ffffffff81f9d9d0 t nft_do_chain\nffffffff81f9d9d0 T nft_nat_do_chain [nft_chain_nat]\n"
      "ffffffff81f9d9d0 t printk\n");
  const auto features = [&root] { return KernelFeatures::Read(root.path()); };
  // The modules of this kernel are elsewhere: who knows.
  EXPECT_TRUE(features().MayHave("nft_socket_eval", "nft_socket"));
  root.Write(modules + "/modules.builtin", "kernel/net/netfilter/nft_ct.ko\n");
  root.Write(modules + "/modules.dep",
             "kernel/net/netfilter/nft_tproxy.ko.xz: kernel/net/netfilter/nf_tables.ko.xz\n");
  EXPECT_TRUE(features().MayHave("nft_nat_do_chain", "nft_chain_nat"));
  EXPECT_TRUE(features().MayHave("nft_tproxy_eval", "nft_tproxy"));
  EXPECT_TRUE(features().MayHave("nft_ct_get_eval", "nft_ct"));
  EXPECT_FALSE(features().MayHave("nft_socket_eval", "nft_socket"));
  EXPECT_FALSE(features().HasNow("nft_tproxy_eval"));

  Node node = NodeOf({{Backend::kLegacy,
                       "*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -m socket -j ACCEPT\n"
                       "-A PREROUTING -p tcp -j TPROXY --on-port 1 --tproxy-mark 0x0/0x0\n"
                       "COMMIT\n"}});
  node.kernel = features();
  const auto findings = Examine(node);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "missing-feature");
  EXPECT_EQ(findings[0].what, "this kernel has no nft_socket");
  EXPECT_THAT(findings[0].where,
              ElementsAre("iptables-legacy -t mangle -A PREROUTING -m socket -j ACCEPT"));

  node = Node();
  root.Write("proc/kallsyms", "ffffffff81f9d9d0 T nft_nat_do_chain [nft_chain_nat]\n");
  node.kernel = features();
  EXPECT_THAT(Codes(node), ElementsAre("missing-feature"));
}

TEST(Survey, SeesWhatCnftItselfHasInstalled) {
  Node node;
  node.own.push_back(ParseLive(Backend::kCnft, Family::kIpv4,
                               {"*mangle\n:PREROUTING ACCEPT [0:0]\n:CILIUM_PRE_mangle - [0:0]\n"
                                "-A CILIUM_PRE_mangle -p tcp -j TPROXY --on-port 1 --tproxy-mark "
                                "0x200/0xffffffff\nCOMMIT\n*filter\n:INPUT DROP [0:0]\n"
                                "-A INPUT -j DROP\nCOMMIT\n",
                                {}}));
  node.listeners.emplace();
  EXPECT_THAT(Codes(node), ElementsAre("tproxy-listener", "tproxy-routing"));
  node.routing.own = {{Family::kIpv4, 9, 0x200, 0xf00, 2004}};
  node.routing.local = {{.family = Family::kIpv4, .table = 2004, .local = true}};
  node.listeners->push_back({.protocol = 6, .port = 1, .transparent = true});
  EXPECT_THAT(Codes(node), ElementsAre());
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
