// SPDX-License-Identifier: GPL-2.0-or-later
// Which chains of iptables are taken over, and why they cannot be.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "compat/absorb/held.h"
#include "compat/absorb/record.h"
#include "compat/absorb/refusal.h"
#include "compat/bridge/plan.h"
#include "compat/ipset/decode.h"

namespace cnft::compat {

// What both backends hold, of both families.
struct Holdings {
  std::vector<std::vector<HeldTable>> tables;  // those of one backend and family each

  std::vector<HeldTable>* Of(Backend backend, Family family);
};
Result<Holdings> ReadHoldings();
// As others read it.
std::deque<BackendRules> ReadAgain(const Holdings& holdings);

struct AbsorbRequest {
  std::optional<Backend> from;  // none: where the chains are
  Selection selection;
};

struct AbsorbPlan {
  Backend backend = Backend::kLegacy;
  Records records;                // what is absorbed then
  std::deque<HeldTable> before;   // that the edits are made of
  std::vector<HeldEdit> edits;    // take out what stands of it
  std::deque<BackendRules> with;  // what iptables holds with the absorbed rules
  std::deque<BackendRules> without;
  Refusals refusals;
};

// `kept` is absorbed already: what stands of it again takes its place.
AbsorbPlan PlanAbsorb(const Holdings& holdings, const KeptRecords& kept, const LiveSets& sets,
                      const AbsorbRequest& request);

}  // namespace cnft::compat
