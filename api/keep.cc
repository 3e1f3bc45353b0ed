// SPDX-License-Identifier: GPL-2.0-or-later
// A ruleset that is worked out once and held.
#include "api/keep.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "api/sysctl.h"
#include "nft/reconcile.h"

namespace cnft {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
constexpr int kAttempts = 10;

bool TimesOut(const nftables::Set& set) {
  return std::ranges::any_of(set.elements,
                             [](const auto& element) { return element.timeout_ms != 0; });
}

// The table with only those elements that are not over yet, and what they have left.
nftables::Table Aged(const nftables::Table& table, std::uint64_t elapsed_ms) {
  nftables::Table aged = table;
  for (nftables::Set& set : aged.sets) {
    std::erase_if(set.elements, [&](const nftables::Element& element) {
      return element.timeout_ms != 0 && element.timeout_ms <= elapsed_ms;
    });
    for (nftables::Element& element : set.elements) {
      if (element.timeout_ms != 0) element.expires_ms = element.timeout_ms - elapsed_ms;
    }
  }
  return aged;
}

Result<KeepReport> KeepOnce(Kernel& kernel, const WantedRuleset& wanted,
                            const KeepOptions& options) {
  const auto generation = kernel.Generation();
  if (!generation) return std::unexpected(generation.error());
  KeepReport report;
  report.generation = *generation;
  const auto transaction = kernel.Begin();
  // Changes point into these.
  std::array<std::optional<Kernel::Snapshot>, 2> standing;
  std::array<std::optional<nftables::Table>, 2> aged;
  std::vector<Change> changes;
  for (const Family family : kFamilies) {
    const auto number = static_cast<std::size_t>(family);
    auto read = kernel.Read(family, wanted.name);
    if (!read) return std::unexpected(read.error());
    standing[number] = std::move(*read);
    const nftables::Table* table = wanted.tables[number] ? &*wanted.tables[number] : nullptr;
    Kernel::Snapshot* snapshot = standing[number] ? &*standing[number] : nullptr;
    if (table == nullptr) {
      if (snapshot == nullptr) continue;
      transaction->DeleteTable(family, wanted.name);
      changes.push_back({.kind = ChangeKind::kRemoved,
                         .subject = Subject::kTable,
                         .family = family,
                         .name = snapshot->table.name});
      continue;
    }
    if (std::ranges::any_of(table->sets, TimesOut)) {
      const auto elapsed =
          std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - wanted.since);
      table = &aged[number].emplace(Aged(*table, static_cast<std::uint64_t>(elapsed.count())));
    }
    std::ranges::move(Reconcile(snapshot, *table, *transaction, {options.own}),
                      std::back_inserter(changes));
  }
  for (const Change& change : changes) {
    ++(change.kind == ChangeKind::kAdded     ? report.added
       : change.kind == ChangeKind::kRemoved ? report.removed
                                             : report.changed);
  }
  if (transaction->empty()) return report;
  if (options.on_changes) options.on_changes(changes);
  if (auto done = kernel.Commit(*transaction, {options.check_only, *generation}); !done) {
    return std::unexpected(done.error());
  }
  if (!options.check_only) ++report.generation;
  return report;
}

}  // namespace

WantedRuleset Translate(RulesetInput& input, const translator::TranslateOptions& options) {
  translator::TranslateOptions translate = options;
  if (!translate.bridge_netfilter) translate.bridge_netfilter = BridgesPassHooks;
  WantedRuleset wanted;
  wanted.name = options.table;
  wanted.since = Clock::now();
  for (const Family family : kFamilies) {
    if (!input.ruleset(family)) continue;
    nftables::Collector collector;
    TranslateFamily(input, family, translate, collector);
    nftables::Ruleset ruleset = collector.Take();
    if (ruleset.tables.empty()) continue;  // with errors
    wanted.rules += input.ruleset(family)->RuleCount();
    wanted.sets += ruleset.tables[0].sets.size();
    const auto number = static_cast<std::size_t>(family);
    if (input.absorbed[number]) ruleset.tables[0].sets.push_back(*input.absorbed[number]);
    wanted.tables[number] = std::move(ruleset.tables[0]);
  }
  return wanted;
}

Result<KeepReport> Keep(Kernel& kernel, const WantedRuleset& wanted, const KeepOptions& options) {
  for (int attempt = 1;; ++attempt) {
    auto report = KeepOnce(kernel, wanted, options);
    if (report || report.error().code != ErrorCode::kConflict || attempt == kAttempts) {
      return report;
    }
  }
}

bool KernelHasOwners(Kernel& kernel) {
  nftables::Table table;
  table.name = "cnft..probe";  // of a transaction that is thrown away
  const auto transaction = kernel.Begin();
  transaction->SetTableFlags(table, {.owned = true, .persistent = true});
  return kernel.Commit(*transaction, {.check_only = true, .generation = std::nullopt}).has_value();
}

}  // namespace cnft
