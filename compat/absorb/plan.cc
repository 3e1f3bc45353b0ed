// SPDX-License-Identifier: GPL-2.0-or-later
// Which chains of iptables are taken over, and why they cannot be.
#include "compat/absorb/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "compat/absorb/put_back.h"
#include "compat/absorb/take.h"
#include "compat/absorb/twice.h"

namespace cnft::compat {
namespace {

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
constexpr std::array kBackends = {Backend::kLegacy, Backend::kNft};

class Planner {
 public:
  Planner(const Holdings& holdings, const KeptRecords& kept, const LiveSets& sets,
          const AbsorbRequest& request)
      : holdings_(holdings), kept_(kept), sets_(sets), request_(request) {}

  AbsorbPlan Make() {
    if (!Choose()) return std::move(plan_);
    // On paper, what was taken stands again: where it stands in truth it is somebody's newer one.
    Holdings with = holdings_;
    for (const Family family : kFamilies) {
      const auto& record = kept_.records[static_cast<std::size_t>(family)];
      if (record) Restore(*record, *with.Of(record->backend, family));
    }
    Holdings without = with;
    for (const Family family : kFamilies)
      TakeFamily(family, *with.Of(plan_.backend, family), without);
    plan_.with = compat::ReadAgain(with);
    plan_.without = compat::ReadAgain(without);
    return std::move(plan_);
  }

 private:
  void Refuse(std::string_view code, std::string where, std::string what, std::string hint) {
    plan_.refusals.push_back({code, std::move(where), std::move(what), std::move(hint)});
  }

  // The backend to take from. False: it cannot be said.
  bool Choose() {
    const Record* record = nullptr;
    for (const auto& one : kept_.records) {
      if (one) record = &*one;
    }
    if (record != nullptr) {
      plan_.backend = record->backend;
      if (record->selection == request_.selection &&
          request_.from.value_or(record->backend) == record->backend) {
        return true;
      }
      Refuse("absorbed-others", {}, "other chains are absorbed already",
             "cnft release puts them back; then absorb all of them at once");
      return false;
    }
    std::vector<Backend> found;
    for (const Backend backend : kBackends) {
      if (request_.from.value_or(backend) == backend && Holds(backend)) found.push_back(backend);
    }
    if (found.size() == 2) {
      Refuse("both-backends", {}, "such chains stand in both backends of iptables",
             "say which with --from, or remove those that are not used (cnft doctor)");
      return false;
    }
    if (!found.empty()) plan_.backend = found[0];
    return true;
  }

  bool Holds(Backend backend) {
    for (const Family family : kFamilies) {
      Holdings copy = holdings_;
      const auto& tables = *copy.Of(backend, family);
      const BackendRules read = compat::ReadAgain(tables);
      for (const HeldTable& table : tables) {
        if (request_.selection.Takes(table.id) &&
            !ChainsToTake(ReadTable(table, read), request_.selection).empty()) {
          return true;
        }
      }
    }
    return false;
  }

  void Restore(const Record& record, std::vector<HeldTable>& tables) {
    for (const AbsorbedTable& taken : record.tables) {
      const auto table = std::ranges::find(tables, taken.id, &HeldTable::id);
      const auto edit = table == tables.end()
                            ? std::expected<HeldEdit, std::string>(std::unexpected(fmt::format(
                                  "there is no table {} any more", iptables::Info(taken.id).name)))
                            : PutBack(*table, taken);
      if (!edit) {
        Refuse("table-gone", {}, edit.error(), "iptables -t TABLE -L makes it again");
        continue;
      }
      HeldTable restored = Edited(*edit);
      *table = std::move(restored);
    }
  }

  void TakeFamily(Family family, const std::vector<HeldTable>& tables, Holdings& without) {
    const BackendRules read = compat::ReadAgain(tables);
    Record record;
    record.backend = plan_.backend;
    record.selection = request_.selection;
    std::map<iptables::TableId, Names> taken_names;
    for (const HeldTable& table : tables) {
      if (!request_.selection.Takes(table.id)) continue;
      ReadTable reading(table, read);
      const Names names = ChainsToTake(reading, request_.selection);
      if (names.empty()) continue;
      record.tables.push_back(Take(reading, names, plan_.refusals));
      taken_names.emplace(table.id, names);
    }
    if (record.tables.empty()) return;
    // A set that is gone is what it was.
    ipset::Ruleset known;
    for (const ipset::Set& set : sets_.sets.sets()) known.Add(set);
    const auto& kept = kept_.records[static_cast<std::size_t>(family)];
    const ipset::Ruleset as_kept = kept ? kept->Sets() : ipset::Ruleset();
    for (const ipset::Set& set : as_kept.sets()) {
      if (known.Find(set.name) == nullptr) known.Add(set);
    }
    const UsedSets sets = FindSets(record, read.Program(), known, plan_.refusals);
    record.ipsets = sets.text;
    record.numbers = kept ? kept->numbers : SetNumbers();
    for (const auto& [name, number] : sets.numbers) record.numbers[name] = number;
    const Backend other = plan_.backend == Backend::kLegacy ? Backend::kNft : Backend::kLegacy;
    for (const AbsorbedTable& taken : record.tables) {
      CheckOtherBackend(taken, *without.Of(other, family), plan_.refusals);
    }
    FindNotTwice(ParseLive(plan_.backend, family, {record.RulesText(), {}}), plan_.refusals);
    for (HeldTable& table : *without.Of(plan_.backend, family)) {
      const auto names = taken_names.find(table.id);
      if (names == taken_names.end()) continue;
      HeldTable rest = Edited(TakeOut(table, read, names->second));
      table = std::move(rest);
    }
    Holdings live = holdings_;
    const auto& standing = *live.Of(plan_.backend, family);
    const BackendRules read_live = compat::ReadAgain(standing);
    for (const HeldTable& table : standing) {
      const auto names = taken_names.find(table.id);
      if (names == taken_names.end()) continue;
      const HeldTable& before = plan_.before.emplace_back(table);
      HeldEdit edit = TakeOut(before, read_live, names->second);
      if (!edit.empty()) plan_.edits.push_back(std::move(edit));
    }
    plan_.records[static_cast<std::size_t>(family)] = std::move(record);
  }

  const Holdings& holdings_;
  const KeptRecords& kept_;
  const LiveSets& sets_;
  const AbsorbRequest& request_;
  AbsorbPlan plan_;
};

}  // namespace

std::vector<HeldTable>* Holdings::Of(Backend backend, Family family) {
  const auto index = (backend == Backend::kLegacy ? 0U : 2U) + static_cast<std::size_t>(family);
  return &tables.at(index);
}

Result<Holdings> ReadHoldings() {
  Holdings holdings;
  for (const Backend backend : kBackends) {
    for (const Family family : kFamilies) {
      auto held = ReadHeld(backend, family);
      if (!held) return std::unexpected(held.error());
      holdings.tables.push_back(std::move(*held));
    }
  }
  return holdings;
}

std::deque<BackendRules> ReadAgain(const Holdings& holdings) {
  std::deque<BackendRules> rules;
  for (const auto& tables : holdings.tables) {
    if (!tables.empty()) rules.push_back(ReadAgain(tables));
  }
  return rules;
}

AbsorbPlan PlanAbsorb(const Holdings& holdings, const KeptRecords& kept, const LiveSets& sets,
                      const AbsorbRequest& request) {
  return Planner(holdings, kept, sets, request).Make();
}

}  // namespace cnft::compat
