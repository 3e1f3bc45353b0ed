// SPDX-License-Identifier: GPL-2.0-or-later
// What is there, with whom it belongs to.
#include "compat/survey/presences.h"

#include <algorithm>

#include "compat/survey/owners.h"

namespace cnft::compat {
namespace {

void Count(std::string_view owner, Presence& presence) {
  ++presence.owners[std::string(owner.empty() ? kUnknownOwner : owner)];
}

}  // namespace

std::vector<Presence> ListPresences(const Node& node) {
  std::vector<Presence> list;
  for (const BackendRules& rules : node.backends) {
    for (const auto& table : rules.ruleset.tables) {
      if (!table) continue;
      Presence presence{rules.Program(), std::string(iptables::Info(table->id).name), 0, 0, {}};
      for (const iptables::Chain& chain : table->chains) {
        ++presence.chains;
        presence.rules += chain.rules.size();
        if (!chain.hook) Count(ChainOwner(chain.name), presence);
      }
      list.push_back(std::move(presence));
    }
  }
  for (const BaseChain& chain : node.native.chains) {
    const std::string table = chain.family + " " + chain.table;
    auto found = std::ranges::find(list, table, &Presence::table);
    if (found == list.end()) {
      found = list.insert(list.end(), Presence{"nftables", table, 0, 0, {}});
    }
    ++found->chains;
    Count(chain.table == node.table ? "cnft" : TableOwner(chain.table), *found);
  }
  return list;
}

}  // namespace cnft::compat
