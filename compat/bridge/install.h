// SPDX-License-Identifier: GPL-2.0-or-later
// Bridges into the tables of iptables, and out of them.
#pragma once

#include "compat/bridge/plan.h"
#include "nft/kernel.h"

namespace cnft::compat {

// Bridges go in before the rules they speak for, and out behind them.
enum class BridgeStep : std::uint8_t { kMake, kRemove };

// Makes the tables hold what the plan says, each all at once, unless they do. Rules of others are
// not touched. `input` is what the plan was made of: it is made again when somebody else changes a
// table meanwhile.
Result<void> InstallBridges(const RulesetInput* input, BridgePlan plan, BridgeStep step);

// The rules of a bridge by chain, read: what an installer writes.
struct BridgeRules {
  Sources sources;
  iptables::Ruleset ruleset;
  const iptables::Table& table() const;
};
BridgeRules ReadBridge(const TableBridge& bridge);

// With each backend. kConflict: somebody else changed the table meanwhile.
Result<void> InstallLegacyBridge(const TableBridge& bridge);
Result<void> InstallNftBridge(const TableBridge& bridge);

}  // namespace cnft::compat
