// SPDX-License-Identifier: GPL-2.0-or-later
// What the native form of the rules present takes of the kernel.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "compat/survey/checks/checks.h"

namespace cnft::compat {
namespace {

// Expressions of nf_tables that are modules of their own (net/netfilter/Makefile), a function of
// each, and which matches and targets become them.
struct Feature {
  std::string_view module;
  std::string_view function;
  std::array<std::string_view, 6> users;
};
constexpr auto kFeatures = std::to_array<Feature>({
    {"nf_tables", "nft_do_chain", {}},
    {"nft_chain_nat", "nft_nat_do_chain", {"DNAT", "SNAT", "MASQUERADE", "REDIRECT", "NETMAP"}},
    {"nft_connlimit", "nft_connlimit_eval", {"connlimit"}},
    {"nft_ct", "nft_ct_get_eval", {"conntrack", "state", "connmark", "CONNMARK", "connbytes"}},
    {"nft_dup_ipv4", "nft_dup_ipv4_eval", {"TEE"}},
    {"nft_fib", "nft_fib_store_result", {"addrtype", "rpfilter"}},
    {"nft_limit", "nft_limit_pkts_eval", {"limit", "hashlimit"}},
    {"nft_log", "nft_log_eval", {"LOG", "NFLOG"}},
    {"nft_masq", "nft_masq_eval", {"MASQUERADE"}},
    {"nft_nat", "nft_nat_eval", {"DNAT", "SNAT", "NETMAP"}},
    {"nft_numgen", "nft_ng_random_eval", {"statistic"}},
    {"nft_queue", "nft_queue_eval", {"NFQUEUE"}},
    {"nft_quota", "nft_quota_eval", {"quota"}},
    {"nft_redir", "nft_redir_eval", {"REDIRECT"}},
    {"nft_reject", "nft_reject_init", {"REJECT"}},
    {"nft_socket", "nft_socket_eval", {"socket"}},
    {"nft_tproxy", "nft_tproxy_eval", {"TPROXY"}},
    {"nft_xfrm", "nft_xfrm_get_eval", {"policy"}},
});

class FeaturesCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    for (const iptables::Use& match : rule.syntax.matches) Note(match, rule);
    if (rule.syntax.target) Note(*rule.syntax.target, rule);
  }

  void Report(const Node& node, Findings& findings) override {
    for (const Feature& feature : kFeatures) {
      if (node.kernel.MayHave(feature.function, feature.module)) continue;
      std::vector<std::string> where;
      for (const std::string_view user : feature.users) {
        const auto found = users_.find(user);
        if (found != users_.end()) AddOnce(where, found->second);
      }
      // Nothing works without nf_tables itself, whatever there is.
      if (feature.users[0].empty()) where.emplace_back("every rule");
      if (where.empty()) continue;
      findings.push_back(
          {.code = "missing-feature",
           .what = fmt::format("this kernel has no {}", feature.module),
           .where = std::move(where),
           .why = "the native form of these rules cannot be installed",
           .fix = fmt::format("boot a kernel with {}, or install the package of its modules",
                              feature.module)});
    }
  }

 private:
  // The first rule stands for all that use it.
  void Note(const iptables::Use& use, const SurveyedRule& rule) {
    const auto [place, added] = users_.try_emplace(use.extension->name);
    if (added) place->second = rule.Text();
  }

  std::map<std::string_view, std::string> users_;
};

}  // namespace

std::unique_ptr<Check> CheckFeatures() { return Make<FeaturesCheck>(); }

}  // namespace cnft::compat
