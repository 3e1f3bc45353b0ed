// SPDX-License-Identifier: GPL-2.0-or-later
// Where the chains of each iptables table hang in the kernel, and how its chains call each other.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ruleset/diagnostics.h"
#include "ruleset/iptables/model.h"
#include "ruleset/nftables/model.h"

namespace cnft::translator {

// The base chain for a built-in chain. cnft runs just before the iptables table of the same name,
// as a rule put first in it would: at one less than the table's priority, which no other program is
// known to use, because chains of equal priority run in the order of their registration, newest
// first. nat chains run where the NAT core does; their priority only orders them among each other.
nftables::BaseChain BaseChainFor(iptables::TableId table, iptables::Hook hook,
                                 iptables::Policy policy);

// "nat/KUBE-SERVICES": iptables allows the same name in several tables.
std::string ChainName(iptables::TableId table, std::string_view chain);

// Which chains of a table call which, read from the rules' -j and -g words alone.
class CallGraph {
 public:
  CallGraph(const iptables::Table& table, const Sources& sources);

  // The hooks from which a chain can be reached, as iptables::HookBit bits.
  std::uint8_t HooksOf(std::size_t chain) const { return hooks_[chain]; }
  // Reports chains that reach themselves, at the rule that closes the loop. True when there are
  // any.
  bool ReportLoops(Diagnostics& diagnostics) const;
  // Gives memory back: from now on only hooks are asked for.
  void ForgetCalls() {
    calls_ = {};
    first_call_ = {};
  }

 private:
  struct Call {
    std::uint32_t to;
    Span span;
  };
  std::span<const Call> CallsOf(std::size_t chain) const {
    return std::span(calls_).subspan(first_call_[chain],
                                     first_call_[chain + 1] - first_call_[chain]);
  }

  const iptables::Table& table_;
  std::vector<Call> calls_;  // by calling chain
  std::vector<std::uint32_t> first_call_;
  std::vector<std::uint8_t> hooks_;
};

}  // namespace cnft::translator
