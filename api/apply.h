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
#include "nft/deadline.h"
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
  // Of the kernel's ruleset with the change in it; of a change that was not made, before it.
  std::uint32_t generation = 0;
  bool unchanged() const { return added + removed + changed == 0; }
};

// How long to go on, when others change the ruleset meanwhile.
struct Limits {
  // Whoever changes the ruleset all the time would keep us from ever getting a turn.
  int attempts = 100;
  // Whose ruleset it must be; with another it is a conflict, and nothing is tried again.
  std::optional<std::uint32_t> generation;
  const Deadline* deadline = nullptr;
};

// Calls `attempt`, which returns a Result, until it ends otherwise than in a conflict.
template <typename Attempt>
auto TryAgain(const Limits& limits, Attempt attempt) {
  for (int left = limits.generation ? 1 : limits.attempts;; --left) {
    auto result = attempt();
    if (result || result.error().code != ErrorCode::kConflict || left <= 1 ||
        Over(limits.deadline)) {
      return result;
    }
  }
}

// The generation to compare with and to commit to; a conflict when another is wanted.
Result<std::uint32_t> AgreedGeneration(Kernel& kernel, const Limits& limits);
// The one that a change to it makes.
constexpr std::uint32_t NextGeneration(std::uint32_t generation) {
  return generation + 1 == 0 ? 1 : generation + 1;  // the kernel leaves out 0
}

struct ApplyOptions {
  translator::TranslateOptions translate;
  // The kernel examines the change and nothing happens.
  bool check_only = false;
  // Called with every difference before anything is sent; what it is given lives as long as the
  // call. Costs the memory of the whole model.
  std::function<void(std::span<const Change>)> on_changes;
  Limits limits{};
};

// Makes the kernel's tables of that name what `input` says; families without input lose theirs.
// Reads what stands there and writes only what differs. Begins again when somebody else changes the
// ruleset meanwhile.
//
// Translation may add errors to `input.diagnostics`: then nothing was sent.
Result<ApplyReport> Apply(Kernel& kernel, RulesetInput& input, const ApplyOptions& options);

// What Apply would do, without doing it. `options.check_only` does not matter.
Result<ApplyReport> Compare(Kernel& kernel, RulesetInput& input, const ApplyOptions& options);

// Whether rules that were absorbed from iptables stand there, and nowhere else; and what to say to
// whoever would remove them.
bool HoldsAbsorbed(const nftables::Table& table);
Error LosesAbsorbed();

// Removes the tables of that name, absorbed rules and all. Returns how many there were.
Result<int> DeleteTables(Kernel& kernel, const std::string& table, const Limits& limits = {});

}  // namespace cnft
