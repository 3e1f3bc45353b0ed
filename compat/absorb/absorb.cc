// SPDX-License-Identifier: GPL-2.0-or-later
// Chains of iptables taken over by cnft, and given back.
#include "compat/absorb/absorb.h"

#include <sys/syscall.h>

#include <fmt/format.h>
#include <linux/membarrier.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include "api/show.h"
#include "api/sysctl.h"
#include "compat/absorb/native.h"
#include "compat/absorb/put_back.h"
#include "compat/bridge/install.h"
#include "compat/ipset/kernel.h"
#include "nft/diff.h"
#include "ruleset/ipset/printer.h"

namespace cnft::compat {
namespace {

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
constexpr int kAttempts = 20;

std::size_t Index(Family family) { return static_cast<std::size_t>(family); }

// Waits until every packet that was on its way through the hooks has left the one it was at: the
// kernel walks a hook in one read-side section of RCU (include/linux/netfilter.h, nf_hook), and
// this waits for the end of all (kernel/sched/membarrier.c).
void Pause() {
  constexpr auto kElse = std::chrono::milliseconds(50);
  if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0) != 0) std::this_thread::sleep_for(kElse);
}

translator::TranslateOptions TranslationFor(const nftables::Table* standing,
                                            const NatHooks& nat_hooks) {
  translator::TranslateOptions options;
  options.nat_hooks_of_others = nat_hooks;
  options.bridge_netfilter = BridgesPassHooks;
  // Rules count as those do that stand.
  if (standing != nullptr && !standing->chains.empty()) {
    options.counters = std::ranges::any_of(standing->chains, [](const nftables::Chain& chain) {
      return std::ranges::any_of(chain.rules, [](const nftables::Rule& rule) {
        return std::ranges::any_of(rule.statements, [](const nftables::Statement& statement) {
          return std::holds_alternative<nftables::Counter>(statement);
        });
      });
    });
  }
  return options;
}

struct Translated {
  RulesetInput input;
  nftables::Table table;
};

Translated TranslateRecord(const Record& record, Family family,
                           const translator::TranslateOptions& options) {
  Translated translated;
  translated.input = ReadInput({});
  AddInput({InputKind::kIpset, "ipsets", record.ipsets}, translated.input);
  AddInput(
      {family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6, "rules", record.RulesText()},
      translated.input);
  nftables::Collector collector;
  TranslateFamily(translated.input, family, options, collector);
  nftables::Ruleset ruleset = collector.Take();
  if (!ruleset.tables.empty()) translated.table = std::move(ruleset.tables[0]);
  return translated;
}

// What an absorb or release works on.
class Handover {
 public:
  Handover(Kernel& kernel, bool dry_run) : kernel_(kernel), dry_run_(dry_run) {}

 protected:
  const std::string table_ = translator::TranslateOptions().table;

  Result<void> Read() {
    const auto generation = kernel_.Generation();
    if (!generation) return std::unexpected(generation.error());
    generation_ = *generation;
    auto kept = ReadRecords(table_);
    if (!kept) return std::unexpected(kept.error());
    kept_ = std::move(*kept);
    gone_sets_.clear();
    for (const Family family : kFamilies) {
      auto& record = kept_.records[Index(family)];
      if (!record) continue;
      for (std::string& name : FollowSets(family, *record)) gone_sets_.push_back(std::move(name));
    }
    auto holdings = ReadHoldings();
    if (!holdings) return std::unexpected(holdings.error());
    holdings_ = std::move(*holdings);
    for (const Family family : kFamilies) {
      auto read = kernel_.Read(family, table_);
      if (!read) return std::unexpected(read.error());
      if (*read && (*read)->foreign) {
        return std::unexpected(
            Error{.code = ErrorCode::kRefused,
                  .message = fmt::format("the {} table {} holds what cnft did not write",
                                         family == Family::kIpv4 ? "IPv4" : "IPv6", table_),
                  .hint = "apply the rules again: cnft apply"});
      }
      auto& standing = standing_[Index(family)];
      standing.reset();
      if (*read) standing = std::move((*read)->table);
    }
    return {};
  }

  // The table without what is absorbed so far.
  Result<nftables::Table> Ours(Family family) {
    nftables::Table ours;
    ours.family = family;
    ours.name = table_;
    if (const auto& standing = standing_[Index(family)]) ours = *standing;
    std::erase_if(ours.sets, [](const auto& set) { return set.name == kAbsorbedSet; });
    const auto& record = kept_.records[Index(family)];
    if (!record) return ours;
    const Translated old = TranslateRecord(*record, family, TranslationFor(nullptr, {}));
    const auto taken = TakeNative(old.table, ours);
    if (taken) return ours;
    return std::unexpected(Error{.code = ErrorCode::kRefused,
                                 .message = taken.error(),
                                 .hint = "apply the rules again: cnft apply"});
  }

  // Our rules, and with a record those behind them: what bridges are made of.
  static void AddRules(const nftables::Table& ours, const std::optional<Record>& record,
                       RulesetInput& input) {
    const InputKind kind = ours.family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6;
    AddInput({kind, "cnft", PrintIptables(ours, false)}, input);
    if (record) AddInput({kind, std::string(kAbsorbedName), record->RulesText()}, input);
  }

  // In one transaction.
  Result<void> Commit(const std::array<nftables::Table, 2>& desired) {
    const auto transaction = kernel_.Begin();
    for (const Family family : kFamilies) {
      const nftables::Table& table = desired[Index(family)];
      const auto& standing = standing_[Index(family)];
      if (!table.chains.empty() || !table.sets.empty()) {
        cnft::Diff(standing ? &*standing : nullptr, table, *transaction);
      } else if (standing) {
        transaction->DeleteTable(family, table_);
      }
    }
    if (transaction->empty()) return {};
    return kernel_.Commit(*transaction, {false, generation_});
  }

  void Count(const Records& records) {
    for (const auto& record : records) {
      if (!record) continue;
      report_.backend = record->backend;
      for (const AbsorbedTable& table : record->tables) {
        report_.chains += table.chains.size();
        for (const HeldChain& chain : table.chains) report_.rules += chain.rules.size();
        for (const AbsorbedTable::Place& place : table.places) {
          const auto taken = static_cast<std::size_t>(
              std::ranges::count(place.lines, true, &AbsorbedTable::Line::taken));
          report_.jumps += taken;
          report_.rules += taken;
        }
      }
    }
  }

  void Describe(const HeldEdit& edit) {
    const HeldTable& table = *edit.before;
    const auto add = [&](ChangeKind kind, std::string_view chain, std::string text) {
      const bool comes = kind == ChangeKind::kAdded;
      report_.changes.push_back({.kind = kind,
                                 .family = table.family,
                                 .subject = text.empty() ? "chain" : "rule",
                                 .name = fmt::format("{} {}", table.Name(), chain),
                                 .before = comes ? "" : text,
                                 .after = comes ? text : ""});
    };
    for (const HeldEdit::OldRule& rule : edit.gone_rules) {
      add(ChangeKind::kRemoved, rule.chain, table.Find(rule.chain)->rules[rule.index].text);
    }
    for (const std::string& chain : edit.gone) add(ChangeKind::kRemoved, chain, {});
    for (const HeldChain& chain : edit.come) add(ChangeKind::kAdded, chain.name, {});
    for (const HeldEdit::NewRule& rule : edit.come_rules) {
      add(ChangeKind::kAdded, rule.chain, rule.rule.text);
    }
  }

  // What a dry run says of cnft's tables.
  void Describe(const std::array<nftables::Table, 2>& desired) {
    const auto transaction = kernel_.Begin();
    for (const Family family : kFamilies) {
      const nftables::Table& table = desired[Index(family)];
      const auto& standing = standing_[Index(family)];
      if (!standing && table.chains.empty()) continue;
      for (const Change& change :
           cnft::Diff(standing ? &*standing : nullptr, table, *transaction)) {
        if (change.name != kAbsorbedSet) report_.changes.push_back(cnft::Describe(change));
      }
    }
  }

  static constexpr std::string_view kAbsorbedName = "absorbed rules";

  Kernel& kernel_;
  bool dry_run_;
  std::uint32_t generation_ = 0;
  KeptRecords kept_;
  std::vector<std::string> gone_sets_;  // that absorbed rules name
  Holdings holdings_;
  std::array<std::optional<nftables::Table>, 2> standing_;
  HandoverReport report_;
};

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
        if (attempt < kAttempts && (*done)->code == ErrorCode::kConflict) continue;
        report_.unfinished = std::move(**done);
      }
      if (done) return std::move(report_);
      if (done.error().code != ErrorCode::kConflict || attempt == kAttempts) {
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
    if (!now->refusals.empty() || !SameRules(now->records, plan.records)) {
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

class Releaser : private Handover {
 public:
  Releaser(Kernel& kernel, bool dry_run) : Handover(kernel, dry_run) {}

  Result<HandoverReport> Run() {
    for (int attempt = 1;; ++attempt) {
      report_ = {};
      begun_ = false;
      auto done = GiveBack();
      if (done) return std::move(report_);
      if (done.error().code == ErrorCode::kConflict && attempt < kAttempts) continue;
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

Result<HandoverReport> Absorb(Kernel& kernel, const AbsorbRequest& request, bool dry_run) {
  return Absorber(kernel, request, dry_run).Run();
}

Result<HandoverReport> Release(Kernel& kernel, bool dry_run) {
  return Releaser(kernel, dry_run).Run();
}

}  // namespace cnft::compat
