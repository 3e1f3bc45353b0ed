// SPDX-License-Identifier: GPL-2.0-or-later
// Bridges into the tables of iptables, and out of them.
#include "compat/bridge/install.h"

#include <fmt/core.h>

#include "ruleset/iptables/parser.h"
#include "translator/module.h"

namespace cnft::compat {

const iptables::Table& BridgeRules::table() const {
  for (const auto& table : ruleset.tables) {
    if (table) return *table;
  }
  std::unreachable();  // ReadBridge has written one
}

BridgeRules ReadBridge(const TableBridge& bridge) {
  std::string text = fmt::format("*{}\n", iptables::Info(bridge.table).name);
  for (const BridgeChain& chain : bridge.chains) text += ChainLine(chain.name, "-", {});
  for (const BridgeChain& chain : bridge.chains) {
    for (const std::string& rule : chain.rules) text += fmt::format("-A {} {}\n", chain.name, rule);
  }
  for (std::size_t number = 0; number < iptables::kHookCount; ++number) {
    const auto hook = static_cast<iptables::Hook>(number);
    if ((bridge.hooks & iptables::HookBit(hook)) == 0) continue;
    text += fmt::format("-A {} {}\n", iptables::HookName(hook), BridgeJump(hook));
  }
  text += "COMMIT\n";
  BridgeRules rules;
  rules.ruleset.family = bridge.family;
  const std::uint16_t source = rules.sources.Add("bridge", std::move(text));
  Diagnostics diagnostics;
  iptables::Parse(source, rules.sources, translator::Extensions(), diagnostics, rules.ruleset);
  return rules;
}

Result<void> InstallBridges(const RulesetInput* input, BridgePlan plan, BridgeStep step) {
  constexpr int kAttempts = 10;
  for (int attempt = 1;; ++attempt) {
    Result<void> done;
    for (const TableBridge& bridge : plan.tables) {
      if (bridge.in_place || bridge.chains.empty() != (step == BridgeStep::kRemove)) continue;
      done = bridge.backend == Backend::kLegacy ? InstallLegacyBridge(bridge)
                                                : InstallNftBridge(bridge);
      if (!done) break;
    }
    if (done || done.error().code != ErrorCode::kConflict || attempt == kAttempts) return done;
    const auto others = ReadBackends();
    if (!others) return std::unexpected(others.error());
    plan = PlanBridges(input, *others);
  }
}

}  // namespace cnft::compat
