// SPDX-License-Identifier: GPL-2.0-or-later
// The ipsets that rules to be taken name.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compat/absorb/take.h"
#include "compat/ipset/names.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

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

}  // namespace

UsedSets FindSets(const Record& record, const std::string& program, const ipset::Ruleset& known,
                  Refusals& refusals) {
  SetFinder finder(known, program, refusals);
  finder.Find(record);
  return {finder.Text(), finder.Numbers()};
}

}  // namespace cnft::compat
