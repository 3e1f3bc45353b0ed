// SPDX-License-Identifier: GPL-2.0-or-later
// Chains of iptables taken over by cnft.
#include "compat/absorb/absorb.h"

#include <fmt/format.h>

#include <utility>

#include "compat/absorb/handover.h"
#include "compat/absorb/native.h"
#include "compat/bridge/install.h"
#include "compat/ipset/kernel.h"

namespace cnft::compat {
namespace {

class Absorber : private Handover {
 public:
  Absorber(Kernel& kernel, const AbsorbRequest& request, bool dry_run)
      : Handover(kernel, dry_run), request_(request) {}

  Result<HandoverReport> Run() {
    for (int attempt = 1;; ++attempt) {
      report_ = {};
      auto done = Take();
      if (done && done->has_value()) {
        // Somebody changed the rules while they were taken: what stands now counts.
        if (attempt < kHandoverAttempts && (*done)->code == ErrorCode::kConflict) continue;
        report_.unfinished = std::move(**done);
      }
      if (done) return std::move(report_);
      if (done.error().code != ErrorCode::kConflict || attempt == kHandoverAttempts) {
        return std::unexpected(done.error());
      }
    }
  }

 private:
  // An error: nothing was changed. One inside: it was begun.
  Result<std::optional<Error>> Take() {
    if (auto read = Read(); !read) return std::unexpected(read.error());
    const auto plan = MakePlan();
    if (!plan) return std::unexpected(plan.error());
    report_.refusals = plan->refusals;
    if (!report_.refusals.empty()) return std::nullopt;
    RulesetInput input;
    std::array<nftables::Table, 2> desired;
    if (auto made = MakeNative(*plan, input, desired); !made) return std::unexpected(made.error());
    const BridgePlan bridges = PlanBridges(&input, plan->without);
    CheckBridges(bridges, input);
    Count(plan->records);
    if (!report_.refusals.empty()) return std::nullopt;
    if (dry_run_) {
      for (const HeldEdit& edit : plan->edits) Describe(edit);
      Describe(desired);
      return std::nullopt;
    }
    if (plan->edits.empty() && SameRules(plan->records, kept_.records)) {
      report_.chains = report_.jumps = report_.rules = 0;
    } else if (auto committed = Commit(desired); !committed) {
      return std::unexpected(committed.error());
    }
    if (auto finished = Finish(*plan, input, bridges); !finished) return finished.error();
    return std::nullopt;
  }

  Result<AbsorbPlan> MakePlan() {
    const auto sets = ReadIpsets();
    if (!sets) return std::unexpected(sets.error());
    return PlanAbsorb(holdings_, kept_, *sets, request_);
  }

  Result<void> MakeNative(const AbsorbPlan& plan, RulesetInput& input,
                          std::array<nftables::Table, 2>& desired) {
    NatHooks nat_hooks{};
    for (const BackendRules& rules : plan.with) Add(NatHooksOf(rules), nat_hooks);
    for (const Family family : kFamilies) {
      auto ours = Ours(family);
      if (!ours) return std::unexpected(ours.error());
      const auto& record = plan.records[Index(family)];
      if (!ours->chains.empty() || record) AddRules(*ours, record, input);
      nftables::Table& table = desired[Index(family)];
      table = std::move(*ours);
      if (!record) continue;
      const Translated native = TranslateRecord(*record, family, TranslationFor(&table, nat_hooks));
      CheckTranslated(native);
      if (const auto added = AddNative(native.table, table); !added) {
        report_.refusals.push_back({"name-taken", {}, added.error(), "rename the chain of cnft"});
      }
      table.sets.push_back(SetOf(*record));
    }
    return {};
  }

  // What the translator has against the rules, and what it only warns of when it is Cilium's.
  void CheckTranslated(const Translated& native) {
    for (const Diagnostic& diagnostic : native.input.diagnostics.all()) {
      const DiagnosticInfo& info = Info(diagnostic.kind);
      std::string where;
      if (diagnostic.span.known()) {
        where = native.input.sources.at(diagnostic.span.source).LineAt(diagnostic.span.begin);
      }
      if (info.severity == Severity::kError || diagnostic.kind == DiagnosticKind::kNotFinal) {
        report_.refusals.push_back({info.name, where, diagnostic.message, diagnostic.hint});
      } else {
        report_.warnings.push_back(fmt::format("{}: {}", where, diagnostic.message));
      }
    }
  }

  void CheckBridges(const BridgePlan& bridges, const RulesetInput& input) {
    for (const NotBridged& rule : bridges.not_bridged) {
      const Source& source = input.sources.at(rule.span.source);
      if (source.name() != kAbsorbedName) continue;  // was said when it was applied
      report_.refusals.push_back({Info(DiagnosticKind::kNotFinal).name,
                                  std::string(source.LineAt(rule.span.begin)), rule.message,
                                  "take the later rules, too (--chains)"});
    }
  }

  static bool SameRules(const Records& a, const Records& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i].has_value() != b[i].has_value()) return false;
      if (!a[i]) continue;
      if (a[i]->RulesText() != b[i]->RulesText() || a[i]->ipsets != b[i]->ipsets) return false;
    }
    return true;
  }

  // The rules are in force in cnft's table: takes them away where they were.
  Result<void> Finish(const AbsorbPlan& plan, const RulesetInput& input,
                      const BridgePlan& bridges) {
    Pause();
    if (auto made = InstallBridges(&input, bridges, BridgeStep::kMake); !made) return made;
    // Bridges have changed the tables.
    if (auto read = Read(); !read) return read;
    const auto now = MakePlan();
    if (!now) return std::unexpected(now.error());
    // They must stand here, whatever anybody did meanwhile, before they go from there.
    if (!now->refusals.empty() || !SameRules(now->records, plan.records) ||
        !SameRules(kept_.records, plan.records)) {
      return std::unexpected(Error{.code = ErrorCode::kConflict,
                                   .message = "somebody else changed the rules meanwhile"});
    }
    Pause();
    for (const HeldEdit& edit : now->edits) {
      if (auto carried = Carry(edit); !carried) return carried;
    }
    return InstallBridges(&input, PlanBridges(&input, now->without), BridgeStep::kRemove);
  }

  const AbsorbRequest& request_;
};

}  // namespace

Result<HandoverReport> Absorb(Kernel& kernel, const AbsorbRequest& request, bool dry_run) {
  return Absorber(kernel, request, dry_run).Run();
}

}  // namespace cnft::compat
