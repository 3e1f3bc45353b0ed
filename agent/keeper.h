// SPDX-License-Identifier: GPL-2.0-or-later
// Brings into the kernel what is wanted, and brings it back: the ruleset, policy routing, kernel
// settings, and bridges into the tables of iptables. Compares before it writes.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/wish.h"
#include "api/keep.h"
#include "compat/absorb/absorb.h"
#include "compat/bridge/plan.h"
#include "nft/routing/routing.h"

namespace cnft::agent {

struct KeeperOptions {
  translator::TranslateOptions translate;
  bool coexist = true;
  bool set_sysctls = false;
  bool own = false;
};

// What was written.
struct Outcome {
  KeepReport ruleset;
  std::size_t routing = 0;  // routes and policy rules
  std::size_t sysctls = 0;
  std::size_t bridges = 0;           // tables of iptables
  std::vector<std::string> changes;  // in words, some of them
  bool unchanged() const { return ruleset.unchanged() && routing + sysctls + bridges == 0; }
};

class Keeper {
 public:
  static Result<Keeper> Make(KeeperOptions options);

  // Makes `wish` what is wanted, if it can be had; else what was wanted before still is. A wish
  // that says the same is compared with the kernel all the same.
  Result<Outcome> Take(Wish wish);
  // Each compares one part with the kernel and puts it back.
  Result<Outcome> KeepRuleset(const TouchedChains* touched);
  Result<Outcome> KeepSystem();   // policy routing and settings
  Result<Outcome> KeepBridges();  // and what depends on the tables of others
  // Whether cnft absorb or cnft release has changed what is wanted: a wish is to be taken again.
  Result<bool> AbsorbedHasChanged() const;
  // Takes everything out of the kernel.
  Result<void> Remove();

  // Whether a transaction of that generation was ours.
  bool Made(std::uint32_t generation) const;
  // Whether settings that decided about the rules are others now.
  bool FactsHaveChanged() const;
  bool owns() const { return options_.own; }
  bool has_plan() const { return wish_ && wish_->plan; }
  const WantedRuleset& wanted() const { return wanted_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  Kernel& kernel() { return *kernel_; }

 private:
  explicit Keeper(KeeperOptions options) : options_(std::move(options)) {}
  // What is absorbed from iptables.
  Result<compat::KeptRecords> ReadAbsorbed() const;
  Result<compat::BridgePlan> PlanBridges(const RulesetInput* input,
                                         const compat::NatHooks& absorbed) const;
  Result<Outcome> Install(Wish& wish, const compat::BridgePlan& bridges);
  Result<Outcome> Carry(Wish& wish, const WantedRuleset& wanted, const compat::BridgePlan& bridges);
  Result<Outcome> CarryRuleset(const WantedRuleset& wanted, bool check_only,
                               const TouchedChains* touched = nullptr);

  KeeperOptions options_;
  std::unique_ptr<Kernel> kernel_;
  std::unique_ptr<routing::Router> router_;
  std::optional<Wish> wish_;
  compat::KeptRecords absorbed_;  // a part of the wish
  compat::NatHooks absorbed_hooks_{};
  WantedRuleset wanted_;
  std::array<std::uint8_t, 2> nat_hooks_{};
  std::array<bool, 2> bridges_pass_hooks_{};
  std::vector<std::string> warnings_;      // about what was taken
  std::deque<std::uint32_t> generations_;  // that we made, of late
};

}  // namespace cnft::agent
