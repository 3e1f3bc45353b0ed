// SPDX-License-Identifier: GPL-2.0-or-later
// Whether rules may be met twice.
#include "compat/absorb/twice.h"

#include <netinet/in.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "compat/bridge/effects.h"
#include "compat/table_reader.h"

namespace cnft::compat {
namespace {

using iptables::Chain;
using iptables::Rule;
using iptables::RuleSyntax;
using iptables::TableId;

// Matches that remember the packets they have seen.
constexpr auto kRemember = std::to_array<std::string_view>(
    {"hashlimit", "limit", "nfacct", "quota", "recent", "statistic"});
// Targets that translate.
constexpr auto kTranslate =
    std::to_array<std::string_view>({"DNAT", "MASQUERADE", "NETMAP", "REDIRECT", "SNAT"});
// Targets that do nothing more when they have been met before, besides MARK.
constexpr auto kOnce =
    std::to_array<std::string_view>({"CLASSIFY", "CONNSECMARK", "CT", "DSCP", "NOTRACK", "REJECT",
                                     "SECMARK", "TCPMSS", "TCPOPTSTRIP", "TPROXY"});

template <typename List>
bool Holds(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool Remembers(const RuleSyntax& syntax) {
  return std::ranges::any_of(syntax.matches, [](const iptables::Use& match) {
    return Holds(kRemember, match.extension->name);
  });
}

bool Translates(const RuleSyntax& syntax) {
  return syntax.target && Holds(kTranslate, syntax.target->extension->name);
}

bool DoesTheSameAgain(const RuleSyntax& syntax) {
  if (!syntax.target) return true;
  const std::string_view name = syntax.target->extension->name;
  if (name != "MARK") return Holds(kOnce, name) || Holds(kTranslate, name);
  const iptables::Masked& mark = syntax.target->options.at(0).masked();
  return (mark.value & ~mark.mask) == 0;  // else it flips bits
}

class Examiner {
 public:
  Examiner(const BackendRules& rules, const iptables::Table& table, Refusals& refusals)
      : rules_(rules),
        reader_(table, rules.ruleset.family, rules.sources),
        nat_(table.id == TableId::kNat),
        refusals_(refusals) {
    for (const Chain& chain : table.chains) NoteCallers(chain);
  }

  // Each hook for itself: a packet meets the rules of one twice.
  void Run() {
    for (const Chain& chain : reader_.table().chains) {
      if (!chain.hook || chain.rules.empty()) continue;
      reached_.clear();
      Reach(chain);
      Effects effects;
      ForEachRule([&](const Chain& at, std::size_t index, const RuleSyntax& syntax) {
        if (!Translates(syntax) && !(nat_ && Binds(at, index + 1))) effects.Add(syntax);
      });
      ForEachRule([&](const Chain& at, std::size_t index, const RuleSyntax& syntax) {
        Examine(at, index, syntax, effects);
      });
    }
  }

 private:
  void NoteCallers(const Chain& chain) {
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!reader_.Read(rule, syntax)) continue;
      const Chain* called = reader_.Called(syntax);
      if (called != nullptr) callers_[called].emplace_back(&chain, syntax.Protocol());
    }
  }

  // The protocol of every packet that gets to the chain; 0: any.
  std::uint8_t ProtocolOf(const Chain& chain) {
    if (chain.hook) return 0;
    const auto [known, added] = protocols_.try_emplace(&chain, 0);
    if (!added) return known->second;
    std::optional<std::uint8_t> common;
    for (const auto& [caller, asked] : callers_[&chain]) {
      const std::uint8_t protocol = asked != 0 ? asked : ProtocolOf(*caller);
      if (common && *common != protocol) return protocols_[&chain] = 0;
      common = protocol;
    }
    return protocols_[&chain] = common.value_or(0);
  }

  void Reach(const Chain& chain) {
    if (!reached_.insert(&chain).second) return;
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!reader_.Read(rule, syntax)) continue;
      if (const Chain* called = reader_.Called(syntax)) Reach(*called);
    }
  }

  template <typename Visitor>
  void ForEachRule(Visitor visit) {
    RuleSyntax syntax;
    for (const Chain* chain : reached_) {
      for (std::size_t i = 0; i < chain->rules.size(); ++i) {
        if (reader_.Read(chain->rules[i], syntax)) visit(*chain, i, syntax);
      }
    }
  }

  // Whether the rule matches whatever gets to it.
  bool MatchesAll(const RuleSyntax& syntax, std::uint8_t protocol) const {
    const auto builtin = std::ranges::all_of(syntax.builtin.options, [&](const auto& option) {
      return option.spec == &syntax.builtin.extension->options[iptables::kProtocol] &&
             !option.negated && option.number() == protocol;
    });
    return builtin && std::ranges::all_of(syntax.matches, [&](const iptables::Use& match) {
             const std::string_view name = match.extension->name;
             if (name == "comment") return true;
             if (name == "recent") {
               return std::ranges::any_of(match.options, [](const iptables::Option& option) {
                 return option.spec->name == "set" && !option.negated;
               });
             }
             return match.options.empty() && ((name == "tcp" && protocol == IPPROTO_TCP) ||
                                              (name == "udp" && protocol == IPPROTO_UDP) ||
                                              (name == "sctp" && protocol == IPPROTO_SCTP));
           });
  }

  // Whether every flow that gets to that rule of the chain is translated from there on.
  bool Binds(const Chain& chain, std::size_t first) {
    if (!nat_) return false;
    const auto [known, added] = binds_.try_emplace({&chain, first}, false);
    if (!added) return known->second;
    return binds_[{&chain, first}] = FindBinds(chain, first);
  }

  bool FindBinds(const Chain& chain, std::size_t first) {
    const std::uint8_t protocol = ProtocolOf(chain);
    RuleSyntax syntax;
    for (std::size_t i = first; i < chain.rules.size(); ++i) {
      if (!reader_.Read(chain.rules[i], syntax)) return false;
      const bool all = MatchesAll(syntax, protocol);
      if (Translates(syntax) && all) return true;
      if (syntax.target || syntax.verdict.empty()) continue;
      const Chain* called = reader_.Called(syntax);
      if (called == nullptr) return false;
      const bool binds = Binds(*called, 0);
      if (binds && all) return true;
      if (!binds && (syntax.is_goto || !ComesBack(*called))) return false;
    }
    return false;
  }

  // Whether what the chain does not translate comes back from it.
  bool ComesBack(const Chain& chain) {
    const auto [known, added] = comes_back_.try_emplace(&chain, false);
    if (!added) return known->second;
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!reader_.Read(rule, syntax)) return false;
      if (syntax.target || syntax.verdict.empty() || syntax.verdict == "RETURN") continue;
      const Chain* called = reader_.Called(syntax);
      if (called == nullptr || !ComesBack(*called)) return false;
    }
    return comes_back_[&chain] = true;
  }

  void Examine(const Chain& chain, std::size_t index, const RuleSyntax& syntax,
               const Effects& effects) {
    const auto refuse = [&](std::string what) {
      const std::string where = fmt::format("{} -t {} -A {} {}", rules_.Program(),
                                            iptables::Info(reader_.table().id).name, chain.name,
                                            reader_.Text(chain.rules[index]));
      if (std::ranges::find(refusals_, where, &Refusal::where) != refusals_.end()) return;
      refusals_.push_back(
          {"asked-twice", where, std::move(what), "leave its chain to iptables: --chains"});
    };
    if (Remembers(syntax) && !Binds(chain, index)) {
      refuse("while it changes hands a packet could meet it twice, and it remembers packets");
    } else if (!DoesTheSameAgain(syntax) && !Binds(chain, index + 1)) {
      refuse("while it changes hands a packet could meet it twice, and what it does adds up");
    } else if (effects.MayChange(syntax, false)) {
      refuse(
          "while it changes hands a packet could meet it twice, and the other rules change what "
          "it asks for");
    }
  }

  const BackendRules& rules_;
  TableReader reader_;
  bool nat_;
  Refusals& refusals_;
  std::map<const Chain*, std::vector<std::pair<const Chain*, std::uint8_t>>> callers_;
  std::map<const Chain*, std::uint8_t> protocols_;
  std::set<const Chain*> reached_;
  std::map<std::pair<const Chain*, std::size_t>, bool> binds_;
  std::map<const Chain*, bool> comes_back_;
};

}  // namespace

void FindNotTwice(const BackendRules& rules, Refusals& refusals) {
  for (const auto& table : rules.ruleset.tables) {
    if (table) Examiner(rules, *table, refusals).Run();
  }
}

}  // namespace cnft::compat
