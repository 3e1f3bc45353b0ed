// SPDX-License-Identifier: GPL-2.0-or-later
// Where rules that were taken out of a table belong.
#include "compat/absorb/put_back.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "compat/bridge/plan.h"

namespace cnft::compat {
namespace {

// Bridges stand in front of everything.
std::size_t BehindBridges(const HeldChain& chain) {
  const auto first = std::ranges::find_if(chain.rules, [](const HeldRule& rule) {
    return rule.text.find(kBridgePrefix) == std::string::npos;
  });
  return static_cast<std::size_t>(first - chain.rules.begin());
}

void PutBackRules(const HeldChain& live, const AbsorbedTable::Place& place, HeldEdit& edit) {
  std::size_t index = BehindBridges(live);
  std::size_t next = 0;  // of the rules that stand, the first that no line stands for yet
  for (const AbsorbedTable::Line& line : place.lines) {
    const auto found =
        std::find_if(live.rules.begin() + static_cast<std::ptrdiff_t>(next), live.rules.end(),
                     [&line](const HeldRule& rule) { return rule.Same(line.rule); });
    if (found != live.rules.end()) {
      next = static_cast<std::size_t>(found - live.rules.begin()) + 1;
      index = std::max(index, next);
    } else if (line.taken) {
      edit.come_rules.push_back({place.chain, index, line.rule});
    }
  }
}

}  // namespace

std::expected<HeldEdit, std::string> PutBack(const HeldTable& live, const AbsorbedTable& taken) {
  HeldEdit edit;
  edit.before = &live;
  std::set<std::string_view> standing;
  for (const HeldChain& chain : live.chains) standing.insert(chain.name);
  for (const HeldChain& chain : taken.chains) {
    if (!standing.contains(chain.name)) edit.come.push_back(chain);
  }
  for (const AbsorbedTable::Place& place : taken.places) {
    const HeldChain* chain = live.Find(place.chain);
    if (chain == nullptr) {
      return std::unexpected(fmt::format("{} has no chain {}", live.Name(), place.chain));
    }
    PutBackRules(*chain, place, edit);
  }
  return edit;
}

Result<bool> StandsAgain(Family family, const Record& record) {
  const auto tables = ReadHeld(record.backend, family);
  if (!tables) return std::unexpected(tables.error());
  return std::ranges::all_of(record.tables, [&](const AbsorbedTable& taken) {
    const auto table = std::ranges::find(*tables, taken.id, &HeldTable::id);
    if (table == tables->end()) return false;
    const auto missing = PutBack(*table, taken);
    return missing && missing->empty();
  });
}

}  // namespace cnft::compat
