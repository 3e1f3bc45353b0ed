// SPDX-License-Identifier: GPL-2.0-or-later
// What of a table of iptables is taken, and what is in the way.
#include "compat/absorb/take.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compat/bridge/plan.h"

namespace cnft::compat {
namespace {

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

}  // namespace

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

AbsorbedTable Take(ReadTable& table, const Names& names, Refusals& refusals) {
  return TableTaker(table, names, refusals).Take();
}

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

}  // namespace cnft::compat
