// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft writes for the kernel of a match or target (`xt` of its module), it reads back as what
// was asked for, in every case. Unlike tests/compat/legacy_test.cc this needs no kernel that knows
// the match.
#include "translator/xt_reader.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_SECMARK.h>
#include <linux/netfilter/xt_ipvs.h>
#include <linux/netfilter/xt_nfacct.h>
#include <linux/netfilter_ipv4/ipt_CLUSTERIP.h>

#include <cstring>
#include <set>
#include <span>
#include <string>

#include "tests/support/case_file.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

std::string Printed(const Use& use, Family family) {
  std::string out(use.extension->name);
  if (use.extension->print != nullptr) {
    use.extension->print(use, family, out);
  } else {
    iptables::PrintOptions(use, out);
  }
  return out;
}

class RoundTrip : public testing::Test {
 protected:
  // Reads a rule of the case's table; nothing when it is wrong.
  bool Parse(const test::Case& test_case, const std::string& text, iptables::RuleSyntax& syntax) {
    iptables::Rule rule;
    rule.span.source = sources_.Add("rule", text);
    rule.span.end = static_cast<std::uint32_t>(text.size());
    Diagnostics diagnostics;
    return iptables::ParseRule(rule, {test_case.family, test_case.table}, sources_, Extensions(),
                               diagnostics, syntax);
  }

  template <typename Module>
  void Check(const test::Case& test_case, const iptables::RuleSyntax& rule, const Module& module,
             const Use& use, XtKind kind) {
    if (module.xt == nullptr) return;
    struct : nftables::Sink {
      void BeginTable(const nftables::Table&) override {}
      void AddObject(nftables::Object) override {}
      void AddSet(nftables::Set) override {}
      void AddChain(nftables::Chain) override {}
      void AddRule(std::string_view, nftables::Rule&&) override {}
    } sink;
    Resources resources(nullptr, sink);
    Diagnostics diagnostics;
    LowerContext context(rule, test_case.family, test_case.table, iptables::kAllHooks,
                         test_case.options, resources, diagnostics);
    const auto info = module.xt(use, context);
    if (!info) return;
    const XtContext reading{test_case.family, {}};
    std::string words;
    EXPECT_TRUE(DescribeXt(kind, info->name, info->revision, std::as_bytes(std::span(info->info)),
                           reading, words))
        << info->name;
    iptables::RuleSyntax again;
    again.builtin.extension = rule.builtin.extension;
    std::string text =
        Printed(rule.builtin, test_case.family).substr(rule.builtin.extension->name.size());
    text += fmt::format(" {} {}", kind == XtKind::kMatch ? "-m" : "-j", words);
    ASSERT_TRUE(Parse(test_case, text, again)) << text;
    const Use& read = kind == XtKind::kMatch ? again.matches.at(0) : again.target.value();
    EXPECT_EQ(Printed(read, test_case.family), Printed(use, test_case.family));
    checked_.insert(use.extension->name);
  }

  Sources sources_;
  std::set<std::string_view> checked_;
};

TEST_F(RoundTrip, OfEveryCase) {
  for (const test::CaseFile& file : test::AllCaseFiles()) {
    for (const test::Case& test_case : file.cases) {
      SCOPED_TRACE(fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule));
      iptables::RuleSyntax rule;
      if (!Parse(test_case, test_case.rule, rule)) continue;
      for (const Use& use : rule.matches) {
        Check(test_case, rule, MatchOf(use), use, XtKind::kMatch);
      }
      if (rule.target) {
        Check(test_case, rule, TargetOf(*rule.target), *rule.target, XtKind::kTarget);
      }
    }
  }
  // Every module that writes was seen.
  std::set<std::string_view> writers;
  for (const MatchModule* module : AllMatches()) {
    if (module->xt != nullptr) writers.insert(module->extension.name);
  }
  for (const TargetModule* module : AllTargets()) {
    if (module->xt != nullptr) writers.insert(module->extension.name);
  }
  EXPECT_EQ(checked_, writers);
}

template <typename Info>
std::string Describe(XtKind kind, std::string_view name, std::uint32_t revision, const Info& info) {
  std::string words;
  const XtContext context{Family::kIpv4, {}};
  const auto bytes = std::as_bytes(std::span(&info, 1));
  EXPECT_TRUE(DescribeXt(kind, name, revision, bytes, context, words)) << name;
  // A structure that is cut short says nothing.
  std::string none;
  EXPECT_FALSE(DescribeXt(kind, name, revision, bytes.first(bytes.size() - 1), context, none));
  EXPECT_FALSE(DescribeXt(kind, name, 99, bytes, context, none));
  EXPECT_EQ(none, "");
  return words;
}

// Those that few kernels have, and that cnft does not write.
TEST(XtReaders, SayWhatRareStructuresHold) {
  xt_ipvs_mtinfo ipvs{};
  ipvs.bitmask = XT_IPVS_IPVS_PROPERTY | XT_IPVS_PROTO | XT_IPVS_VADDR | XT_IPVS_VPORT |
                 XT_IPVS_DIR | XT_IPVS_METHOD | XT_IPVS_VPORTCTL;
  ipvs.invert = XT_IPVS_VADDR | XT_IPVS_DIR;
  ipvs.vaddr.ip = htonl(0x0a000000);
  ipvs.vmask.ip = htonl(0xff000000);
  ipvs.vport = htons(80);
  ipvs.l4proto = IPPROTO_TCP;
  ipvs.fwd_method = 2;
  ipvs.vportctl = htons(21);
  EXPECT_EQ(Describe(XtKind::kMatch, "ipvs", 0, ipvs),
            "ipvs --ipvs --vproto 6 ! --vaddr 10.0.0.0/8 --vport 80 --vdir REPLY --vmethod IPIP "
            "--vportctl 21");
  xt_nfacct_match_info_v1 nfacct{};
  std::strcpy(nfacct.name, "two words");
  EXPECT_EQ(Describe(XtKind::kMatch, "nfacct", 1, nfacct), "nfacct --nfacct-name \"two words\"");
  xt_secmark_target_info_v1 secmark{};
  secmark.mode = SECMARK_MODE_SEL;
  std::strcpy(secmark.secctx, "system_u:object_r:http_packet_t:s0");
  EXPECT_EQ(Describe(XtKind::kTarget, "SECMARK", 1, secmark),
            "SECMARK --selctx system_u:object_r:http_packet_t:s0");
  ipt_clusterip_tgt_info cluster{};
  cluster.flags = CLUSTERIP_FLAG_NEW;
  cluster.clustermac[0] = 1;
  cluster.clustermac[5] = 0xab;
  cluster.num_total_nodes = 3;
  cluster.num_local_nodes = 1;
  cluster.local_nodes[0] = 2;
  cluster.hash_mode = CLUSTERIP_HASHMODE_SIP_SPT;
  EXPECT_EQ(Describe(XtKind::kTarget, "CLUSTERIP", 0, cluster),
            "CLUSTERIP --new --hashmode sourceip-sourceport --clustermac 01:00:00:00:00:ab "
            "--total-nodes 3 --local-node 2 --hash-init 0");
}

TEST(XtReaders, OfEveryMatchAndTargetAreThere) {
  for (const MatchModule* module : AllMatches()) {
    EXPECT_FALSE(module->readers.empty()) << module->extension.name;
  }
  for (const TargetModule* module : AllTargets()) {
    EXPECT_FALSE(module->readers.empty()) << module->extension.name;
  }
}

}  // namespace
}  // namespace cnft::translator
