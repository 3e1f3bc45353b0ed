// SPDX-License-Identifier: GPL-2.0-or-later
// Which backend iptables-wrappers takes.
//
// It greps what iptables-nft-save prints of table mangle for a hint, of either family; then what
// iptables-legacy-save prints of all tables. Without any it takes nf_tables.
#include "compat/survey/wrappers.h"

#include <algorithm>
#include <array>

#include "compat/survey/check.h"

namespace cnft::compat {
namespace {

constexpr auto kHints =
    std::to_array<std::string_view>({"KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY"});

bool PrintsNothing(const BackendRules& rules, std::string_view table) {
  return std::ranges::any_of(rules.opaque, [table](const Opaque& opaque) {
    return opaque.kind == OpaqueKind::kExpression && opaque.table == table;
  });
}

}  // namespace

bool IsWrappersHint(std::string_view chain) {
  // It looks for lines that begin so.
  return std::ranges::any_of(kHints, [chain](auto hint) { return chain.starts_with(hint); });
}

WrappersChoice ChooseAsWrappers(const Node& node) {
  WrappersChoice choice;
  for (const BackendRules& rules : node.backends) {
    ForEachChain(rules, [&](const iptables::Table& table, const iptables::Chain& chain) {
      if (!IsWrappersHint(chain.name)) return;
      std::string place = Place(rules, table, chain);
      if (rules.backend == Backend::kLegacy) {
        choice.legacy.push_back(std::move(place));
      } else if (table.id == iptables::TableId::kMangle) {
        (PrintsNothing(rules, "mangle") ? choice.unseen : choice.nft).push_back(std::move(place));
      }
    });
  }
  if (choice.nft.empty() && !choice.legacy.empty()) choice.backend = Backend::kLegacy;
  return choice;
}

}  // namespace cnft::compat
