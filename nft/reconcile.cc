// SPDX-License-Identifier: GPL-2.0-or-later
// From what stands in the kernel to what is wanted, whoever wrote what stands.
#include "nft/reconcile.h"

#include <algorithm>

namespace cnft {
namespace {

using nftables::Table;

// No text of a rule, so that no rule wanted is like one that bears it.
constexpr std::string_view kNobodys = "\1";

Change OfTable(ChangeKind kind, const Table& table) {
  Change change;
  change.kind = kind;
  change.subject = Subject::kTable;
  change.family = table.family;
  change.name = table.name;
  return change;
}

// What has a name that is wanted for something else would have to go before it comes, and rules
// that use it before that.
bool InTheWay(const Kernel::Snapshot::Unknown& unknown, const Table& desired) {
  switch (unknown.subject) {
    case Subject::kSet:
      return std::ranges::find(desired.sets, unknown.name, &nftables::Set::name) !=
             desired.sets.end();
    case Subject::kObject:
      return false;  // each type has names of its own
    default:
      return true;
  }
}

bool SameHook(const nftables::Chain& a, const nftables::Chain& b) {
  return a.name == b.name && a.base && b.base && a.base->type == b.base->type &&
         a.base->hook == b.base->hook && a.base->priority == b.base->priority && a.role == b.role &&
         a.policy_counters.has_value() == b.policy_counters.has_value();
}

// Whether base chains come or go. The kernel takes none in the transaction that wakes their table,
// and would unhook one that goes before it without having hooked it.
bool HooksDiffer(const Table& standing, const Table& desired) {
  const auto bases = [](const Table& table) {
    return std::ranges::count_if(table.chains,
                                 [](const auto& chain) { return chain.base.has_value(); });
  };
  return bases(standing) != bases(desired) ||
         std::ranges::any_of(desired.chains, [&](const nftables::Chain& chain) {
           return chain.base && std::ranges::none_of(standing.chains, [&](const auto& other) {
                    return SameHook(chain, other);
                  });
         });
}

// A table that is nobody's cannot be given an owner, but for one that outlived its last.
bool MustBeMadeAnew(const Kernel::Snapshot& standing, const Table& desired, bool own) {
  const TableFlags& flags = standing.flags;
  return std::ranges::any_of(standing.unknown,
                             [&](const auto& one) { return InTheWay(one, desired); }) ||
         (own && !flags.persistent) || (flags.dormant && HooksDiffer(standing.table, desired));
}

}  // namespace

std::vector<Change> Reconcile(Kernel::Snapshot* standing, const Table& desired,
                              Transaction& transaction, const ReconcileOptions& options) {
  std::vector<Change> changes;
  if (standing != nullptr && MustBeMadeAnew(*standing, desired, options.own)) {
    transaction.DeleteTable(desired.family, desired.name);
    changes.push_back(OfTable(ChangeKind::kRemoved, standing->table));
    standing = nullptr;
  }
  TableFlags flags = standing != nullptr ? standing->flags : TableFlags();
  flags.dormant = false;
  if (options.own) flags.owned = flags.persistent = true;
  if (standing != nullptr ? flags != standing->flags : flags != TableFlags()) {
    transaction.SetTableFlags(desired, flags);
    if (standing != nullptr) changes.push_back(OfTable(ChangeKind::kChanged, desired));
  }
  if (standing != nullptr && !standing->foreign_rules.empty()) {
    for (nftables::Chain& chain : standing->table.chains) {
      for (nftables::Rule& rule : chain.rules) {
        if (standing->foreign_rules.contains(rule.handle)) rule.source = kNobodys;
      }
    }
  }
  std::ranges::move(Diff(standing != nullptr ? &standing->table : nullptr, desired, transaction),
                    std::back_inserter(changes));
  if (standing == nullptr) return changes;
  for (const Kernel::Snapshot::Unknown& unknown : standing->unknown) {
    Change& change = changes.emplace_back();
    change.kind = ChangeKind::kRemoved;
    change.subject = unknown.subject;
    change.family = desired.family;
    change.name = unknown.name;
    if (unknown.subject == Subject::kSet) {
      transaction.DeleteSet(desired, unknown.name);
    } else {
      nftables::Object object;
      object.name = unknown.name;
      object.type = static_cast<nftables::ObjectType>(unknown.type);
      transaction.DeleteObject(desired, object);
    }
  }
  return changes;
}

}  // namespace cnft
