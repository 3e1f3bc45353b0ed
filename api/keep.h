// SPDX-License-Identifier: GPL-2.0-or-later
// A ruleset that is worked out once and held, to be put back whenever it is not what stands.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/ruleset_input.h"
#include "nft/diff.h"
#include "nft/kernel.h"

namespace cnft {

struct WantedRuleset {
  std::string name = "cnft";                             // of the tables
  std::array<std::optional<nftables::Table>, 2> tables;  // by family; none: there should be none
  std::size_t rules = 0;                                 // of iptables
  std::size_t sets = 0;
  // Set elements that time out do so from then on.
  std::chrono::steady_clock::time_point since;
};

// What Apply would install. Errors are in the input's diagnostics.
WantedRuleset Translate(RulesetInput& input, const translator::TranslateOptions& options);

// Chains of the tables, by family, that may not be what they should be.
using TouchedChains = std::array<std::vector<std::string>, 2>;

struct KeepOptions {
  bool check_only = false;
  // The kernel is to let nobody else change the tables (see KernelHasOwners).
  bool own = false;
  // All else is known to be right and is not read: a large ruleset takes long to list. Null:
  // nothing is known. What cannot be told from these chains alone is read all the same.
  const TouchedChains* touched = nullptr;
  // Called with every difference before anything is sent.
  std::function<void(std::span<const Change>)> on_changes;
};

struct KeepReport {
  std::size_t added = 0;  // nftables objects
  std::size_t removed = 0;
  std::size_t changed = 0;
  std::uint32_t generation = 0;  // that was made, or was found right
  bool unchanged() const { return added + removed + changed == 0; }
};

// Makes the kernel's tables what is wanted; writes what differs, in one transaction, or nothing.
// Begins again some times when somebody else changes the ruleset meanwhile.
Result<KeepReport> Keep(Kernel& kernel, const WantedRuleset& wanted, const KeepOptions& options);

// Whether tables can have owners and outlive them (Linux 6.9). Changes nothing.
bool KernelHasOwners(Kernel& kernel);

}  // namespace cnft
