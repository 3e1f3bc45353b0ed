// SPDX-License-Identifier: GPL-2.0-or-later
// What rules of other programs must be told of cnft's accepts.
//
// In one table of iptables an ACCEPT ends the table: no rule behind it sees the packet. cnft's
// chains stand before those of iptables, and their accepts end only themselves. A bridge is a copy
// of the accepting rules, at the head of a built-in chain of iptables behind which something could
// still happen to the packet. A packet that gets there was dropped by none of our rules, so a
// bridge leaves those out, and all that do something else.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "api/ruleset_input.h"
#include "compat/backend_rules.h"
#include "nft/kernel.h"
#include "translator/xt_reader.h"

namespace cnft::compat {

// A chain of a bridge and its rules, as what follows "-A NAME" in iptables-save text.
struct BridgeChain {
  std::string name;
  std::vector<std::string> rules;
  friend bool operator==(const BridgeChain&, const BridgeChain&) = default;
};

// What one table of a backend should hold of ours, and what it holds.
struct TableBridge {
  Backend backend = Backend::kLegacy;
  Family family = Family::kIpv4;
  iptables::TableId table = iptables::TableId::kFilter;
  std::uint8_t hooks = 0;  // whose built-in chains begin with a jump to their bridge
  std::vector<BridgeChain> chains;
  bool in_place = false;              // it is what stands there
  std::vector<BridgeChain> standing;  // chains of bridges that stand there

  // "iptables-legacy filter"
  std::string Name() const;
};

// A rule of ours that no bridge can say.
struct NotBridged {
  Span span;
  std::string message;
  std::string hint;
};

// By family, hooks where nat chains of iptables have something to do.
using NatHooks = std::array<std::uint8_t, 2>;
NatHooks NatHooksOf(const BackendRules& rules);
void Add(const NatHooks& more, NatHooks& hooks);

struct BridgePlan {
  std::vector<TableBridge> tables;  // that hold bridges, or should
  std::vector<NotBridged> not_bridged;
  NatHooks nat_hooks{};
};

// The rules in the backends of iptables, of both families.
Result<std::deque<BackendRules>> ReadBackends();

// Without `input`, nothing should be there. `context` of the family asked for gives the numbers of
// ipsets.
BridgePlan PlanBridges(const RulesetInput* input, const std::deque<BackendRules>& others);

// Chains of bridges have this in front; those of built-in chains end with their names.
inline constexpr std::string_view kBridgePrefix = "CNFT_BRIDGE_";
inline bool IsBridge(std::string_view chain) { return chain.starts_with(kBridgePrefix); }

// The rule at the head of a built-in chain, as what follows "-A NAME".
std::string BridgeJump(iptables::Hook hook);

}  // namespace cnft::compat
