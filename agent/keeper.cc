// SPDX-License-Identifier: GPL-2.0-or-later
// Brings into the kernel what is wanted, and brings it back.
#include "agent/keeper.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/apply.h"
#include "api/cilium.h"
#include "api/sysctl.h"
#include "api/turn.h"
#include "compat/absorb/put_back.h"
#include "compat/bridge/install.h"
#include "nft/netlink/kernel.h"

namespace cnft::agent {
namespace {

using compat::BridgePlan;
using compat::BridgeStep;

// Of the differences, as many as somebody reads.
constexpr std::size_t kChangesTold = 20;
// More of our own transactions do not wait to be heard of.
constexpr std::size_t kGenerations = 64;

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};

bool Same(const Wish& a, const Wish& b) {
  if (a.input.sources.size() != b.input.sources.size() ||
      a.plan.has_value() != b.plan.has_value()) {
    return false;
  }
  for (std::size_t i = 0; i < a.input.sources.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    if (a.input.sources.at(number).text() != b.input.sources.at(number).text()) return false;
  }
  if (!a.plan) return true;
  const auto same = [](const cilium::Sysctl& one, const cilium::Sysctl& other) {
    return one.name == other.name && one.value == other.value;
  };
  return a.plan->routing.routes == b.plan->routing.routes &&
         a.plan->routing.rules == b.plan->routing.rules &&
         std::ranges::equal(a.plan->sysctls, b.plan->sysctls, same);
}

bool SameRecords(const compat::KeptRecords& a, const compat::KeptRecords& b) {
  return std::ranges::equal(a.sets, b.sets, [](const auto& one, const auto& other) {
    return one.has_value() == other.has_value() && (!one || one->elements == other->elements);
  });
}

std::size_t Changing(const BridgePlan& plan) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plan.tables, [](const auto& table) { return !table.in_place; }));
}

// Of a translation with errors.
Error Refused(const RulesetInput& input) {
  Error error;
  error.code = ErrorCode::kRefused;
  error.message = Render(input.diagnostics, input.sources, false);
  return error;
}

}  // namespace

Result<Keeper> Keeper::Make(KeeperOptions options) {
  Keeper keeper(std::move(options));
  auto kernel = netlink::OpenKernel();
  if (!kernel) return std::unexpected(kernel.error());
  keeper.kernel_ = std::move(*kernel);
  auto router = routing::Router::Open();
  if (!router) return std::unexpected(router.error());
  keeper.router_ = std::move(*router);
  keeper.options_.own = keeper.options_.own && KernelHasOwners(*keeper.kernel_);
  return keeper;
}

Result<compat::KeptRecords> Keeper::ReadAbsorbed() const {
  const std::string& name = options_.translate.table;
  auto absorbed = compat::ReadRecords(name);
  if (!absorbed) return absorbed;
  // Who removes the whole table takes away what is nowhere else: it comes back. After a release it
  // stands in iptables.
  for (const Family family : kFamilies) {
    const auto number = static_cast<std::size_t>(family);
    if (absorbed->sets[number] || !absorbed_.sets[number]) continue;
    const auto exists = kernel_->Exists(family, name);
    if (!exists) return std::unexpected(exists.error());
    if (*exists) continue;
    const auto released = compat::StandsAgain(family, *absorbed_.records[number]);
    if (!released) return std::unexpected(released.error());
    if (*released) continue;
    absorbed->sets[number] = absorbed_.sets[number];
    absorbed->records[number] = absorbed_.records[number];
  }
  return absorbed;
}

Result<bool> Keeper::AbsorbedHasChanged() const {
  const auto absorbed = ReadAbsorbed();
  if (!absorbed) return std::unexpected(absorbed.error());
  return !SameRecords(*absorbed, absorbed_);
}

Result<BridgePlan> Keeper::PlanBridges(const RulesetInput* input,
                                       const compat::NatHooks& absorbed) const {
  // Tables of other names would take each other's bridges away.
  if (!options_.coexist || options_.translate.table != translator::TranslateOptions().table) {
    return BridgePlan();
  }
  const auto others = compat::ReadBackends();
  if (!others) return std::unexpected(others.error());
  BridgePlan plan = compat::PlanBridges(input, *others);
  compat::Add(absorbed, plan.nat_hooks);
  return plan;
}

Result<Outcome> Keeper::Take(Wish wish) {
  auto absorbed = ReadAbsorbed();
  if (!absorbed) return std::unexpected(absorbed.error());
  const compat::NatHooks hooks = compat::AddAbsorbed(*absorbed, wish.input);
  const auto bridges = PlanBridges(&wish.input, hooks);
  if (!bridges) return std::unexpected(bridges.error());
  if (wish_ && Same(*wish_, wish) && SameRecords(*absorbed, absorbed_) &&
      bridges->nat_hooks == nat_hooks_ && !FactsHaveChanged()) {
    return Outcome();
  }
  auto outcome = Install(wish, *bridges);
  if (!outcome) return outcome;
  wish_ = std::move(wish);
  absorbed_ = std::move(*absorbed);
  absorbed_hooks_ = hooks;
  return outcome;
}

Result<Outcome> Keeper::Install(Wish& wish, const BridgePlan& bridges) {
  Diagnostics& diagnostics = wish.input.diagnostics;
  for (const compat::NotBridged& rule : bridges.not_bridged) {
    diagnostics.Report(DiagnosticKind::kNotFinal, rule.span, rule.message, rule.hint);
  }
  translator::TranslateOptions translate = options_.translate;
  translate.nat_hooks_of_others = bridges.nat_hooks;
  WantedRuleset wanted = Translate(wish.input, translate);
  Result<Outcome> outcome = std::unexpected(Refused(wish.input));
  if (diagnostics.errors() == 0) outcome = Carry(wish, wanted, bridges);
  if (outcome) {
    warnings_.clear();
    if (wish.plan) {
      for (const cilium::Problem& one : wish.plan->problems) {
        warnings_.push_back(fmt::format("{}: {}", one.subject, one.message));
      }
      for (const SysctlDifference& one : CompareSysctls(wish.plan->sysctls)) {
        warnings_.push_back(fmt::format("{} is {} and should be {}: {}", one.wanted.name, one.value,
                                        one.wanted.value, one.wanted.because));
      }
    }
    for (const Diagnostic* one : diagnostics.InOrder()) warnings_.push_back(one->message);
    wanted_ = std::move(wanted);
    nat_hooks_ = bridges.nat_hooks;
    for (const Family family : kFamilies) {
      bridges_pass_hooks_[static_cast<std::size_t>(family)] = BridgesPassHooks(family);
    }
  }
  diagnostics = {};
  return outcome;
}

// Bridges go in before the ruleset, unless the kernel would not take that, and out behind it.
Result<Outcome> Keeper::Carry(Wish& wish, const WantedRuleset& wanted, const BridgePlan& bridges) {
  const std::size_t bridged = Changing(bridges);
  if (bridged != 0) {
    if (auto checked = CarryRuleset(wanted, true); !checked) return checked;
    auto made = compat::InstallBridges(&wish.input, bridges, BridgeStep::kMake);
    if (!made) return std::unexpected(made.error());
  }
  Result<Outcome> outcome;
  if (wish.plan) {
    const auto system =
        ApplySystem(*router_, *wish.plan, options_.set_sysctls, [&]() -> Result<bool> {
          outcome = CarryRuleset(wanted, false);
          if (!outcome) return std::unexpected(outcome.error());
          return true;
        });
    if (!system) return std::unexpected(system.error());
    outcome->routing = system->routing.added + system->routing.removed;
    if (options_.set_sysctls) outcome->sysctls = system->sysctls.size();
  } else {
    outcome = CarryRuleset(wanted, false);
    if (!outcome) return outcome;
  }
  if (bridged != 0) {
    auto removed = compat::InstallBridges(&wish.input, bridges, BridgeStep::kRemove);
    if (!removed) return std::unexpected(removed.error());
    outcome->bridges = bridged;
  }
  return outcome;
}

Result<Outcome> Keeper::CarryRuleset(const WantedRuleset& wanted, bool check_only,
                                     const TouchedChains* touched) {
  Outcome outcome;
  KeepOptions keep;
  keep.check_only = check_only;
  keep.own = options_.own;
  keep.touched = touched;
  keep.on_changes = [&](std::span<const Change> changes) {
    outcome.changes.clear();
    for (const Change& change : changes.first(std::min(changes.size(), kChangesTold))) {
      outcome.changes.push_back(Print(Describe(change)));
    }
  };
  const auto report = Keep(*kernel_, wanted, keep);
  if (!report) return std::unexpected(report.error());
  outcome.ruleset = *report;
  if (!report->unchanged() && !check_only) {
    generations_.push_back(report->generation);
    if (generations_.size() > kGenerations) generations_.pop_front();
  }
  return outcome;
}

Result<Outcome> Keeper::KeepRuleset(const TouchedChains* touched) {
  return CarryRuleset(wanted_, false, touched);
}

Result<Outcome> Keeper::KeepSystem() {
  Outcome outcome;
  if (!has_plan()) return outcome;
  const auto changes = CompareSystem(*router_, *wish_->plan, options_.set_sysctls);
  if (!changes) return std::unexpected(changes.error());
  if (changes->empty()) return outcome;
  const auto done = ApplySystem(*router_, *wish_->plan, options_.set_sysctls,
                                []() -> Result<bool> { return true; });
  if (!done) return std::unexpected(done.error());
  outcome.routing = done->routing.added + done->routing.removed;
  if (options_.set_sysctls) outcome.sysctls = done->sysctls.size();
  for (const ChangeText& change : *changes) outcome.changes.push_back(Print(change));
  return outcome;
}

Result<Outcome> Keeper::KeepBridges() {
  if (!wish_) return Outcome();
  const auto bridges = PlanBridges(&wish_->input, absorbed_hooks_);
  if (!bridges) return std::unexpected(bridges.error());
  // The rules depend on these.
  if (bridges->nat_hooks != nat_hooks_ || FactsHaveChanged()) return Install(*wish_, *bridges);
  Outcome outcome;
  outcome.bridges = Changing(*bridges);
  if (outcome.bridges == 0) return outcome;
  for (const BridgeStep step : {BridgeStep::kMake, BridgeStep::kRemove}) {
    auto done = compat::InstallBridges(&wish_->input, *bridges, step);
    if (!done) return std::unexpected(done.error());
  }
  for (const compat::TableBridge& table : bridges->tables) {
    if (!table.in_place) outcome.changes.push_back(fmt::format("bridge in {}", table.Name()));
  }
  return outcome;
}

Result<void> Keeper::Remove() {
  const auto turn = Turn::Take();
  if (!turn) return std::unexpected(turn.error());
  const auto absorbed = ReadAbsorbed();
  if (!absorbed) return std::unexpected(absorbed.error());
  if (absorbed->any()) {
    Error error;
    error.code = ErrorCode::kRefused;
    error.message = "rules that were absorbed from iptables are in force here alone";
    error.hint = "cnft release puts them back";
    return std::unexpected(error);
  }
  if (auto done = DeleteTables(*kernel_, options_.translate.table); !done) {
    return std::unexpected(done.error());
  }
  const auto bridges = PlanBridges(nullptr, {});
  if (!bridges) return std::unexpected(bridges.error());
  if (auto done = compat::InstallBridges(nullptr, *bridges, BridgeStep::kRemove); !done)
    return done;
  if (auto done = router_->Apply({}); !done) return std::unexpected(done.error());
  return {};
}

bool Keeper::Made(std::uint32_t generation) const {
  return std::ranges::find(generations_, generation) != generations_.end();
}

bool Keeper::FactsHaveChanged() const {
  if (options_.translate.bridge_netfilter) return false;  // nobody asked the kernel
  return std::ranges::any_of(kFamilies, [&](Family family) {
    return bridges_pass_hooks_[static_cast<std::size_t>(family)] != BridgesPassHooks(family);
  });
}

}  // namespace cnft::agent
