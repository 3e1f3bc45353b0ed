// SPDX-License-Identifier: GPL-2.0-or-later
// What absorbing and releasing share: what they read, and the steps they are made of.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compat/absorb/absorb.h"
#include "translator/module.h"

namespace cnft::compat {

inline constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
inline std::size_t Index(Family family) { return static_cast<std::size_t>(family); }

// Somebody who changes the rules all the time would keep us from ever getting done.
inline constexpr int kHandoverAttempts = 20;

// Waits until every packet that was on its way through the hooks has left the one it was at.
void Pause();

// How absorbed rules are translated beside those that stand.
translator::TranslateOptions TranslationFor(const nftables::Table* standing,
                                            const NatHooks& nat_hooks);

struct Translated {
  RulesetInput input;
  nftables::Table table;
};
Translated TranslateRecord(const Record& record, Family family,
                           const translator::TranslateOptions& options);

class Handover {
 protected:
  Handover(Kernel& kernel, bool dry_run) : kernel_(kernel), dry_run_(dry_run) {}

  // All there is.
  Result<void> Read();
  // The table without what is absorbed so far.
  Result<nftables::Table> Ours(Family family);
  // Our rules, and with a record those behind them: what bridges are made of.
  static void AddRules(const nftables::Table& ours, const std::optional<Record>& record,
                       RulesetInput& input);
  // Makes our tables these, in one transaction.
  Result<void> Commit(const std::array<nftables::Table, 2>& desired);

  void Count(const Records& records);
  // What would change in a table of iptables, and in ours.
  void Describe(const HeldEdit& edit);
  void Describe(const std::array<nftables::Table, 2>& desired);

  // The name of the source that holds absorbed rules.
  static constexpr std::string_view kAbsorbedName = "absorbed rules";

  const std::string table_ = translator::TranslateOptions().table;
  Kernel& kernel_;
  bool dry_run_;
  std::uint32_t generation_ = 0;
  KeptRecords kept_;
  std::vector<std::string> gone_sets_;  // that absorbed rules name
  Holdings holdings_;
  std::array<std::optional<nftables::Table>, 2> standing_;
  HandoverReport report_;
};

}  // namespace cnft::compat
