// SPDX-License-Identifier: GPL-2.0-or-later
// -j CT --helper: which rules of table raw are asked again behind conntrack.
#include "translator/ct_helpers.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::RuleSyntax;

// Between table raw and conntrack nothing changes what these test: neither conntrack, nor another
// program's rules, which may set marks. They remember nothing.
constexpr auto kLasting = std::to_array<std::string_view>(
    {"addrtype",   "ah",   "comment", "dccp",      "devgroup", "dst",     "esp",
     "eui64",      "frag", "hbh",     "hl",        "icmp",     "icmp6",   "iprange",
     "ipv6header", "mac",  "mh",      "multiport", "physdev",  "pkttype", "policy",
     "rt",         "sctp", "tcp",     "ttl",       "udp"});

const Option* FindOption(const iptables::Use& use, std::string_view name) {
  const auto found = std::ranges::find(
      use.options, name, [](const Option& option) { return std::string_view(option.spec->name); });
  return found == use.options.end() ? nullptr : &*found;
}

}  // namespace

std::string_view HelperOf(const iptables::Use& target) {
  // --notrack leaves nothing to help (xt_ct_tg_check in xt_CT.c).
  if (target.extension->name != "CT" || FindOption(target, "notrack") != nullptr) return {};
  const Option* helper = FindOption(target, "helper");
  return helper == nullptr ? std::string_view() : helper->text();
}

std::string HelperChainName(std::string_view chain) {
  std::string name = fmt::format("{}/..helpers/", Info(iptables::TableId::kRaw).name);
  AppendNftName(chain, name);
  return name;
}

nftables::BaseChain HelperBaseChain(iptables::Hook hook) {
  constexpr std::int32_t kConntrack = -200;  // NF_IP_PRI_CONNTRACK
  return {nftables::ChainType::kFilter, hook, kConntrack + 1, iptables::Policy::kAccept};
}

HelperRules::HelperRules(const iptables::Table& raw, Family family, const Sources& sources,
                         const CallGraph& graph)
    : raw_(raw),
      place_{family, iptables::TableId::kRaw},
      sources_(sources),
      decides_(raw.chains.size()),
      looked_at_(raw.chains.size()) {
  const bool mentioned = std::ranges::any_of(raw.chains, [&](const iptables::Chain& chain) {
    return std::ranges::any_of(chain.rules, [&](const iptables::Rule& rule) {
      return sources.Text(rule.span).find("--helper") != std::string_view::npos;
    });
  });
  if (!mentioned) return;
  for (std::size_t chain = 0; chain < raw.chains.size(); ++chain) {
    if (graph.HooksOf(chain) != 0) Look(chain);
  }
}

std::size_t HelperRules::CalledBy(const RuleSyntax& rule) const {
  const iptables::Chain* chain = rule.target ? nullptr : raw_.Find(rule.verdict);
  return chain == nullptr || chain->hook ? raw_.chains.size()
                                         : static_cast<std::size_t>(chain - raw_.chains.data());
}

// Chains do not loop: that was checked before.
void HelperRules::Look(std::size_t chain) {
  if (looked_at_[chain]) return;
  looked_at_[chain] = true;
  RuleSyntax syntax;
  for (const iptables::Rule& rule : raw_.chains[chain].rules) {
    syntax.Clear();
    Diagnostics ignored;  // the same is said when the rule is translated
    if (!iptables::ParseRule(rule, place_, sources_, Extensions(), ignored, syntax)) continue;
    if (syntax.other_family) continue;
    if (const std::size_t called = CalledBy(syntax); called < raw_.chains.size()) Look(called);
    const HelperStep step = StepOf(syntax);
    if (step == HelperStep::kNone) continue;
    decides_[chain] = true;
    any_ |= step == HelperStep::kAssign;
    can_ask_again_ &= std::ranges::all_of(syntax.matches, [](const iptables::Use& match) {
      return std::ranges::find(kLasting, match.extension->name) != kLasting.end();
    });
  }
}

HelperStep HelperRules::StepOf(const RuleSyntax& rule) const {
  using enum HelperStep;
  if (rule.target) {
    const std::string_view name = rule.target->extension->name;
    if (name == "NFQUEUE") return kAccept;
    // What is not tracked has no entry: to such packets nothing happens behind conntrack.
    if (name != "CT" || FindOption(*rule.target, "notrack") != nullptr) return kNone;
    return HelperOf(*rule.target).empty() ? kAccept : kAssign;
  }
  if (rule.verdict == "ACCEPT" || rule.verdict == "QUEUE") return kAccept;
  if (rule.verdict == "RETURN") return kReturn;
  const std::size_t called = CalledBy(rule);
  if (called == raw_.chains.size()) return kNone;
  if (decides_[called]) return kCall;
  return rule.is_goto ? kReturn : kNone;
}

}  // namespace cnft::translator
