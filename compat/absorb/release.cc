// SPDX-License-Identifier: GPL-2.0-or-later
// Chains of iptables given back by cnft.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "api/show.h"
#include "compat/absorb/absorb.h"
#include "compat/absorb/handover.h"
#include "compat/absorb/put_back.h"
#include "compat/bridge/install.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

class Releaser : private Handover {
 public:
  Releaser(Kernel& kernel, bool dry_run) : Handover(kernel, dry_run) {}

  Result<HandoverReport> Run() {
    for (int attempt = 1;; ++attempt) {
      report_ = {};
      begun_ = false;
      auto done = GiveBack();
      if (done) return std::move(report_);
      if (done.error().code == ErrorCode::kConflict && attempt < kHandoverAttempts) continue;
      if (!begun_) return std::unexpected(done.error());
      report_.unfinished = done.error();
      return std::move(report_);
    }
  }

 private:
  Result<void> GiveBack() {
    if (auto read = Read(); !read) return read;
    if (!kept_.any()) return {};
    Count(kept_.records);
    RulesetInput both;
    RulesetInput ours;
    std::array<nftables::Table, 2> desired;
    for (const Family family : kFamilies) {
      auto table = Ours(family);
      if (!table) return std::unexpected(table.error());
      desired[Index(family)] = std::move(*table);
      const nftables::Table& rest = desired[Index(family)];
      auto& record = kept_.records[Index(family)];
      if (record) AddGained(*record, family);
      if (!rest.chains.empty() || record) AddRules(rest, record, both);
      if (!rest.chains.empty()) AddRules(rest, std::nullopt, ours);
    }
    auto edits = PlanEdits();
    if (!edits) return std::unexpected(edits.error());
    for (const std::string& name : gone_sets_) {
      report_.refusals.push_back({"set-gone",
                                  {},
                                  fmt::format("ipset {}, which the rules name, is gone", name),
                                  fmt::format("make it again: ipset {}", CreateLine(name))});
    }
    if (!report_.refusals.empty()) return {};
    if (dry_run_) {
      for (const HeldEdit& edit : *edits) Describe(edit);
      Describe(desired);
      return {};
    }
    begun_ = true;
    // What is ours goes on passing by all others, also by what comes back.
    const auto with = WithAbsorbed(*edits);
    if (auto made = InstallBridges(&both, PlanBridges(&both, with), BridgeStep::kMake); !made) {
      return made;
    }
    Pause();
    if (auto read = ReadHoldingsAgain(); !read) return read;
    edits = PlanEdits();
    if (!edits) return std::unexpected(edits.error());
    for (const HeldEdit& edit : *edits) {
      if (auto carried = Carry(edit); !carried) return carried;
    }
    Pause();
    return TakeOurs(ours, desired);
  }

  // The rules stand where they were.
  Result<void> TakeOurs(const RulesetInput& ours, const std::array<nftables::Table, 2>& desired) {
    const auto others = ReadBackends();
    if (!others) return std::unexpected(others.error());
    for (const BridgeStep step : {BridgeStep::kMake, BridgeStep::kRemove}) {
      if (auto made = InstallBridges(&ours, PlanBridges(&ours, *others), step); !made) return made;
    }
    Pause();
    const auto generation = kernel_.Generation();
    if (!generation) return std::unexpected(generation.error());
    generation_ = *generation;
    return Commit(desired);
  }

  std::string CreateLine(const std::string& name) const {
    for (const auto& record : kept_.records) {
      const ipset::Ruleset sets = record ? record->Sets() : ipset::Ruleset();
      if (const ipset::Set* set = sets.Find(name)) return ipset::PrintCreate(*set);
    }
    return {};
  }

  Result<void> ReadHoldingsAgain() {
    auto holdings = ReadHoldings();
    if (!holdings) return std::unexpected(holdings.error());
    holdings_ = std::move(*holdings);
    return {};
  }

  // What the rules have counted since they were absorbed.
  void AddGained(Record& record, Family family) {
    std::map<std::pair<std::string, std::string>, std::vector<iptables::Counters>> counted;
    const auto& standing = standing_[Index(family)];
    if (!standing) return;
    for (const CountedRule& rule : CountRules(*standing)) {
      counted[{std::string(rule.table), rule.chain}].push_back(rule.counters);
    }
    const auto add = [](HeldRule& rule, const iptables::Counters& more) {
      rule.counters.packets += more.packets;
      rule.counters.bytes += more.bytes;
    };
    for (AbsorbedTable& table : record.tables) {
      const std::string name(iptables::Info(table.id).name);
      for (HeldChain& chain : table.chains) {
        const auto& counters = counted[{name, chain.name}];
        if (counters.size() != chain.rules.size()) continue;
        for (std::size_t i = 0; i < counters.size(); ++i) add(chain.rules[i], counters[i]);
      }
      for (AbsorbedTable::Place& place : table.places) {
        const auto& counters = counted[{name, place.chain}];
        auto at = counters.rbegin();
        for (auto line = place.lines.rbegin(); line != place.lines.rend(); ++line) {
          if (line->taken && at != counters.rend()) add(line->rule, *at++);
        }
      }
    }
  }

  Result<std::vector<HeldEdit>> PlanEdits() {
    std::vector<HeldEdit> edits;
    for (const Family family : kFamilies) {
      const auto& record = kept_.records[Index(family)];
      if (!record) continue;
      for (const AbsorbedTable& taken : record->tables) {
        auto& tables = *holdings_.Of(record->backend, family);
        const auto table = std::ranges::find(tables, taken.id, &HeldTable::id);
        const auto edit = table == tables.end()
                              ? std::expected<HeldEdit, std::string>(std::unexpected(fmt::format(
                                    "{}-{} has no table {} any more",
                                    family == Family::kIpv4 ? "iptables" : "ip6tables",
                                    Name(record->backend), iptables::Info(taken.id).name)))
                              : PutBack(*table, taken);
        if (!edit) {
          return std::unexpected(Error{.code = ErrorCode::kRefused,
                                       .message = edit.error(),
                                       .hint = "its program makes it again: -t TABLE -L"});
        }
        if (!edit->empty()) edits.push_back(*edit);
      }
    }
    return edits;
  }

  std::deque<BackendRules> WithAbsorbed(const std::vector<HeldEdit>& edits) {
    Holdings with = holdings_;
    for (const HeldEdit& edit : edits) {
      auto& tables = *with.Of(edit.before->backend, edit.before->family);
      *std::ranges::find(tables, edit.before->id, &HeldTable::id) = Edited(edit);
    }
    return ReadAgain(with);
  }

  bool begun_ = false;
};

}  // namespace

Result<HandoverReport> Release(Kernel& kernel, bool dry_run) {
  return Releaser(kernel, dry_run).Run();
}

}  // namespace cnft::compat
