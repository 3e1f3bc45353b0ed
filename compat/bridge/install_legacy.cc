// SPDX-License-Identifier: GPL-2.0-or-later
// Bridges in tables of iptables-legacy.
#include <fmt/core.h>

#include "compat/bridge/install.h"
#include "compat/ipset/names.h"
#include "compat/xtables/encode.h"
#include "compat/xtables/kernel.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

// What the plan has checked can fail only when an ipset is gone since.
Result<std::vector<XtRule>> EncodeRules(const BridgeRules& bridge, const iptables::Chain& chain,
                                        const translator::XtContext& context) {
  std::vector<XtRule> rules;
  iptables::RuleSyntax syntax;
  for (const iptables::Rule& rule : chain.rules) {
    syntax.Clear();
    Diagnostics diagnostics;
    const bool read = iptables::ParseRule(rule, {context.family, bridge.table().id}, bridge.sources,
                                          translator::Extensions(), diagnostics, syntax);
    auto encoded = read ? EncodeRule(syntax, context) : std::nullopt;
    if (!encoded) {
      return std::unexpected(
          Error{.code = ErrorCode::kConflict,
                .message = fmt::format("cannot write '-A {} {}' into a table of iptables-legacy",
                                       chain.name, bridge.sources.Text(rule.span))});
    }
    rules.push_back(std::move(*encoded));
  }
  return rules;
}

void RemoveBridges(std::vector<XtChain>& chains) {
  std::erase_if(chains, [](const XtChain& chain) { return chain.name.starts_with(kBridgePrefix); });
  for (XtChain& chain : chains) {
    std::erase_if(chain.rules,
                  [](const XtRule& rule) { return rule.chain.starts_with(kBridgePrefix); });
  }
}

}  // namespace

Result<void> InstallLegacyBridge(const TableBridge& bridge) {
  const BridgeRules rules = ReadBridge(bridge);
  const translator::XtContext context{bridge.family, {}, SetNumber};
  const auto edited = EditXtTable(
      bridge.family, iptables::Info(bridge.table).name,
      [&](std::vector<XtChain>& chains) -> Result<bool> {
        RemoveBridges(chains);
        for (const iptables::Chain& chain : rules.table().chains) {
          auto encoded = EncodeRules(rules, chain, context);
          if (!encoded) return std::unexpected(encoded.error());
          if (chain.hook && encoded->empty()) continue;
          XtChain* place = chain.hook ? FindChain(chains, chain.name)
                                      : &AddChain(chains, MakeChain(bridge.family, chain.name));
          if (place == nullptr) continue;  // this kernel has no such chain
          place->rules.insert(place->rules.begin(), std::make_move_iterator(encoded->begin()),
                              std::make_move_iterator(encoded->end()));
        }
        return true;
      });
  if (!edited) return std::unexpected(edited.error());
  return {};
}

}  // namespace cnft::compat
