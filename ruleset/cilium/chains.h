// SPDX-License-Identifier: GPL-2.0-or-later
// The chains of Cilium, and the hooks that lead to them.
#pragma once

#include <array>
#include <string_view>

#include "ruleset/iptables/model.h"

namespace cnft::cilium {

struct CiliumChain {
  std::string_view name;
  iptables::TableId table;
  iptables::Hook hook;
  bool ipv6;
};

// In the order in which the agent makes them and their feeders.
inline constexpr auto kChains = std::to_array<CiliumChain>({
    {"CILIUM_INPUT", iptables::TableId::kFilter, iptables::Hook::kInput, true},
    {"CILIUM_OUTPUT", iptables::TableId::kFilter, iptables::Hook::kOutput, true},
    {"CILIUM_OUTPUT_raw", iptables::TableId::kRaw, iptables::Hook::kOutput, true},
    {"CILIUM_POST_nat", iptables::TableId::kNat, iptables::Hook::kPostrouting, true},
    {"CILIUM_OUTPUT_nat", iptables::TableId::kNat, iptables::Hook::kOutput, false},
    {"CILIUM_PRE_nat", iptables::TableId::kNat, iptables::Hook::kPrerouting, false},
    {"CILIUM_POST_mangle", iptables::TableId::kMangle, iptables::Hook::kPostrouting, false},
    {"CILIUM_PRE_mangle", iptables::TableId::kMangle, iptables::Hook::kPrerouting, true},
    {"CILIUM_PRE_raw", iptables::TableId::kRaw, iptables::Hook::kPrerouting, true},
    {"CILIUM_FORWARD", iptables::TableId::kFilter, iptables::Hook::kForward, true},
});

// Whether an entry of disable-iptables-feeder-rules means the hook.
bool SameHook(std::string_view name, iptables::Hook hook);

}  // namespace cnft::cilium
