// SPDX-License-Identifier: GPL-2.0-or-later
// Absorbed rules as a part of the input of an apply.
#include <fmt/format.h>

#include "compat/absorb/absorb.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

constexpr std::string_view kWayOut = "leave it out of the input, or put it back with cnft release";

void ReportChains(const Record& record, Family family, RulesetInput& input) {
  const auto& ruleset = input.ruleset(family);
  if (!ruleset) return;
  for (const AbsorbedTable& taken : record.tables) {
    const auto& table = ruleset->tables[static_cast<std::size_t>(taken.id)];
    if (!table) continue;
    for (const HeldChain& absorbed : taken.chains) {
      const iptables::Chain* chain = table->Find(absorbed.name);
      if (chain == nullptr) continue;
      input.diagnostics.Report(
          DiagnosticKind::kDuplicateChain, chain->span,
          fmt::format("chain {} is absorbed from iptables, and in force", absorbed.name),
          std::string(kWayOut));
    }
  }
}

std::string TextOf(const ipset::Set& set) {
  ipset::Ruleset alone;
  alone.Add(set);
  return ipset::Print(alone);
}

// Sets that both have may be the same.
void AddSets(const Record& record, RulesetInput& input) {
  const ipset::Ruleset absorbed = record.Sets();
  ipset::Ruleset missing;
  for (const ipset::Set& set : absorbed.sets()) {
    const ipset::Set* found = input.ipsets.Find(set.name);
    if (found == nullptr) {
      missing.Add(set);
    } else if (TextOf(*found) != TextOf(set)) {
      input.diagnostics.Report(DiagnosticKind::kDuplicateSet, found->span,
                               fmt::format("absorbed rules use another set {}", set.name),
                               std::string(kWayOut));
    }
  }
  if (missing.sets().empty()) return;
  AddInput({InputKind::kIpset, "absorbed ipsets", ipset::Print(missing)}, input);
}

}  // namespace

NatHooks AddAbsorbed(const KeptRecords& kept, RulesetInput& input) {
  NatHooks hooks{};
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const auto index = static_cast<std::size_t>(family);
    const auto& record = kept.records[index];
    if (!record) continue;
    ReportChains(*record, family, input);
    AddSets(*record, input);
    const bool ipv4 = family == Family::kIpv4;
    AddInput({ipv4 ? InputKind::kIpv4 : InputKind::kIpv6,
              ipv4 ? "absorbed rules" : "absorbed IPv6 rules", record->RulesText()},
             input);
    input.absorbed[index] = kept.sets[index];
    Add(NatHooksOf(ParseLive(record->backend, family, {record->RulesText(), {}})), hooks);
  }
  return hooks;
}

}  // namespace cnft::compat
