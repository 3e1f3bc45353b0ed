// SPDX-License-Identifier: GPL-2.0-or-later
// Chains of iptables taken over by cnft, and given back.
//
// Both ways the rules stand in both places for a moment, and never in neither: first they come
// where they will be, then, when every packet under way has passed (Pause), they go from where they
// were. What no packet may meet twice is refused (twice.h). After a kill at any point either verb
// finishes the work or undoes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/changes.h"
#include "api/ruleset_input.h"
#include "compat/absorb/plan.h"
#include "nft/kernel.h"

namespace cnft::compat {

struct HandoverReport {
  Backend backend = Backend::kLegacy;
  // Of iptables, that change hands.
  std::size_t chains = 0;
  std::size_t jumps = 0;  // rules of built-in chains
  std::size_t rules = 0;  // all
  std::vector<ChangeText> changes;
  Refusals refusals;  // some: nothing was changed
  std::vector<std::string> warnings;
  std::optional<Error> unfinished;  // it was begun: either verb finishes or undoes it
};

// `dry_run`: says what it would do.
Result<HandoverReport> Absorb(Kernel& kernel, const AbsorbRequest& request, bool dry_run);
Result<HandoverReport> Release(Kernel& kernel, bool dry_run);

// Adds what is absorbed to the input of an apply, behind all else: it stays in force. Returns the
// hooks at which it has to do with nat, as iptables would. What the input holds of it, too, is
// reported.
NatHooks AddAbsorbed(const KeptRecords& kept, RulesetInput& input);

}  // namespace cnft::compat
