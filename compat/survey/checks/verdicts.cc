// SPDX-License-Identifier: GPL-2.0-or-later
// What drops or translates packets that our rules accept.
//
// An accept of nf_tables ends one base chain, not the packet's way: whatever else stands at the
// same hook may still drop the packet, or translate it where a rule meant to leave it alone.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "compat/survey/checks/checks.h"
#include "compat/survey/owners.h"

namespace cnft::compat {
namespace {

using iptables::TableId;

void ReportPolicies(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    const auto& table = rules.ruleset.tables[static_cast<std::size_t>(TableId::kFilter)];
    if (!table) continue;
    for (const iptables::Chain& chain : table->chains) {
      if (chain.policy != iptables::Policy::kDrop) continue;
      findings.push_back(
          {.code = "later-policy-drop",
           .what = fmt::format("{} drops what no rule of {} accepts", rules.Program(), chain.name),
           .where = {fmt::format("{} -P {} DROP", rules.Program(), chain.name)},
           .why = "it stands behind cnft's chains, whose accepts do not reach that far",
           .fix = fmt::format("{} -I {} with the accepts that are needed, or -P {} ACCEPT",
                              rules.Program(), chain.name, chain.name)});
    }
  }
}

// Rules of others in one table of iptables that take one of these actions; a finding a backend.
struct LaterRules {
  TableId table;
  std::array<std::string_view, 5> actions;
  std::string_view code;
  std::string_view what;  // behind the name of the program
  std::string_view why;
  std::string_view fix;
};

template <const LaterRules& sought>
class LaterRulesCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    if (rule.Ours() || rule.table.id != sought.table || rule.Action().empty() ||
        std::ranges::find(sought.actions, rule.Action()) == sought.actions.end()) {
      return;
    }
    found_[&rule.rules].push_back(rule.Text());
  }
  void Report(const Node& node, Findings& findings) override {
    for (const BackendRules& rules : node.backends) {
      const auto found = found_.find(&rules);
      if (found == found_.end()) continue;
      findings.push_back({.code = sought.code,
                          .what = fmt::format("{} {}", rules.Program(), sought.what),
                          .where = std::move(found->second),
                          .why = sought.why,
                          .fix = std::string(sought.fix)});
    }
  }

 private:
  std::map<const BackendRules*, std::vector<std::string>> found_;
};

constexpr LaterRules kLaterDrops = {
    .table = TableId::kFilter,
    .actions = {"DROP", "REJECT"},
    .code = "later-drop",
    .what = "can drop what cnft's rules accept",
    .why = "they stand behind cnft's chains, whose accepts do not reach that far",
    .fix =
        "see that none of them matches accepted packets, or accept those before them: "
        "iptables -I CHAIN … -j ACCEPT"};
constexpr LaterRules kLaterNat = {
    .table = TableId::kNat,
    .actions = {"SNAT", "DNAT", "MASQUERADE", "REDIRECT", "NETMAP"},
    .code = "later-nat",
    .what = "translates addresses, too",
    .why = "a flow that cnft's nat chains accept untranslated goes on to these",
    .fix =
        "see that none of them matches flows that are to stay as they are, or exempt those "
        "before them: iptables -t nat -I CHAIN … -j ACCEPT"};

// ---- Tables of nf_tables ----

struct NativeTable {
  std::string_view family;
  std::string_view name;
  auto operator<=>(const NativeTable&) const = default;

  std::string Title() const {
    const std::string_view owner = TableOwner(name);
    return fmt::format("table {} {}{}", family, name,
                       owner.empty() ? "" : fmt::format(" of {}", owner));
  }
};

// What others' tables have that packets can meet: chains that are `wanted`, and rules of the kind
// in tables with base chains.
template <typename Wanted>
std::map<NativeTable, std::vector<std::string>> NativePlaces(const Node& node, NativeRuleKind kind,
                                                             Wanted wanted) {
  std::map<NativeTable, std::vector<std::string>> places;
  for (const BaseChain& chain : node.native.chains) {
    if (chain.table == node.table || !wanted(chain)) continue;
    places[{chain.family, chain.table}].push_back(
        fmt::format("chain {} {} {} at hook {}, priority {}{}", chain.family, chain.table,
                    chain.name, chain.hook, chain.priority, chain.drops ? ": policy drop" : ""));
  }
  const auto add = [&](const auto& one) {
    const bool hooked = std::ranges::any_of(node.native.chains, [&one](const BaseChain& chain) {
      return chain.family == one.family && chain.table == one.table;
    });
    if (hooked && one.table != node.table) places[{one.family, one.table}].push_back(one.Text());
  };
  for (const NativeRule& rule : node.native.rules) {
    if (rule.kind == kind) add(rule);
  }
  if (kind == NativeRuleKind::kDrops) std::ranges::for_each(node.native.maps, add);
  return places;
}

void ReportNativeDrops(const Node& node, Findings& findings) {
  auto places = NativePlaces(node, NativeRuleKind::kDrops,
                             [](const BaseChain& chain) { return chain.drops; });
  for (auto& [table, where] : places) {
    findings.push_back(
        {.code = "native-drop",
         .what = fmt::format("{} can drop what cnft's rules accept", table.Title()),
         .where = std::move(where),
         .why = "an accept ends one base chain: those of other tables still see the packet",
         .fix = fmt::format("allow the traffic there too; nft -a list table {} {} shows the rules",
                            table.family, table.name)});
  }
}

void ReportNativeNat(const Node& node, Findings& findings) {
  auto places =
      NativePlaces(node, NativeRuleKind::kTranslates, [](const BaseChain&) { return false; });
  for (auto& [table, where] : places) {
    findings.push_back(
        {.code = "native-nat",
         .what = fmt::format("{} translates addresses, too", table.Title()),
         .where = std::move(where),
         .why = "a flow that cnft's nat chains accept untranslated goes on to these",
         .fix = fmt::format("see that none of them matches flows that are to stay as they are; "
                            "nft -a list table {} {} shows the rules",
                            table.family, table.name)});
  }
}

}  // namespace

std::unique_ptr<Check> CheckPolicies() { return Make<NodeCheck<ReportPolicies>>(); }
std::unique_ptr<Check> CheckLaterDrops() { return Make<LaterRulesCheck<kLaterDrops>>(); }
std::unique_ptr<Check> CheckLaterNat() { return Make<LaterRulesCheck<kLaterNat>>(); }
std::unique_ptr<Check> CheckNativeDrops() { return Make<NodeCheck<ReportNativeDrops>>(); }
std::unique_ptr<Check> CheckNativeNat() { return Make<NodeCheck<ReportNativeNat>>(); }

}  // namespace cnft::compat
