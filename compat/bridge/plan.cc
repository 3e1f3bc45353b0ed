// SPDX-License-Identifier: GPL-2.0-or-later
// What rules of other programs must be told of cnft's accepts.
#include "compat/bridge/plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "compat/bridge/effects.h"
#include "compat/ipset/names.h"
#include "compat/iptables_nft/kernel.h"
#include "compat/table_reader.h"
#include "compat/xtables/kernel.h"
#include "ruleset/iptables/syntax.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

using iptables::Chain;
using iptables::HookBit;
using iptables::Rule;
using iptables::RuleSyntax;
using iptables::Table;
using iptables::TableId;

constexpr std::size_t kLongestName = 28;  // XT_EXTENSION_MAXNAMELEN less the NUL

std::string BridgeName(std::string_view chain, std::size_t number) {
  std::string name = fmt::format("{}{}", kBridgePrefix, chain);
  return name.size() <= kLongestName ? name : fmt::format("{}{}", kBridgePrefix, number);
}

// Whether a chain, or one it calls, holds a rule for which `holds(syntax)`; such a rule that cannot
// be read counts as one when `unreadable` says so.
template <typename Predicate>
class Search {
 public:
  Search(const TableReader& reader, bool unreadable, Predicate holds)
      : reader_(reader), unreadable_(unreadable), holds_(holds) {}

  bool In(const Chain& chain) {
    const auto [known, added] = known_.try_emplace(&chain, false);
    if (!added) return known->second;
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!reader_.Read(rule, syntax)) {
        if (!unreadable_) continue;
        return known_[&chain] = true;
      }
      if (IsBridge(syntax.verdict)) continue;
      const Chain* called = reader_.Called(syntax);
      if (called != nullptr ? In(*called) : holds_(syntax)) return known_[&chain] = true;
    }
    return false;
  }

 private:
  const TableReader& reader_;
  bool unreadable_;
  Predicate holds_;
  std::map<const Chain*, bool> known_;
};

// What a packet that is accepted must not meet: anything but rules that only count, and verdicts
// that are the same as the policy's.
bool Acts(const RuleSyntax& syntax) {
  return syntax.target.has_value() || syntax.verdict == "DROP" || syntax.verdict == "QUEUE";
}

// Accepts, for good. What another program decides (QUEUE) is not known.
bool Accepts(const RuleSyntax& syntax) {
  return syntax.target ? syntax.target->extension->name == "TPROXY" : syntax.verdict == "ACCEPT";
}

// The hooks where a table of others may do something to packets.
std::uint8_t HooksThatAct(const TableReader& others) {
  std::uint8_t hooks = 0;
  Search acts(others, true, Acts);
  for (const Chain& chain : others.table().chains) {
    if (!chain.hook || (chain.policy == iptables::Policy::kAccept && !acts.In(chain))) continue;
    hooks = static_cast<std::uint8_t>(hooks | HookBit(*chain.hook));
  }
  return hooks;
}

class Builder {
 public:
  Builder(const TableReader& ours, TableBridge& bridge, const translator::XtContext& context,
          std::vector<NotBridged>& not_bridged)
      : ours_(ours),
        bridge_(bridge),
        context_(context),
        not_bridged_(not_bridged),
        accepts_(ours, false, Accepts) {}

  void Build(std::uint8_t hooks) {
    for (const Chain& chain : ours_.table().chains) {
      if (chain.hook && (hooks & HookBit(*chain.hook)) != 0) CollectEffects(chain);
    }
    for (const Chain& chain : ours_.table().chains) {
      if (!chain.hook || (hooks & HookBit(*chain.hook)) == 0 || !accepts_.In(chain)) continue;
      if (!Copy(chain)) continue;
      bridge_.hooks = static_cast<std::uint8_t>(bridge_.hooks | HookBit(*chain.hook));
    }
    std::ranges::sort(bridge_.chains, {}, &BridgeChain::name);
  }

 private:
  void CollectEffects(const Chain& chain) {
    if (!seen_.insert(&chain).second) return;
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!ours_.Read(rule, syntax)) continue;
      effects_.Add(syntax);
      if (const Chain* called = ours_.Called(syntax)) CollectEffects(*called);
    }
  }

  std::string NameOf(const Chain& chain) const {
    return BridgeName(chain.name, static_cast<std::size_t>(&chain - ours_.table().chains.data()));
  }

  void Report(const RuleSyntax& syntax, std::string_view what, std::string hint) {
    not_bridged_.push_back(
        {syntax.span, fmt::format("{}: {}", bridge_.Name(), what), std::move(hint)});
  }

  // Whether another table can ask what the rule asks, with the same answer; says why not.
  bool CanAsk(const RuleSyntax& syntax) {
    for (const iptables::Use& match : syntax.matches) {
      const translator::MatchModule& module = translator::MatchOf(match);
      if (module.write != nullptr && module.write(match, context_)) continue;
      Report(syntax,
             fmt::format("what this rule accepts is still subject to later rules: -m {} {}",
                         match.extension->name,
                         module.write == nullptr ? "cannot be asked twice"
                                                 : "cannot be written: is there such an ipset?"),
             "accept it there with iptables, too");
      return false;
    }
    const bool ends = !syntax.target && syntax.verdict == "ACCEPT";
    if (!effects_.MayChange(syntax, ends)) return true;
    Report(syntax,
           "what this rule accepts is still subject to later rules: its tests may come out "
           "otherwise when other rules have changed the packet",
           "change the packet in another table, or accept it there with iptables, too");
    return false;
  }

  // Copies what accepts. False: nothing does, or nothing that does can be said there.
  bool Copy(const Chain& chain) {
    const auto [known, added] = copied_.try_emplace(&chain, false);
    if (!added) return known->second;
    BridgeChain copy{NameOf(chain), {}};
    bool any = false;
    RuleSyntax syntax;
    for (const Rule& rule : chain.rules) {
      if (!ours_.Read(rule, syntax)) continue;
      const Chain* called = ours_.Called(syntax);
      const bool inside = called != nullptr && accepts_.In(*called);
      const bool accepts = called == nullptr && Accepts(syntax);
      // A goto to where nothing is accepted leads back all the same.
      const bool returns =
          syntax.verdict == "RETURN" || (called != nullptr && syntax.is_goto && !inside);
      if (!accepts && !inside && !returns) continue;
      if (syntax.target) {
        Report(syntax,
               "what this rule accepts is still subject to later rules: it changes the mark",
               "accept it there with iptables, too");
        continue;
      }
      if (chain.hook && (returns || (inside && syntax.is_goto))) {
        Report(syntax, "what returns here is still subject to later rules",
               "put the rule into a chain of its own");
      }
      if (!CanAsk(syntax)) {
        // Whatever comes behind could accept what it would have kept from getting there.
        if (returns || syntax.is_goto) break;
        continue;
      }
      if (inside && !Copy(*called)) continue;
      const std::string name = inside ? NameOf(*called) : std::string();
      if (inside) {
        syntax.verdict = name;
      } else if (returns) {
        syntax.verdict = "RETURN";
        syntax.is_goto = false;
      }
      copy.rules.push_back(ours_.Print(syntax));
      any |= accepts || inside;
    }
    if (!any) return false;
    bridge_.chains.push_back(std::move(copy));
    return copied_[&chain] = true;
  }

  const TableReader& ours_;
  TableBridge& bridge_;
  const translator::XtContext& context_;
  std::vector<NotBridged>& not_bridged_;
  Search<bool (*)(const RuleSyntax&)> accepts_;
  Effects effects_;
  std::set<const Chain*> seen_;
  std::map<const Chain*, bool> copied_;
};

// What stands there of bridges; whether it is what should.
void CompareStanding(const TableReader& others, TableBridge& bridge) {
  RuleSyntax syntax;
  bool jumps_in_place = true;
  for (const Chain& chain : others.table().chains) {
    const bool ours = IsBridge(chain.name);
    BridgeChain standing{std::string(chain.name), {}};
    const bool wanted = chain.hook && (bridge.hooks & HookBit(*chain.hook)) != 0;
    jumps_in_place &= !wanted || !chain.rules.empty();
    for (std::size_t number = 0; number < chain.rules.size(); ++number) {
      const Rule& rule = chain.rules[number];
      const bool first = wanted && number == 0;
      const bool mentions = others.Text(rule).find(kBridgePrefix) != std::string_view::npos;
      if (!ours && !first && !mentions) continue;
      const std::string text = others.Read(rule, syntax) ? others.Print(syntax) : "?";
      if (ours) {
        standing.rules.push_back(text);
      } else if (first) {
        jumps_in_place &= text == BridgeJump(*chain.hook);
      } else {
        jumps_in_place &= !IsBridge(syntax.verdict);
      }
    }
    if (ours) bridge.standing.push_back(std::move(standing));
  }
  std::ranges::sort(bridge.standing, {}, &BridgeChain::name);
  bridge.in_place = jumps_in_place && bridge.standing == bridge.chains;
}

}  // namespace

std::string TableBridge::Name() const {
  return fmt::format("{}-{} {}", family == Family::kIpv4 ? "iptables" : "ip6tables",
                     compat::Name(backend), iptables::Info(table).name);
}

std::string BridgeJump(iptables::Hook hook) {
  return fmt::format("-m comment --comment \"accepted by cnft\" -j {}{}", kBridgePrefix,
                     iptables::HookName(hook));
}

Result<std::deque<BackendRules>> ReadBackends() {
  std::deque<BackendRules> backends;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    for (const Backend backend : {Backend::kLegacy, Backend::kNft}) {
      auto rules =
          backend == Backend::kLegacy ? ReadLegacyRules(family) : ReadNftRulesAtOnce(family);
      if (!rules) return std::unexpected(rules.error());
      if (!rules->text.empty()) backends.push_back(ParseLive(backend, family, std::move(*rules)));
    }
  }
  return backends;
}

NatHooks NatHooksOf(const BackendRules& rules) {
  NatHooks hooks{};
  const auto& nat = rules.ruleset.tables[static_cast<std::size_t>(TableId::kNat)];
  if (nat) {
    hooks[static_cast<std::size_t>(rules.ruleset.family)] =
        HooksThatAct(TableReader(*nat, rules.ruleset.family, rules.sources));
  }
  return hooks;
}

void Add(const NatHooks& more, NatHooks& hooks) {
  for (std::size_t i = 0; i < hooks.size(); ++i) {
    hooks[i] = static_cast<std::uint8_t>(hooks[i] | more[i]);
  }
}

BridgePlan PlanBridges(const RulesetInput* input, const std::deque<BackendRules>& others) {
  BridgePlan plan;
  for (const BackendRules& backend : others) {
    const Family family = backend.ruleset.family;
    const translator::XtContext context{family, {}, SetNumber};
    Add(NatHooksOf(backend), plan.nat_hooks);
    for (const auto& table : backend.ruleset.tables) {
      if (!table || table->id == TableId::kNat) continue;
      const TableReader theirs(*table, family, backend.sources);
      const std::uint8_t hooks = HooksThatAct(theirs);
      TableBridge bridge;
      bridge.backend = backend.backend;
      bridge.family = family;
      bridge.table = table->id;
      const auto* ruleset = input == nullptr ? nullptr : &input->ruleset(family);
      const auto* ours = ruleset == nullptr || !*ruleset
                             ? nullptr
                             : &(*ruleset)->tables[static_cast<std::size_t>(table->id)];
      if (ours != nullptr && *ours && hooks != 0) {
        const TableReader reader(**ours, family, input->sources);
        Builder(reader, bridge, context, plan.not_bridged).Build(hooks);
      }
      CompareStanding(theirs, bridge);
      if (!bridge.chains.empty() || !bridge.standing.empty()) {
        plan.tables.push_back(std::move(bridge));
      }
    }
  }
  return plan;
}

}  // namespace cnft::compat
