// SPDX-License-Identifier: GPL-2.0-or-later
// What absorbing and releasing share.
#include "compat/absorb/handover.h"

#include <sys/syscall.h>

#include <fmt/format.h>
#include <linux/membarrier.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "api/show.h"
#include "api/sysctl.h"
#include "compat/absorb/native.h"
#include "nft/diff.h"

namespace cnft::compat {

// The kernel walks a hook in one read-side section of RCU (include/linux/netfilter.h, nf_hook);
// this waits for the end of all of them (kernel/sched/membarrier.c).
void Pause() {
  constexpr auto kElse = std::chrono::milliseconds(50);
  if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0) != 0) std::this_thread::sleep_for(kElse);
}

translator::TranslateOptions TranslationFor(const nftables::Table* standing,
                                            const NatHooks& nat_hooks) {
  translator::TranslateOptions options;
  options.nat_hooks_of_others = nat_hooks;
  options.bridge_netfilter = BridgesPassHooks;
  // Rules count as those do that stand.
  if (standing != nullptr && !standing->chains.empty()) {
    options.counters = std::ranges::any_of(standing->chains, [](const nftables::Chain& chain) {
      return std::ranges::any_of(chain.rules, [](const nftables::Rule& rule) {
        return std::ranges::any_of(rule.statements, [](const nftables::Statement& statement) {
          return std::holds_alternative<nftables::Counter>(statement);
        });
      });
    });
  }
  return options;
}

Translated TranslateRecord(const Record& record, Family family,
                           const translator::TranslateOptions& options) {
  Translated translated;
  translated.input = ReadInput({});
  AddInput({InputKind::kIpset, "ipsets", record.ipsets}, translated.input);
  AddInput(
      {family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6, "rules", record.RulesText()},
      translated.input);
  nftables::Collector collector;
  TranslateFamily(translated.input, family, options, collector);
  nftables::Ruleset ruleset = collector.Take();
  if (!ruleset.tables.empty()) translated.table = std::move(ruleset.tables[0]);
  return translated;
}

Result<void> Handover::Read() {
  const auto generation = kernel_.Generation();
  if (!generation) return std::unexpected(generation.error());
  generation_ = *generation;
  auto kept = ReadRecords(table_);
  if (!kept) return std::unexpected(kept.error());
  kept_ = std::move(*kept);
  gone_sets_.clear();
  for (const Family family : kFamilies) {
    auto& record = kept_.records[Index(family)];
    if (!record) continue;
    for (std::string& name : FollowSets(family, *record)) gone_sets_.push_back(std::move(name));
  }
  auto holdings = ReadHoldings();
  if (!holdings) return std::unexpected(holdings.error());
  holdings_ = std::move(*holdings);
  for (const Family family : kFamilies) {
    auto read = kernel_.Read(family, table_);
    if (!read) return std::unexpected(read.error());
    if (*read && (*read)->foreign) {
      return std::unexpected(
          Error{.code = ErrorCode::kRefused,
                .message = fmt::format("the {} table {} holds what cnft did not write",
                                       family == Family::kIpv4 ? "IPv4" : "IPv6", table_),
                .hint = "apply the rules again: cnft apply"});
    }
    auto& standing = standing_[Index(family)];
    standing.reset();
    if (*read) standing = std::move((*read)->table);
  }
  return {};
}

Result<nftables::Table> Handover::Ours(Family family) {
  nftables::Table ours;
  ours.family = family;
  ours.name = table_;
  if (const auto& standing = standing_[Index(family)]) ours = *standing;
  std::erase_if(ours.sets, [](const auto& set) { return set.name == kAbsorbedSet; });
  const auto& record = kept_.records[Index(family)];
  if (!record) return ours;
  const Translated old = TranslateRecord(*record, family, TranslationFor(nullptr, {}));
  const auto taken = TakeNative(old.table, ours);
  if (taken) return ours;
  return std::unexpected(Error{.code = ErrorCode::kRefused,
                               .message = taken.error(),
                               .hint = "apply the rules again: cnft apply"});
}

void Handover::AddRules(const nftables::Table& ours, const std::optional<Record>& record,
                        RulesetInput& input) {
  const InputKind kind = ours.family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6;
  AddInput({kind, "cnft", PrintIptables(ours, false)}, input);
  if (record) AddInput({kind, std::string(kAbsorbedName), record->RulesText()}, input);
}

Result<void> Handover::Commit(const std::array<nftables::Table, 2>& desired) {
  const auto transaction = kernel_.Begin();
  for (const Family family : kFamilies) {
    const nftables::Table& table = desired[Index(family)];
    const auto& standing = standing_[Index(family)];
    if (!table.chains.empty() || !table.sets.empty()) {
      cnft::Diff(standing ? &*standing : nullptr, table, *transaction);
    } else if (standing) {
      transaction->DeleteTable(family, table_);
    }
  }
  if (transaction->empty()) return {};
  return kernel_.Commit(*transaction, {false, generation_});
}

void Handover::Count(const Records& records) {
  for (const auto& record : records) {
    if (!record) continue;
    report_.backend = record->backend;
    for (const AbsorbedTable& table : record->tables) {
      report_.chains += table.chains.size();
      for (const HeldChain& chain : table.chains) report_.rules += chain.rules.size();
      for (const AbsorbedTable::Place& place : table.places) {
        const auto taken = static_cast<std::size_t>(
            std::ranges::count(place.lines, true, &AbsorbedTable::Line::taken));
        report_.jumps += taken;
        report_.rules += taken;
      }
    }
  }
}

void Handover::Describe(const HeldEdit& edit) {
  const HeldTable& table = *edit.before;
  const auto add = [&](ChangeKind kind, std::string_view chain, std::string text) {
    const bool comes = kind == ChangeKind::kAdded;
    report_.changes.push_back({.kind = kind,
                               .family = table.family,
                               .subject = text.empty() ? "chain" : "rule",
                               .name = fmt::format("{} {}", table.Name(), chain),
                               .before = comes ? "" : text,
                               .after = comes ? text : ""});
  };
  for (const HeldEdit::OldRule& rule : edit.gone_rules) {
    add(ChangeKind::kRemoved, rule.chain, table.Find(rule.chain)->rules[rule.index].text);
  }
  for (const std::string& chain : edit.gone) add(ChangeKind::kRemoved, chain, {});
  for (const HeldChain& chain : edit.come) add(ChangeKind::kAdded, chain.name, {});
  for (const HeldEdit::NewRule& rule : edit.come_rules) {
    add(ChangeKind::kAdded, rule.chain, rule.rule.text);
  }
}

void Handover::Describe(const std::array<nftables::Table, 2>& desired) {
  const auto transaction = kernel_.Begin();
  for (const Family family : kFamilies) {
    const nftables::Table& table = desired[Index(family)];
    const auto& standing = standing_[Index(family)];
    if (!standing && table.chains.empty()) continue;
    for (const Change& change : cnft::Diff(standing ? &*standing : nullptr, table, *transaction)) {
      if (change.name != kAbsorbedSet) report_.changes.push_back(cnft::Describe(change));
    }
  }
}

}  // namespace cnft::compat
