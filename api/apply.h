// SPDX-License-Identifier: GPL-2.0-or-later
// From input to kernel: one transaction for everything, or nothing.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/ruleset_input.h"
#include "nft/diff.h"
#include "nft/kernel.h"

namespace cnft {

struct ApplyReport {
  std::size_t rules = 0;  // of iptables, in force
  std::size_t sets = 0;
  std::size_t added = 0;  // nftables objects: tables, chains, rules, sets, elements
  std::size_t removed = 0;
  std::size_t changed = 0;
  // What stood and the input has nothing of, such as "ip nat": iptables-restore would leave it.
  std::vector<std::string> lost;
  bool unchanged() const { return added + removed + changed == 0; }
};

struct ApplyOptions {
  translator::TranslateOptions translate;
  // The kernel examines the change and nothing happens.
  bool check_only = false;
  // Called with every difference before anything is sent; what it is given lives as long as the
  // call. Costs the memory of the whole model.
  std::function<void(std::span<const Change>)> on_changes;
};

// Makes the kernel's tables of that name what `input` says; families without input lose theirs.
// Reads what stands there and writes only what differs. Begins again when somebody else changes the
// ruleset meanwhile.
//
// Translation may add errors to `input.diagnostics`: then nothing was sent.
Result<ApplyReport> Apply(Kernel& kernel, RulesetInput& input, const ApplyOptions& options);

// What Apply would do, without doing it. `options.check_only` does not matter.
Result<ApplyReport> Compare(Kernel& kernel, RulesetInput& input, const ApplyOptions& options);

// Removes the tables of that name. Returns how many there were.
Result<int> DeleteTables(Kernel& kernel, const std::string& table);

}  // namespace cnft
