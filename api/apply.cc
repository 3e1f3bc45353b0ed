// SPDX-License-Identifier: GPL-2.0-or-later
// From input to kernel: one transaction for everything, or nothing.
#include "api/apply.h"

#include <algorithm>
#include <future>
#include <set>
#include <string_view>

#include "api/sysctl.h"
#include "nft/reconcile.h"

namespace cnft {
namespace {

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};

// Counts what passes to another sink.
class CountingSink : public nftables::Sink {
 public:
  CountingSink(nftables::Sink& sink, ApplyReport& report) : sink_(sink), report_(report) {}
  void BeginTable(const nftables::Table& table) override {
    ++report_.added;
    sink_.BeginTable(table);
  }
  void AddObject(nftables::Object object) override {
    ++report_.added;
    sink_.AddObject(std::move(object));
  }
  void AddSet(nftables::Set set) override {
    report_.added += 1 + set.elements.size();
    ++report_.sets;
    sink_.AddSet(std::move(set));
  }
  void AddChain(nftables::Chain chain) override {
    ++report_.added;
    sink_.AddChain(std::move(chain));
  }
  void AddRule(std::string_view chain, nftables::Rule&& rule) override {
    ++report_.added;
    sink_.AddRule(chain, std::move(rule));
  }

 private:
  nftables::Sink& sink_;
  ApplyReport& report_;
};

// The way from what stands in the kernel to what the input says.
class Plan {
 public:
  Plan(Kernel& kernel, RulesetInput& input, const ApplyOptions& options)
      : kernel_(kernel),
        input_(input),
        options_(options),
        translate_(options.translate),
        transaction_(kernel.Begin()) {
    if (!translate_.bridge_netfilter) translate_.bridge_netfilter = BridgesPassHooks;
  }

  Result<ApplyReport> Make() {
    const auto generation = AgreedGeneration(kernel_, options_.limits);
    if (!generation) return std::unexpected(generation.error());
    generation_ = *generation;
    report_.generation = generation_;
    for (const Family family : kFamilies) {
      if (auto done = PlanFamily(family); !done) return std::unexpected(done.error());
    }
    if (input_.diagnostics.errors() > 0) return ApplyReport{};
    if (options_.on_changes) options_.on_changes(changes_);
    return report_;
  }

  // Whether there was anything to change.
  Result<bool> Commit() {
    if (transaction_->empty() || input_.diagnostics.errors() > 0) return false;
    const auto done = kernel_.Commit(*transaction_, {options_.check_only, generation_});
    if (!done) return std::unexpected(done.error());
    return !options_.check_only;
  }

 private:
  Result<void> PlanFamily(Family family) {
    const std::string& name = translate_.table;
    const auto exists = kernel_.Exists(family, name);
    if (!exists) return std::unexpected(exists.error());
    const auto& ruleset = input_.ruleset(family);
    const auto& absorbed = input_.absorbed[static_cast<std::size_t>(family)];
    if (absorbed && !*exists) return std::unexpected(LosesAbsorbed());
    if (ruleset) report_.rules += ruleset->RuleCount();
    if (ruleset && !*exists && !options_.on_changes) {
      // Nothing to compare with: what is translated goes straight into the transaction.
      TransactionSink sink(*transaction_);
      CountingSink counting(sink, report_);
      TranslateFamily(input_, family, translate_, counting);
      return {};
    }
    // It takes the kernel as long to list its rules as it takes to translate ours.
    const auto when =
        ruleset && *exists ? std::launch::async | std::launch::deferred : std::launch::deferred;
    auto reading = std::async(when, [&] { return kernel_.Read(family, name); });
    nftables::Collector collector;
    if (ruleset) TranslateFamily(input_, family, translate_, collector);
    auto read = reading.get();
    if (!read) return std::unexpected(read.error());
    auto& standing = standing_[static_cast<std::size_t>(family)];
    standing = std::move(*read);
    if (!KeepsAbsorbed(standing, absorbed)) return std::unexpected(LosesAbsorbed());
    if (!ruleset) {
      if (!standing) return {};
      transaction_->DeleteTable(family, name);
      NoteTable(ChangeKind::kRemoved, standing->table);
      NoteLost(standing->table, nullptr);
      return {};
    }
    if (input_.diagnostics.errors() > 0) return {};
    nftables::Table& desired = desired_.emplace_back(collector.Take()).tables[0];
    report_.sets += desired.sets.size();
    if (absorbed) desired.sets.push_back(*absorbed);
    if (standing) NoteLost(standing->table, &desired);
    Kernel::Snapshot* before = standing ? &*standing : nullptr;
    for (const Change& change : Reconcile(before, desired, *transaction_)) Note(change);
    return {};
  }

  // Absorbed rules are in force and nowhere else: the input must hold them.
  static bool KeepsAbsorbed(const std::optional<Kernel::Snapshot>& standing,
                            const std::optional<nftables::Set>& absorbed) {
    if (!standing) return !absorbed;
    const auto& sets = standing->table.sets;
    const auto stands = std::ranges::find(sets, kAbsorbedSet, &nftables::Set::name);
    return stands == sets.end() ? !absorbed : absorbed && stands->elements == absorbed->elements;
  }
  // The tables of iptables that a table of cnft holds: what stands before the '/' in chain names.
  static std::set<std::string_view> HeldTables(const nftables::Table& table) {
    std::set<std::string_view> held;
    for (const nftables::Chain& chain : table.chains) {
      const std::string_view name = chain.name;
      held.insert(name.substr(0, name.find('/')));
    }
    return held;
  }

  void NoteLost(const nftables::Table& before, const nftables::Table* after) {
    const std::set<std::string_view> kept =
        after != nullptr ? HeldTables(*after) : std::set<std::string_view>{};
    for (const std::string_view held : HeldTables(before)) {
      if (kept.contains(held)) continue;
      report_.lost.push_back((before.family == Family::kIpv4 ? "ip " : "ip6 ") + std::string(held));
    }
  }

  void NoteTable(ChangeKind kind, const nftables::Table& table) {
    Change change;
    change.kind = kind;
    change.subject = Subject::kTable;
    change.family = table.family;
    change.name = table.name;
    Note(change);
  }

  void Note(const Change& change) {
    ++(change.kind == ChangeKind::kAdded     ? report_.added
       : change.kind == ChangeKind::kRemoved ? report_.removed
                                             : report_.changed);
    if (options_.on_changes) changes_.push_back(change);
  }

  Kernel& kernel_;
  RulesetInput& input_;
  const ApplyOptions& options_;
  translator::TranslateOptions translate_;
  std::unique_ptr<Transaction> transaction_;
  std::uint32_t generation_ = 0;
  std::array<std::optional<Kernel::Snapshot>, 2> standing_;
  std::vector<nftables::Ruleset> desired_ = [] {
    std::vector<nftables::Ruleset> rulesets;
    rulesets.reserve(kFamilies.size());  // changes point into them
    return rulesets;
  }();
  std::vector<Change> changes_;
  ApplyReport report_;
};

}  // namespace

Result<std::uint32_t> AgreedGeneration(Kernel& kernel, const Limits& limits) {
  auto generation = kernel.Generation();
  if (!generation || !limits.generation || *generation == *limits.generation) return generation;
  Error error;
  error.code = ErrorCode::kConflict;
  error.message = "the ruleset is not of the generation that was asked for";
  return std::unexpected(std::move(error));
}

bool HoldsAbsorbed(const nftables::Table& table) {
  return std::ranges::find(table.sets, kAbsorbedSet, &nftables::Set::name) != table.sets.end();
}

Error LosesAbsorbed() {
  return {.code = ErrorCode::kRefused,
          .message = "this would lose rules that were absorbed from iptables",
          .hint = "cnft apply keeps them; cnft release puts them back into iptables"};
}

Result<ApplyReport> Apply(Kernel& kernel, RulesetInput& input, const ApplyOptions& options) {
  const Diagnostics before = input.diagnostics;
  return TryAgain(options.limits, [&]() -> Result<ApplyReport> {
    input.diagnostics = before;  // every attempt finds the same again
    Plan plan(kernel, input, options);
    auto report = plan.Make();
    if (!report) return report;
    const auto committed = plan.Commit();
    if (!committed) return std::unexpected(committed.error());
    if (*committed) report->generation = NextGeneration(report->generation);
    return report;
  });
}

Result<ApplyReport> Compare(Kernel& kernel, RulesetInput& input, const ApplyOptions& options) {
  return Plan(kernel, input, options).Make();
}

Result<int> DeleteTables(Kernel& kernel, const std::string& table, const Limits& limits) {
  return TryAgain(limits, [&]() -> Result<int> {
    const auto generation = AgreedGeneration(kernel, limits);
    if (!generation) return std::unexpected(generation.error());
    const auto transaction = kernel.Begin();
    int count = 0;
    for (const Family family : kFamilies) {
      const auto exists = kernel.Exists(family, table);
      if (!exists) return std::unexpected(exists.error());
      if (!*exists) continue;
      transaction->DeleteTable(family, table);
      ++count;
    }
    if (count == 0) return 0;
    const auto committed = kernel.Commit(*transaction, {false, *generation});
    if (!committed) return std::unexpected(committed.error());
    return count;
  });
}

}  // namespace cnft
