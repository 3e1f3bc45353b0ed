// SPDX-License-Identifier: GPL-2.0-or-later
// What became in iptables of chains that cnft has absorbed, and of the ipsets they name.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compat/survey/checks/checks.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

// A chain that was taken, or another of the same names that has rules: empty ones are canaries.
bool WasTaken(const Record& record, const iptables::Table& table, const iptables::Chain& chain) {
  for (const AbsorbedTable& taken : record.tables) {
    if (taken.id != table.id) continue;
    if (std::ranges::find(taken.chains, chain.name, &HeldChain::name) != taken.chains.end()) {
      return true;
    }
  }
  return !chain.hook && !chain.rules.empty() && record.selection.Takes(table.id) &&
         record.selection.Takes(chain.name);
}

void ReportAbsorbedChains(const Node& node, Findings& findings) {
  for (const BackendRules& rules : node.backends) {
    const auto& record = node.absorbed[static_cast<std::size_t>(rules.ruleset.family)];
    if (!record) continue;
    std::vector<std::string> where;
    ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
      if (WasTaken(*record, table, chain)) where.push_back(Place(rules, table, chain));
    });
    if (where.empty()) continue;
    findings.push_back(
        {.code = "absorbed-again",
         .what = fmt::format("chains that cnft has absorbed stand in {} again", rules.Program()),
         .where = std::move(where),
         .why = "their owner has written them anew, and packets meet both; or an absorb or release "
                "was broken off",
         .fix = "cnft absorb takes them over as they are now; cnft release leaves them to their "
                "owner"});
  }
}

// What a set holds, whatever the order and the counters.
std::set<std::string> Contents(const ipset::Set& set) {
  std::set<std::string> keys;
  for (const ipset::Element& element : set.elements) {
    keys.insert(ipset::PrintKey(element, set) + (element.nomatch ? " nomatch" : ""));
  }
  return keys;
}

void ReportAbsorbedSets(const Node& node, Findings& findings) {
  std::vector<std::string> where;
  for (const auto& record : node.absorbed) {
    const ipset::Ruleset sets = record ? record->Sets() : ipset::Ruleset();
    for (const ipset::Set& set : sets.sets()) {
      const ipset::Set* live = node.sets.sets.Find(set.name);
      if (live == nullptr) {
        AddOnce(where, fmt::format("ipset {} is gone", set.name));
      } else if (Contents(*live) != Contents(set)) {
        AddOnce(where, fmt::format("ipset {}: {} elements, {} in the copy", set.name,
                                   live->elements.size(), set.elements.size()));
      }
    }
  }
  if (where.empty()) return;
  findings.push_back({.code = "absorbed-sets",
                      .what = "ipsets have changed since cnft absorbed rules that name them",
                      .where = std::move(where),
                      .why = "the rules in cnft ask its copies",
                      .fix = "cnft absorb, with the same options, copies them anew"});
}

}  // namespace

std::unique_ptr<Check> CheckAbsorbedChains() { return Make<NodeCheck<ReportAbsorbedChains>>(); }
std::unique_ptr<Check> CheckAbsorbedSets() { return Make<NodeCheck<ReportAbsorbedSets>>(); }

}  // namespace cnft::compat
