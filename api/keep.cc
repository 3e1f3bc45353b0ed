// SPDX-License-Identifier: GPL-2.0-or-later
// A ruleset that is worked out once and held.
#include "api/keep.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "api/apply.h"
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

// The chains of a table by name.
nftables::Table Only(const nftables::Table& table, const std::vector<std::string>& chains) {
  nftables::Table part;
  part.family = table.family;
  part.name = table.name;
  for (const nftables::Chain& chain : table.chains) {
    if (std::ranges::find(chains, chain.name) != chains.end()) part.chains.push_back(chain);
  }
  return part;
}

// Whether both hold the same rules that were absorbed from iptables: others absorb and release.
bool SameAbsorbed(const nftables::Table& standing, const std::optional<nftables::Table>& wanted) {
  const auto find = [](const nftables::Table& table) -> const nftables::Set* {
    const auto found = std::ranges::find(table.sets, kAbsorbedSet, &nftables::Set::name);
    return found == table.sets.end() ? nullptr : &*found;
  };
  const nftables::Set* a = find(standing);
  const nftables::Set* b = wanted ? find(*wanted) : nullptr;
  return a == nullptr ? b == nullptr : b != nullptr && a->elements == b->elements;
}

// One comparison, and what it leads to.
class Attempt {
 public:
  Attempt(Kernel& kernel, const WantedRuleset& wanted, const KeepOptions& options)
      : kernel_(kernel), wanted_(wanted), options_(options), transaction_(kernel.Begin()) {}

  Result<KeepReport> Make() {
    const auto generation = kernel_.Generation();
    if (!generation) return std::unexpected(generation.error());
    KeepReport report;
    report.generation = *generation;
    for (const Family family : kFamilies) {
      const auto told = options_.touched != nullptr ? Part(family) : Result<bool>(false);
      if (!told) return std::unexpected(told.error());
      if (*told) continue;
      if (auto done = Whole(family); !done) return std::unexpected(done.error());
    }
    for (const Change& change : changes_) {
      ++(change.kind == ChangeKind::kAdded     ? report.added
         : change.kind == ChangeKind::kRemoved ? report.removed
                                               : report.changed);
    }
    if (transaction_->empty()) return report;
    if (options_.on_changes) options_.on_changes(changes_);
    if (auto done = kernel_.Commit(*transaction_, {options_.check_only, *generation}); !done) {
      return std::unexpected(done.error());
    }
    if (!options_.check_only) ++report.generation;
    return report;
  }

 private:
  static std::size_t Number(Family family) { return static_cast<std::size_t>(family); }

  // Compares the chains that were touched. False: that does not tell enough.
  Result<bool> Part(Family family) {
    const std::vector<std::string>& chains = (*options_.touched)[Number(family)];
    if (chains.empty()) return true;
    const auto& whole = wanted_.tables[Number(family)];
    if (!whole) return false;
    auto read = kernel_.ReadChains(family, wanted_.name, chains);
    if (!read) return std::unexpected(read.error());
    if (!*read || (*read)->flags.dormant || !(*read)->foreign_rules.empty() ||
        (options_.own && !(*read)->flags.owned)) {
      return false;
    }
    // Chains that nobody wants may have been absorbed.
    for (const nftables::Chain& chain : (*read)->table.chains) {
      if (std::ranges::find(whole->chains, chain.name, &nftables::Chain::name) ==
          whole->chains.end()) {
        return false;
      }
    }
    auto& standing = standing_[Number(family)];
    standing = std::move(*read);
    Compare(&*standing, desired_[Number(family)].emplace(Only(*whole, chains)));
    return true;
  }

  Result<void> Whole(Family family) {
    auto read = kernel_.Read(family, wanted_.name);
    if (!read) return std::unexpected(read.error());
    auto& standing = standing_[Number(family)];
    standing = std::move(*read);
    const auto& table = wanted_.tables[Number(family)];
    if (standing && !SameAbsorbed(standing->table, table)) return std::unexpected(LosesAbsorbed());
    if (!table) {
      if (!standing) return {};
      transaction_->DeleteTable(family, wanted_.name);
      changes_.push_back({.kind = ChangeKind::kRemoved,
                          .subject = Subject::kTable,
                          .family = family,
                          .name = standing->table.name});
      return {};
    }
    Kernel::Snapshot* before = standing ? &*standing : nullptr;
    if (std::ranges::none_of(table->sets, TimesOut)) {
      Compare(before, *table);
      return {};
    }
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - wanted_.since);
    Compare(before, desired_[Number(family)].emplace(
                        Aged(*table, static_cast<std::uint64_t>(elapsed.count()))));
    return {};
  }

  void Compare(Kernel::Snapshot* before, const nftables::Table& desired) {
    std::ranges::move(Reconcile(before, desired, *transaction_, {options_.own}),
                      std::back_inserter(changes_));
  }

  Kernel& kernel_;
  const WantedRuleset& wanted_;
  const KeepOptions& options_;
  std::unique_ptr<Transaction> transaction_;
  // Changes point into these.
  std::array<std::optional<Kernel::Snapshot>, 2> standing_;
  std::array<std::optional<nftables::Table>, 2> desired_;
  std::vector<Change> changes_;
};

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
    auto report = Attempt(kernel, wanted, options).Make();
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
