// SPDX-License-Identifier: GPL-2.0-or-later
// Which chains of iptables are taken over, and why they cannot be.
#include "compat/absorb/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compat/absorb/put_back.h"
#include "compat/absorb/twice.h"
#include "compat/ipset/names.h"
#include "compat/table_reader.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

using iptables::RuleSyntax;
using Names = std::set<std::string, std::less<>>;

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
constexpr std::array kBackends = {Backend::kLegacy, Backend::kNft};

// The words behind each "--match-set" or the like.
template <typename Visitor>
void ForEachWordBehind(std::string_view option, std::string_view text, Visitor visit) {
  for (std::size_t at = text.find(option); at != std::string_view::npos;
       at = text.find(option, at + 1)) {
    const std::size_t begin = at + option.size();
    if (begin >= text.size() || text[begin] != ' ') continue;
    visit(text.substr(begin + 1, text.find(' ', begin + 1) - begin - 1));
  }
}

// Of a rule that nobody can read.
std::string OpaqueJump(std::string_view text) {
  std::string name;
  for (const std::string_view option : {"-j", "-g"}) {
    ForEachWordBehind(option, text, [&name](std::string_view word) { name = word; });
  }
  return name;
}

// A table, with each rule read.
class ReadTable {
 public:
  ReadTable(const HeldTable& table, const BackendRules& read)
      : held_(table),
        parsed_(*read.ruleset.tables[static_cast<std::size_t>(table.id)]),
        reader_(parsed_, table.family, read.sources),
        program_(read.Program()) {}

  const HeldTable& held() const { return held_; }

  struct Seen {
    bool readable = false;
    std::string leads;  // the user chain it jumps or goes to
    bool is_goto = false;
    bool acts = false;  // by itself: a verdict or a target
    bool returns = false;
  };
  Seen See(const HeldChain& chain, std::size_t index) const {
    Seen seen;
    const iptables::Chain* parsed = parsed_.Find(chain.name);
    RuleSyntax syntax;
    seen.readable = !chain.rules[index].opaque && parsed != nullptr &&
                    parsed->rules.size() == chain.rules.size() &&
                    reader_.Read(parsed->rules[index], syntax);
    if (!seen.readable) {
      seen.leads = OpaqueJump(chain.rules[index].text);
      if (held_.Find(seen.leads) == nullptr) seen.leads.clear();
      seen.acts = true;
      return seen;
    }
    seen.is_goto = syntax.is_goto;
    seen.returns = syntax.verdict == "RETURN";
    if (const iptables::Chain* called = reader_.Called(syntax)) {
      seen.leads = called->name;
    } else {
      seen.acts = syntax.target.has_value() || (!syntax.verdict.empty() && !seen.returns);
    }
    return seen;
  }

  // Whether a chain does anything to a packet.
  bool Acts(std::string_view name) {
    const auto [known, added] = acts_.try_emplace(std::string(name), false);
    if (!added) return known->second;
    const HeldChain* chain = held_.Find(name);
    bool acts = false;
    for (std::size_t i = 0; chain != nullptr && i < chain->rules.size() && !acts; ++i) {
      const Seen seen = See(*chain, i);
      acts = seen.acts || (!seen.leads.empty() && !IsBridge(seen.leads) && Acts(seen.leads));
    }
    return acts_[std::string(name)] = acts;
  }

  std::string Where(const HeldChain& chain, const HeldRule& rule) const {
    return fmt::format("{} -t {} -A {} {}", program_, iptables::Info(held_.id).name, chain.name,
                       rule.text);
  }
  const std::string& program() const { return program_; }

 private:
  const HeldTable& held_;
  const iptables::Table& parsed_;
  TableReader reader_;
  std::string program_;
  std::map<std::string, bool, std::less<>> acts_;
};

// The chains to take: those that are named, but for what does nothing and is called by nobody, such
// as canaries, which their owners watch.
Names ChainsToTake(const ReadTable& table, const Selection& selection) {
  Names called;
  for (const HeldChain& chain : table.held().chains) {
    for (std::size_t i = 0; i < chain.rules.size(); ++i) {
      const std::string leads = table.See(chain, i).leads;
      if (!leads.empty()) called.insert(leads);
    }
  }
  Names names;
  for (const HeldChain& chain : table.held().chains) {
    if (chain.built_in() || IsBridge(chain.name) || !selection.Takes(chain.name)) continue;
    if (!chain.rules.empty() || called.contains(chain.name)) names.insert(chain.name);
  }
  return names;
}

class TableTaker {
 public:
  TableTaker(ReadTable& table, const Names& names, Refusals& refusals)
      : table_(table), names_(names), refusals_(refusals) {}

  AbsorbedTable Take() {
    AbsorbedTable taken;
    taken.id = table_.held().id;
    for (const HeldChain& chain : table_.held().chains) {
      if (names_.contains(chain.name)) {
        TakeChain(chain);
        taken.chains.push_back(chain);
      } else if (chain.built_in()) {
        TakeJumps(chain, taken);
      } else {
        CheckOutside(chain);
      }
    }
    return taken;
  }

 private:
  void Refuse(std::string_view code, const HeldChain& chain, const HeldRule& rule, std::string what,
              std::string hint) {
    refusals_.push_back({code, table_.Where(chain, rule), std::move(what), std::move(hint)});
  }
  void RefuseUnreadable(const HeldChain& chain, const HeldRule& rule) {
    Refuse("unreadable", chain, rule, "cnft does not know what this rule says",
           "leave its chain to iptables: --chains");
  }

  void TakeChain(const HeldChain& chain) {
    for (std::size_t i = 0; i < chain.rules.size(); ++i) {
      const auto seen = table_.See(chain, i);
      if (!seen.readable) {
        RefuseUnreadable(chain, chain.rules[i]);
      } else if (!seen.leads.empty() && !names_.contains(seen.leads)) {
        Refuse("leads-outside", chain, chain.rules[i],
               fmt::format("it leads to {}, which would stay", seen.leads),
               fmt::format("take that, too: --chains '{}'", seen.leads));
      }
    }
  }

  void CheckOutside(const HeldChain& chain) {
    for (std::size_t i = 0; i < chain.rules.size(); ++i) {
      const auto seen = table_.See(chain, i);
      if (!names_.contains(seen.leads)) continue;
      Refuse("outside-reference", chain, chain.rules[i],
             fmt::format("it refers to {}, and its chain would stay", seen.leads),
             fmt::format("take that, too: --chains '{}'", chain.name));
    }
  }

  void TakeJumps(const HeldChain& chain, AbsorbedTable& taken) {
    AbsorbedTable::Place place;
    place.chain = chain.name;
    std::size_t last = 0;  // behind the last that goes
    std::vector<std::size_t> in_front;
    for (std::size_t i = 0; i < chain.rules.size(); ++i) {
      const auto seen = table_.See(chain, i);
      const HeldRule& rule = chain.rules[i];
      if (IsBridge(seen.leads)) continue;
      const bool takes = names_.contains(seen.leads);
      place.lines.push_back({takes, rule});
      if (takes && !seen.readable) RefuseUnreadable(chain, rule);
      if (takes && seen.is_goto) {
        Refuse("goto", chain, rule, "what comes back from a goto meets no other rule of iptables",
               "let it jump: -j");
      }
      if (takes) last = i + 1;
      if (!takes && (seen.acts || seen.returns || table_.Acts(seen.leads))) in_front.push_back(i);
    }
    if (last == 0) return;
    for (const std::size_t i : in_front) {
      if (i >= last) continue;
      Refuse("order", chain, chain.rules[i],
             "it stands in front of rules that would then come before it",
             "take its chain, too (--chains), or move it behind them");
    }
    taken.places.push_back(std::move(place));
  }

  ReadTable& table_;
  const Names& names_;
  Refusals& refusals_;
};

// What takes out of `live` what it has of what was taken.
HeldEdit TakeOut(const HeldTable& live, const BackendRules& read, const Names& names) {
  const ReadTable table(live, read);
  HeldEdit edit;
  edit.before = &live;
  for (const HeldChain& chain : live.chains) {
    if (names.contains(chain.name)) {
      edit.gone.push_back(chain.name);
    } else if (chain.built_in()) {
      for (std::size_t i = 0; i < chain.rules.size(); ++i) {
        if (names.contains(table.See(chain, i).leads)) edit.gone_rules.push_back({chain.name, i});
      }
    }
  }
  return edit;
}

// The ipsets that the rules of a record name, and the members of lists.
class SetFinder {
 public:
  SetFinder(const ipset::Ruleset& sets, std::string program, Refusals& refusals)
      : sets_(sets), program_(std::move(program)), refusals_(refusals) {}

  void Find(const Record& record) {
    for (const AbsorbedTable& table : record.tables) {
      for (const HeldChain& chain : table.chains) {
        for (const HeldRule& rule : chain.rules) FindIn(table.id, chain.name, rule);
      }
      for (const AbsorbedTable::Place& place : table.places) {
        for (const AbsorbedTable::Line& line : place.lines) {
          if (line.taken) FindIn(table.id, place.chain, line.rule);
        }
      }
    }
  }

  std::string Text() const {
    ipset::Ruleset used;
    for (const ipset::Set& set : sets_.sets()) {
      if (!names_.contains(set.name)) continue;
      // What elements have counted is no part of what they say.
      for (ipset::Element& element : used.Add(set).elements) element.packets = element.bytes = 0;
    }
    return used.sets().empty() ? std::string() : ipset::Print(used);
  }

  SetNumbers Numbers() const {
    SetNumbers numbers;
    for (const std::string& name : names_) {
      if (const auto number = SetNumber(name)) numbers.emplace(name, *number);
    }
    return numbers;
  }

 private:
  void FindIn(iptables::TableId table, std::string_view chain, const HeldRule& rule) {
    where_ =
        fmt::format("{} -t {} -A {} {}", program_, iptables::Info(table).name, chain, rule.text);
    ForEachWordBehind("--match-set", rule.text, [this](std::string_view name) { Add(name); });
    for (const std::string_view option : {"--add-set", "--del-set", "--map-set"}) {
      ForEachWordBehind(option, rule.text, [this](std::string_view name) {
        refusals_.push_back(
            {"set-changed", where_,
             fmt::format("it changes or maps ipset {}, which others may read", name),
             "leave its chain to iptables: --chains"});
      });
    }
  }

  void Add(std::string_view name) {
    if (!names_.insert(std::string(name)).second) return;
    const ipset::Set* set = sets_.Find(name);
    if (set == nullptr) return;  // the translator says so
    const bool times_out =
        set->timeout.has_value() || std::ranges::any_of(set->elements, [](const auto& element) {
          return element.timeout.value_or(0) != 0;
        });
    if (times_out) {
      refusals_.push_back(
          {"timed-set", where_,
           fmt::format("elements of ipset {} time out: a copy would not follow", name),
           "leave its chain to iptables: --chains"});
    }
    if (!set->info().list()) return;
    for (const ipset::Element& member : set->elements) Add(member.name);
  }

  const ipset::Ruleset& sets_;
  std::string program_;
  Refusals& refusals_;
  std::string where_;
  Names names_;
};

// Rules of another backend at the same hook may come before or behind.
void CheckOtherBackend(const AbsorbedTable& taken, std::vector<HeldTable>& others,
                       Refusals& refusals) {
  const auto other = std::ranges::find(others, taken.id, &HeldTable::id);
  if (other == others.end()) return;
  const BackendRules read = ReadAgain(others);
  ReadTable table(*other, read);
  for (const AbsorbedTable::Place& place : taken.places) {
    const HeldChain* chain = other->Find(place.chain);
    for (std::size_t i = 0; chain != nullptr && i < chain->rules.size(); ++i) {
      const auto seen = table.See(*chain, i);
      if (IsBridge(seen.leads) || !(seen.acts || table.Acts(seen.leads))) continue;
      refusals.push_back({"order", table.Where(*chain, chain->rules[i]),
                          "it may stand in front of rules that would then come before it",
                          "let all programs use one backend of iptables"});
    }
  }
}

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
      record.tables.push_back(TableTaker(reading, names, plan_.refusals).Take());
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
    SetFinder sets(known, read.Program(), plan_.refusals);
    sets.Find(record);
    record.ipsets = sets.Text();
    record.numbers = kept ? kept->numbers : SetNumbers();
    for (const auto& [name, number] : sets.Numbers()) record.numbers[name] = number;
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
