// SPDX-License-Identifier: GPL-2.0-or-later
// What apply, check, diff and translate begin with: all input read, and its faults said.
#pragma once

#include <expected>
#include <optional>

#include "api/ruleset_input.h"
#include "cli/cilium.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace cnft::cli {

struct Prepared {
  RulesetInput input;                 // of all files, and behind them of Cilium
  std::optional<CiliumInput> cilium;  // with --cilium
};

// Without input, or with faults in it, says so and returns the exit code.
std::expected<Prepared, int> Prepare(const Options& options, Progress& progress);

}  // namespace cnft::cli
