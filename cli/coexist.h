// SPDX-License-Identifier: GPL-2.0-or-later
// --coexist: what the rules of other programs in iptables are told of ours.
#pragma once

#include <vector>

#include "api/changes.h"
#include "api/ruleset_input.h"
#include "cli/options.h"
#include "compat/absorb/absorb.h"
#include "compat/bridge/install.h"
#include "compat/bridge/plan.h"

namespace cnft::cli {

// Looks at the others. Nothing is planned with --coexist none, nor for tables of another name than
// the usual: they would take each other's bridges away. Warns of what cannot be bridged.
// `absorbed`: what KeepAbsorbed said.
Result<compat::BridgePlan> PlanCoexistence(const Options& options, RulesetInput* input,
                                           const compat::NatHooks& absorbed = {});

// Adds to the input what is absorbed from iptables, so that it stays in force.
Result<compat::NatHooks> KeepAbsorbed(const Options& options, RulesetInput& input);

// What the plan will change.
std::vector<ChangeText> Describe(const compat::BridgePlan& plan);

}  // namespace cnft::cli
