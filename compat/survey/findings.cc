// SPDX-License-Identifier: GPL-2.0-or-later
// What on a node will clash with the rules that cnft installs, and what to do about it.
//
// An accept of nf_tables ends one base chain, not the packet's way: whatever comes behind at the
// same hook may still drop the packet, or translate it where a rule meant to leave it alone.
#include "compat/survey/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "compat/survey/owners.h"
#include "ruleset/iptables/syntax.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

using iptables::TableId;

using Findings = std::vector<Finding>;

const iptables::Table* FindTable(const BackendRules& rules, TableId id) {
  const auto& table = rules.ruleset.tables[static_cast<std::size_t>(id)];
  return table ? &*table : nullptr;
}

std::size_t RuleCount(const BackendRules& rules) { return rules.ruleset.RuleCount(); }

// Calls `visit(table, chain)` for each chain.
template <typename Visitor>
void ForEachChain(const BackendRules& rules, Visitor visit) {
  for (const auto& table : rules.ruleset.tables) {
    if (!table) continue;
    for (const iptables::Chain& chain : table->chains) visit(*table, chain);
  }
}

// What a rule does to the packets it matches: its verdict, or the name of its target.
std::string_view ActionOf(const BackendRules& rules, TableId table, const iptables::Rule& rule,
                          iptables::RuleSyntax& syntax) {
  syntax.Clear();
  Diagnostics diagnostics;
  if (!iptables::ParseRule(rule, {rules.ruleset.family, table}, rules.sources,
                           translator::Extensions(), diagnostics, syntax)) {
    return {};
  }
  return syntax.target ? syntax.target->extension->name : syntax.verdict;
}

// The rules of a table whose action is one of these, as text.
std::vector<std::string> RulesThat(const BackendRules& rules, TableId id,
                                   std::span<const std::string_view> actions) {
  std::vector<std::string> found;
  const iptables::Table* table = FindTable(rules, id);
  if (table == nullptr) return found;
  iptables::RuleSyntax syntax;
  for (const iptables::Chain& chain : table->chains) {
    for (const iptables::Rule& rule : chain.rules) {
      if (std::ranges::find(actions, ActionOf(rules, id, rule, syntax)) == actions.end()) continue;
      std::string text =
          fmt::format("{} -t {} -A {}", rules.Program(), iptables::Info(id).name, chain.name);
      iptables::PrintRule(syntax, rules.ruleset.family, text);
      found.push_back(std::move(text));
    }
  }
  return found;
}

// ---- The checks ----

void CheckMixedBackends(const Node& node, Findings& findings) {
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    std::vector<std::string> where;
    for (const BackendRules& rules : node.backends) {
      if (rules.ruleset.family != family || RuleCount(rules) == 0) continue;
      where.push_back(fmt::format("{}: {} rules", rules.Program(), RuleCount(rules)));
    }
    if (where.size() < 2) continue;
    findings.push_back(
        {.code = "mixed-backends",
         .what = fmt::format("{} rules stand in both backends of iptables",
                             family == Family::kIpv4 ? "IPv4" : "IPv6"),
         .where = std::move(where),
         .why = "each program sees only its own backend, packets pass the rules of both",
         .fix = "choose one with update-alternatives, load its rules there and flush the other"});
  }
}

void CheckPolicies(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    const iptables::Table* table = FindTable(rules, TableId::kFilter);
    if (table == nullptr) continue;
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

void CheckLaterDrops(const Node& node, Findings& findings) {
  static constexpr std::string_view kDrops[] = {"DROP", "REJECT"};
  for (const BackendRules& rules : node.backends) {
    auto where = RulesThat(rules, TableId::kFilter, kDrops);
    if (where.empty()) continue;
    findings.push_back(
        {.code = "later-drop",
         .what = fmt::format("{} can drop what cnft's rules accept", rules.Program()),
         .where = std::move(where),
         .why = "they stand behind cnft's chains, whose accepts do not reach that far",
         .fix = "see that none of them matches accepted packets, or accept those before them"});
  }
}

void CheckNativeDrops(const Node& node, Findings& findings) {
  // By table: its base chains that filter, and the rules that drop.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> drops;
  for (const BaseChain& chain : node.native.chains) {
    if (chain.table == node.table || !chain.drops) continue;
    drops[{chain.family, chain.table}].push_back(
        fmt::format("chain {} {} {} at hook {}, priority {}: policy drop", chain.family,
                    chain.table, chain.name, chain.hook, chain.priority));
  }
  const auto has_base_chain = [&node](const DroppingRule& rule) {
    return std::ranges::any_of(node.native.chains, [&rule](const BaseChain& chain) {
      return chain.family == rule.family && chain.table == rule.table;
    });
  };
  for (const DroppingRule& rule : node.native.drops) {
    if (rule.table == node.table || !has_base_chain(rule)) continue;
    drops[{rule.family, rule.table}].push_back(
        fmt::format("rule {} {} {} handle {}", rule.family, rule.table, rule.chain, rule.handle));
  }
  for (auto& [table, where] : drops) {
    const auto& [family, name] = table;
    const std::string_view owner = TableOwner(name);
    findings.push_back(
        {.code = "native-drop",
         .what = fmt::format("table {} {}{} can drop what cnft's rules accept", family, name,
                             owner.empty() ? "" : fmt::format(" of {}", owner)),
         .where = std::move(where),
         .why = "an accept ends one base chain: those of other tables still see the packet",
         .fix = fmt::format("allow the traffic there too; nft -a list table {} {} shows the rules",
                            family, name)});
  }
}

void CheckLaterNat(const Node& node, Findings& findings) {
  static constexpr std::string_view kTranslate[] = {"SNAT", "DNAT", "MASQUERADE", "REDIRECT",
                                                    "NETMAP"};
  for (const BackendRules& rules : node.backends) {
    auto where = RulesThat(rules, TableId::kNat, kTranslate);
    if (where.empty()) continue;
    findings.push_back({.code = "later-nat",
                        .what = fmt::format("{} translates addresses, too", rules.Program()),
                        .where = std::move(where),
                        .why = "a flow that cnft's nat chains accept untranslated goes on to these",
                        .fix = "see that none of them matches flows that are to stay as they are"});
  }
}

// A rule with native expressions among those of iptables-nft.
void CheckForeignRules(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::set<std::string> where;
    for (const Opaque& opaque : rules.opaque) {
      if (opaque.kind != OpaqueKind::kExpression) continue;
      where.insert(fmt::format("{} -t {} {} rule {}: {}", rules.Program(), opaque.table,
                               opaque.chain, opaque.rule, opaque.name));
    }
    if (where.empty()) continue;
    findings.push_back(
        {.code = "native-rule-in-iptables-table",
         .what = fmt::format("tables of {} hold rules that it did not write", rules.Program()),
         .where = {where.begin(), where.end()},
         .why = "iptables-save then prints nothing of the table, and exits 0",
         .fix = "move them into a table of their own"});
  }
}

void CheckUnknownExtensions(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::vector<std::string> where;
    for (const Opaque& opaque : rules.opaque) {
      if (opaque.kind == OpaqueKind::kExpression) continue;
      where.push_back(fmt::format("{} -t {} {} rule {}: {} {} revision {}", rules.Program(),
                                  opaque.table, opaque.chain, opaque.rule,
                                  opaque.kind == OpaqueKind::kMatch ? "-m" : "-j", opaque.name,
                                  opaque.revision));
    }
    if (where.empty()) continue;
    findings.push_back({.code = "unknown-extension",
                        .what = fmt::format("cnft cannot read {} matches or targets of {}",
                                            where.size(), rules.Program()),
                        .where = std::move(where),
                        .why = "what these rules do is not known here",
                        .fix = "look at them with the iptables that wrote them"});
  }
}

void CheckUnknownSets(const Node& node, Findings& findings) {
  if (node.sets.unknown.empty()) return;
  std::vector<std::string> where;
  for (const UnknownSet& set : node.sets.unknown) {
    where.push_back(fmt::format("ipset {} of type {}", set.name, set.type));
  }
  findings.push_back({.code = "unknown-set-type",
                      .what = "there are sets of types that cnft has no form for",
                      .where = std::move(where),
                      .why = "rules that use them cannot be taken over",
                      .fix = "leave the sets and their rules to ipset and iptables"});
}

void CheckCiliumLeftovers(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    std::vector<std::string> where;
    ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
      if (ChainOwner(chain.name) != "Cilium") return;
      where.push_back(fmt::format("{} -t {} -S {}", rules.Program(), iptables::Info(table.id).name,
                                  chain.name));
    });
    if (where.empty()) continue;
    findings.push_back(
        {.code = "cilium-chains",
         .what = fmt::format("chains of Cilium stand in {}", rules.Program()),
         .where = std::move(where),
         .why = "their rules act beside those that cnft installs from Cilium's configuration",
         .fix = "set install-iptables-rules to false in Cilium and remove the chains"});
  }
}

// Which backend iptables-wrappers of containers takes: that which kubelet's chains are in.
void CheckHints(const Node& node, Findings& findings) {
  static constexpr std::string_view kHints[] = {"KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY"};
  std::map<Backend, std::set<std::string>> hints;
  std::map<Backend, std::set<std::string>> others;
  for (const BackendRules& rules : node.backends) {
    ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
      const bool hint =
          table.id == TableId::kMangle && std::ranges::find(kHints, chain.name) != std::end(kHints);
      const std::string place =
          fmt::format("{} -t {} -S {}", rules.Program(), iptables::Info(table.id).name, chain.name);
      if (hint) hints[rules.backend].insert(place);
      if (!hint && ChainOwner(chain.name) == "kube-proxy") others[rules.backend].insert(place);
    });
  }
  const auto report = [&](std::string what, std::set<std::string> where) {
    findings.push_back({.code = "iptables-hint",
                        .what = std::move(what),
                        .where = {where.begin(), where.end()},
                        .why = "images with iptables-wrappers choose their backend by it",
                        .fix = "let kubelet and kube-proxy use one backend, and remove the chain "
                               "from the other"});
  };
  if (hints.size() > 1) {
    std::set<std::string> all = hints[Backend::kLegacy];
    all.merge(hints[Backend::kNft]);
    report("kubelet's hint stands in both backends of iptables", std::move(all));
  } else if (hints.size() == 1 && others.size() == 1 &&
             hints.begin()->first != others.begin()->first) {
    report(fmt::format("kubelet's hint says {}, kube-proxy's chains stand in {}",
                       Name(hints.begin()->first), Name(others.begin()->first)),
           hints.begin()->second);
  }
}

void CheckFlushes(const Node& node, Findings& findings) {
  if (node.flushes.empty()) return;
  std::vector<std::string> where;
  for (const Flush& flush : node.flushes) {
    where.push_back(fmt::format("{}:{}: flush ruleset", flush.file, flush.line));
  }
  findings.push_back({.code = "flush-ruleset",
                      .what = "nftables' configuration removes the tables of everybody",
                      .where = std::move(where),
                      .why = "loading it (nftables.service) removes cnft's table too",
                      .fix = "delete the tables of that file by name instead: table T; delete "
                             "table T"});
}

constexpr void (*kChecks[])(const Node&, Findings&) = {
    CheckMixedBackends, CheckPolicies,          CheckLaterDrops,  CheckNativeDrops,
    CheckLaterNat,      CheckForeignRules,      CheckHints,       CheckCiliumLeftovers,
    CheckFlushes,       CheckUnknownExtensions, CheckUnknownSets,
};

}  // namespace

Findings Examine(const Node& node) {
  Findings findings;
  for (const auto check : kChecks) check(node, findings);
  return findings;
}

std::vector<Presence> ListPresences(const Node& node) {
  std::vector<Presence> list;
  for (const BackendRules& rules : node.backends) {
    for (const auto& table : rules.ruleset.tables) {
      if (!table) continue;
      Presence presence{rules.Program(), std::string(iptables::Info(table->id).name), 0, 0, {}};
      std::set<std::string> owners;
      for (const iptables::Chain& chain : table->chains) {
        ++presence.chains;
        presence.rules += chain.rules.size();
        const std::string_view owner = chain.hook ? "" : ChainOwner(chain.name);
        if (!owner.empty()) owners.emplace(owner);
      }
      presence.owners = {owners.begin(), owners.end()};
      list.push_back(std::move(presence));
    }
  }
  for (const BaseChain& chain : node.native.chains) {
    const std::string table = chain.family + " " + chain.table;
    auto found = std::ranges::find(list, table, &Presence::table);
    if (found == list.end()) {
      Presence presence{"nftables", table, 0, 0, {}};
      const std::string_view owner =
          chain.table == node.table ? std::string_view("cnft") : TableOwner(chain.table);
      if (!owner.empty()) presence.owners.emplace_back(owner);
      found = list.insert(list.end(), std::move(presence));
    }
    ++found->chains;
  }
  return list;
}

}  // namespace cnft::compat
