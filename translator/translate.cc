// SPDX-License-Identifier: GPL-2.0-or-later
// From the iptables model to the nftables model: a pure function.
#include "translator/translate.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

#include "ruleset/iptables/syntax.h"
#include "translator/builtin.h"
#include "translator/ct_helpers.h"
#include "translator/fields.h"
#include "translator/hooks.h"
#include "translator/lossy_dump.h"
#include "translator/nat.h"

namespace cnft::translator {
namespace {

using iptables::RuleSyntax;
using iptables::TableId;
using nftables::Statement;
using nftables::VerdictKind;

// NFT_JUMP_STACK_SIZE: a base chain and 15 chains below it.
constexpr int kMaxDepth = 15;

// Tests of what no target changes: addresses, interfaces, the protocol. (Only NAT changes
// addresses, between the tables.)
bool Lasting(const Statement& test) {
  const auto* match = std::get_if<nftables::Match>(&test);
  if (match == nullptr) return false;
  if (const auto* payload = std::get_if<nftables::Payload>(&match->selector.field)) {
    return payload->base == nftables::PayloadBase::kNetwork && payload->length >= 4;
  }
  const auto* meta = std::get_if<nftables::Meta>(&match->selector.field);
  return meta != nullptr &&
         (meta->key == nftables::MetaKey::kIifName || meta->key == nftables::MetaKey::kOifName ||
          meta->key == nftables::MetaKey::kL4proto);
}

// Of a lasting test: for finding again what goes with it.
std::size_t HashOf(const Statement& test) {
  const auto& bytes = std::get<nftables::Match>(test).value.bytes;
  return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// Follows how deep the chains of a table nest, helper chains counted. Chains go by their index.
class DepthCheck {
 public:
  explicit DepthCheck(const iptables::Table& table) : table_(table), nodes_(table.chains.size()) {}

  // A rule of chain `from` calls chain `to`, `levels` further down. Of one chain all its calls come
  // before those of the next.
  void Call(std::size_t from, std::size_t to, int levels, Span span) {
    Node& node = nodes_[from];
    if (node.calls++ == 0) node.first_call = static_cast<std::uint32_t>(calls_.size());
    calls_.push_back({static_cast<std::uint32_t>(to), levels, span});
  }
  // A rule of the chain has helper chains, down to `levels` below it.
  void Helper(std::size_t chain, int levels, Span span) {
    Node& node = nodes_[chain];
    if (levels <= node.own) return;
    node.own = levels;
    node.own_span = span;
  }

  void Report(Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!table_.chains[i].hook || Depth(i) <= kMaxDepth) continue;
      diagnostics.Report(DiagnosticKind::kTooDeep, DeepestCall(i),
                         fmt::format("chains nest {} deep from {}: nf_tables takes {} at most",
                                     Depth(i), table_.chains[i].name, kMaxDepth),
                         "call the inner chains from further out");
    }
  }

 private:
  struct Edge {
    std::uint32_t to;
    int levels;
    Span span;
  };
  struct Node {
    std::uint32_t first_call = 0;
    std::uint32_t calls = 0;
    int own = 0;
    Span own_span;
    int depth = -1;
  };

  std::span<const Edge> CallsOf(const Node& node) const {
    return std::span(calls_).subspan(node.first_call, node.calls);
  }

  // Chains do not loop: that was checked before.
  int Depth(std::size_t root) {
    std::vector<std::pair<std::size_t, std::size_t>> stack = {{root, 0}};
    while (!stack.empty()) {
      auto& [at, next] = stack.back();
      Node& node = nodes_[at];
      if (node.depth >= 0) {
        stack.pop_back();
      } else if (next < node.calls) {
        const std::size_t called = CallsOf(node)[next++].to;
        if (nodes_[called].depth < 0) stack.emplace_back(called, 0);
      } else {
        node.depth = node.own;
        for (const Edge& call : CallsOf(node)) {
          node.depth = std::max(node.depth, nodes_[call.to].depth + call.levels);
        }
        stack.pop_back();
      }
    }
    return nodes_[root].depth;
  }

  // The rule on the longest path that takes the step too far.
  Span DeepestCall(std::size_t at) {
    for (int level = 0;;) {
      const Node& node = nodes_[at];
      const std::span<const Edge> calls = CallsOf(node);
      const auto deepest = std::ranges::max_element(
          calls, {}, [this](const Edge& call) { return nodes_[call.to].depth + call.levels; });
      if (deepest == calls.end() || nodes_[deepest->to].depth + deepest->levels < node.own) {
        return node.own_span;
      }
      level += deepest->levels;
      if (level > kMaxDepth) return deepest->span;
      at = deepest->to;
    }
  }

  const iptables::Table& table_;
  std::vector<Node> nodes_;
  std::vector<Edge> calls_;
};

class TableTranslator : private RuleOutput {
 public:
  TableTranslator(const iptables::Ruleset& ruleset, const iptables::Table& table,
                  const Sources& sources, const TranslateOptions& options, Resources& resources,
                  nftables::Sink& sink, Diagnostics& diagnostics)
      : family_(ruleset.family),
        table_(table),
        sources_(sources),
        options_(options),
        resources_(resources),
        sink_(sink),
        diagnostics_(diagnostics),
        graph_(table, sources),
        depth_(table) {}

  void Run() {
    if (graph_.ReportLoops(diagnostics_)) return;
    graph_.ForgetCalls();
    if (table_.id == TableId::kRaw) NoteHelperRules();
    AddChains();
    for (std::size_t i = 0; i < table_.chains.size(); ++i) TranslateChain(i);
    depth_.Report(diagnostics_);
    if (helper_rules_ && helper_rules_->any() && diagnostics_.errors() == 0) AskForHelpers();
  }

 private:
  // All chains first, since rules may call chains that are declared later. A built-in chain that
  // does nothing costs every packet a look, and is left out.
  void AddChains() {
    bool any = false;
    for (std::size_t i = 0; i < table_.chains.size(); ++i) {
      const iptables::Chain& chain = table_.chains[i];
      if (chain.hook && chain.rules.empty() && chain.policy == iptables::Policy::kAccept) continue;
      nftables::Chain out;
      out.name = ChainName(table_.id, chain.name);
      out.span = chain.span.known() ? chain.span : table_.span;
      if (chain.hook) {
        out.base = BaseChainFor(table_.id, *chain.hook, chain.policy);
        if (options_.counters) out.policy_counters = chain.counters;
      }
      sink_.AddChain(std::move(out));
      any = true;
    }
    if (any) return;
    // What the input held must show: a chain nobody calls costs nothing.
    nftables::Chain marker;
    marker.name = fmt::format("{}/..table", Info(table_.id).name);
    marker.role = nftables::ChainRole::kHelper;
    marker.span = table_.span;
    sink_.AddChain(std::move(marker));
  }

  void NoteHelperRules() {
    helper_rules_ = std::make_shared<HelperRules>(table_, family_, sources_, graph_);
    resources_.Note("CT") = helper_rules_;
  }

  // The rules that decide about helpers once more, behind conntrack.
  void AskForHelpers() {
    asking_for_helpers_ = true;
    for (std::size_t i = 0; i < table_.chains.size(); ++i) {
      if (!helper_rules_->Decides(i)) continue;
      nftables::Chain out;
      out.name = NameOf(i);
      out.span = table_.chains[i].span.known() ? table_.chains[i].span : table_.span;
      out.role = nftables::ChainRole::kHelper;
      if (table_.chains[i].hook) out.base = HelperBaseChain(*table_.chains[i].hook);
      sink_.AddChain(std::move(out));
    }
    for (std::size_t i = 0; i < table_.chains.size(); ++i) {
      if (helper_rules_->Decides(i)) TranslateChain(i);
    }
  }

  std::string NameOf(std::size_t chain) const {
    const std::string_view name = table_.chains[chain].name;
    return asking_for_helpers_ ? HelperChainName(name) : ChainName(table_.id, name);
  }

  void TranslateChain(std::size_t index) {
    const iptables::Chain& chain = table_.chains[index];
    if (chain.rules.empty()) return;
    chain_ = index;
    current_ = NameOf(index);
    current_level_ = 0;
    helper_names_.clear();
    guards_.clear();
    for (const iptables::Rule& rule : chain.rules) {
      TranslateRule(rule, chain, graph_.HooksOf(index));
    }
  }

  void TranslateRule(const iptables::Rule& rule, const iptables::Chain& chain, std::uint8_t hooks) {
    RuleSyntax& syntax = syntax_;
    syntax.Clear();
    if (!iptables::ParseRule(rule, {family_, table_.id}, sources_, Extensions(), diagnostics_,
                             syntax))
      return;
    if (syntax.other_family) return;
    if (asking_for_helpers_ && helper_rules_->StepOf(syntax) == HelperStep::kNone) return;
    const std::size_t errors = diagnostics_.errors();
    if (!asking_for_helpers_) WarnIfLossy(syntax, diagnostics_);
    CheckInterfaces(syntax, chain);
    LowerContext context(syntax, family_, table_.id, hooks, options_, resources_, diagnostics_);
    RulePlan& plan = plan_;
    plan.counters = options_.counters && !asking_for_helpers_;
    plan.initial = syntax.counters;
    plan.steps.clear();
    LowerBuiltIn(syntax.builtin, context, plan.steps);
    for (const Use& match : syntax.matches) LowerMatch(match, context, plan);
    if (asking_for_helpers_) {
      LowerHelperStep(syntax, plan);
    } else {
      LowerTarget(syntax, context, plan);
    }
    if (diagnostics_.errors() != errors) return;
    source_.clear();
    iptables::PrintRule(syntax, family_, source_);
    if (!source_.empty()) source_.erase(0, 1);
    comment_ = iptables::Comment(syntax);
    rule_span_ = rule.span;
    first_ = true;
    levels_.clear();
    LowerRule(plan, *this);
  }

  // iptables refuses these in built-in chains, where the interface is never known.
  void CheckInterfaces(const RuleSyntax& syntax, const iptables::Chain& chain) {
    if (!chain.hook) return;
    const auto check = [&](std::size_t index, std::uint8_t absent, std::string_view letter) {
      const Option* option = syntax.builtin.Find(index);
      if (option == nullptr || (absent & iptables::HookBit(*chain.hook)) == 0) return;
      diagnostics_.Report(
          DiagnosticKind::kWrongHook, option->span,
          fmt::format("-{} cannot be used in {}: no packet has such an interface there", letter,
                      chain.name),
          "iptables refuses it too");
    };
    using enum iptables::Hook;
    check(iptables::kInInterface, iptables::HookBit(kOutput) | iptables::HookBit(kPostrouting),
          "i");
    check(iptables::kOutInterface, iptables::HookBit(kPrerouting) | iptables::HookBit(kInput), "o");
  }

  void CheckHooks(const Use& use, std::uint8_t hooks, std::string_view prefix) {
    const auto wrong = static_cast<std::uint8_t>(hooks & ~use.extension->hooks);
    if (wrong == 0) return;
    std::vector<std::string_view> names;
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      if ((wrong >> hook & 1U) != 0)
        names.push_back(iptables::HookName(static_cast<iptables::Hook>(hook)));
    }
    diagnostics_.Report(DiagnosticKind::kWrongHook, use.span,
                        fmt::format("{}{} cannot be reached from {}", prefix, use.extension->name,
                                    fmt::join(names, ", ")),
                        "the kernel refuses the rule");
  }

  // Reports why a rule has no native form. True when it may go through nft_compat instead.
  template <typename Module>
  bool MayUseXt(const Module& module, const Use& use, const LowerContext& context,
                std::string_view prefix) {
    const Limitation& limitation = *context.refusal();
    const bool approximable = !limitation.approximation.empty();
    if (options_.allow_xt && module.xt != nullptr) {
      diagnostics_.Report(DiagnosticKind::kUsesXtables, context.refusal_span(),
                          fmt::format("{}{}: {}; the rule goes through nft_compat", prefix,
                                      use.extension->name, limitation.reason));
      return true;
    }
    std::string hint(limitation.way_out);
    const auto suggest = [&](std::string text) {
      if (!hint.empty()) hint += "; or ";
      hint += text;
    };
    if (approximable)
      suggest(fmt::format("accept it with --accept-approximation {}", limitation.approximation));
    if (module.xt != nullptr) suggest("let it through nft_compat with --allow-xt");
    if (hint.empty()) hint = "leave the rule to iptables";
    if (limitation.option.empty()) {
      diagnostics_.Report(
          approximable ? DiagnosticKind::kApproximation : DiagnosticKind::kNoNativeForm,
          context.refusal_span(),
          fmt::format("{}{}: {}", prefix, use.extension->name, limitation.reason), hint);
    } else {
      diagnostics_.Report(
          approximable ? DiagnosticKind::kApproximation : DiagnosticKind::kNoNativeForm,
          context.refusal_span(),
          fmt::format("{}{} {}: {}", prefix, use.extension->name, limitation.option,
                      limitation.reason),
          hint);
    }
    return false;
  }

  void LowerMatch(const Use& use, LowerContext& context, RulePlan& plan) {
    const MatchModule& module = MatchOf(use);
    resources_.Ask(module.preparation);
    CheckHooks(use, context.hooks(), "-m ");
    context.ClearRefusal();
    std::vector<Step> steps = module.lower(use, context);
    if (!context.refusal()) {
      for (Step& step : steps) plan.steps.push_back(std::move(step));
      return;
    }
    if (!MayUseXt(module, use, context, "-m ")) return;
    if (auto info = module.xt(use, context)) {
      plan.steps.emplace_back(Statement{
          nftables::Xt{false, std::move(info->name), info->revision, std::move(info->info)}});
    }
  }

  void LowerTarget(const RuleSyntax& syntax, LowerContext& context, RulePlan& plan) {
    called_.reset();
    if (!syntax.target) {
      LowerVerdict(syntax, context, plan);
      return;
    }
    const Use& use = *syntax.target;
    const TargetModule& module = TargetOf(use);
    resources_.Ask(module.preparation);
    CheckHooks(use, context.hooks(), "-j ");
    context.ClearRefusal();
    plan.action = module.lower(use, context);
    if (!context.refusal()) return;
    if (options_.allow_xt && module.xt_tables != iptables::kAllTables) {
      // The kernel ties the target to the name of the table it stands in.
      std::vector<std::string_view> names;
      for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
        if ((module.xt_tables >> id & 1U) != 0)
          names.push_back(Info(static_cast<TableId>(id)).name);
      }
      diagnostics_.Report(
          DiagnosticKind::kNoNativeForm, context.refusal_span(),
          fmt::format("-j {}: {}; nor does nft_compat take it in a table that is not called {}",
                      use.extension->name, context.refusal()->reason, fmt::join(names, " or ")),
          "leave the rule to iptables");
      return;
    }
    if (!MayUseXt(module, use, context, "-j ")) return;
    if (auto info = module.xt(use, context)) {
      plan.action = Action::Do(
          {nftables::Xt{true, std::move(info->name), info->revision, std::move(info->info)}},
          module.xt_terminal);
    }
  }

  void LowerHelperStep(const RuleSyntax& syntax, RulePlan& plan) {
    called_.reset();
    switch (helper_rules_->StepOf(syntax)) {
      case HelperStep::kNone:
        break;
      case HelperStep::kAssign: {
        // Expected connections have the helper of what expected them, or none (init_conntrack in
        // nf_conntrack_core.c).
        constexpr std::uint64_t kExpected = 1;  // IPS_EXPECTED
        const std::string helper =
            resources_.CtHelper(HelperOf(*syntax.target), syntax.Protocol(), syntax.target->span);
        plan.action = {};
        plan.action.attempts.push_back(
            {{CompareMasked(CtField(nftables::CtKey::kStatus), kExpected, nftables::Relation::kEq,
                            0)},
             false,
             {nftables::ObjectReference{nftables::ObjectType::kCtHelper, helper},
              nftables::Verdict{VerdictKind::kAccept, {}}}});
        plan.action.terminal = true;
        break;
      }
      case HelperStep::kAccept:
        plan.action.SetVerdict(VerdictKind::kAccept);
        break;
      case HelperStep::kReturn:
        plan.action.SetVerdict(VerdictKind::kReturn);
        break;
      case HelperStep::kCall:
        plan.action.SetVerdict(syntax.is_goto ? VerdictKind::kGoto : VerdictKind::kJump,
                               HelperChainName(syntax.verdict));
        break;
    }
  }

  // Whether an ACCEPT must keep nat chains of others from translating, and can.
  bool FinalInNat(const RuleSyntax& syntax, const LowerContext& context) {
    const std::uint8_t hooks = context.hooks();
    if (table_.id != TableId::kNat ||
        (hooks & options_.nat_hooks_of_others[static_cast<std::size_t>(family_)]) == 0) {
      return false;
    }
    if ((hooks & kSourceHooks) == 0 || (hooks & kDestinationHooks) == 0) return true;
    diagnostics_.Report(
        DiagnosticKind::kNotFinal, syntax.verdict_span,
        "nat chains of other programs translate what is accepted here: the chain is "
        "reached both before and after routing",
        "write one chain for PREROUTING and OUTPUT and one for POSTROUTING and INPUT");
    return false;
  }

  void LowerVerdict(const RuleSyntax& syntax, const LowerContext& context, RulePlan& plan) {
    const std::string_view name = syntax.verdict;
    if (name.empty()) {
      plan.action = Action::Do({});  // only counts
    } else if (name == "ACCEPT") {
      if (FinalInNat(syntax, context)) {
        plan.action = LowerFinalAccept(family_, context.hooks());
      } else {
        plan.action.SetVerdict(VerdictKind::kAccept);
      }
    } else if (name == "DROP") {
      if (table_.id == TableId::kNat) {
        diagnostics_.Report(DiagnosticKind::kWrongTable, syntax.verdict_span,
                            "the nat table cannot drop: it sees only the first packet of a flow",
                            "drop in table filter, or in mangle before the packet gets here");
        return;
      }
      plan.action.SetVerdict(VerdictKind::kDrop);
    } else if (name == "RETURN") {
      plan.action.SetVerdict(VerdictKind::kReturn);
    } else if (name == "QUEUE") {
      plan.action = Action::Do({nftables::Queue{}}, true);
    } else if (const iptables::Chain* chain = table_.Find(name); chain != nullptr && !chain->hook) {
      called_ = static_cast<std::size_t>(chain - table_.chains.data());
      std::string chain_name = ChainName(table_.id, chain->name);
      called_name_ = chain_name;
      plan.action.SetVerdict(syntax.is_goto ? VerdictKind::kGoto : VerdictKind::kJump,
                             std::move(chain_name));
    } else if (chain != nullptr) {
      diagnostics_.Report(DiagnosticKind::kUnknownTarget, syntax.verdict_span,
                          fmt::format("{} is a built-in chain: rules cannot jump there", name));
    } else {
      diagnostics_.Report(DiagnosticKind::kUnknownTarget, syntax.verdict_span,
                          fmt::format("'{}' is neither a chain of table {} nor a known target",
                                      name, Info(table_.id).name),
                          "a chain is declared with ':NAME - [0:0]'");
    }
  }

  // ---- RuleOutput
  // --------------------------------------------------------------------------------

  void Add(std::string_view chain, std::vector<Statement> statements) override {
    resources_.NoteAsked(statements);
    rule_.statements = std::move(statements);
    rule_.span = rule_span_;
    const bool here = chain.empty();
    const std::string_view target = here ? std::string_view(current_) : chain;
    const bool stands_for_it = here && first_ && !guard_ && !asking_for_helpers_;
    rule_.source = stands_for_it ? std::string_view(source_) : std::string_view();
    rule_.comment = stands_for_it ? comment_ : std::string_view();
    rule_.role = guard_          ? nftables::Role::kGuard
                 : stands_for_it ? nftables::Role::kRule
                                 : nftables::Role::kContinuation;
    if (stands_for_it) first_ = false;
    // Chains that are asked again nest no deeper than they did.
    if (!rule_.statements.empty() && !asking_for_helpers_) {
      const auto* verdict = std::get_if<nftables::Verdict>(&rule_.statements.back());
      if (verdict != nullptr && !verdict->chain.empty()) NoteCall(chain, *verdict);
    }
    sink_.AddRule(target, std::move(rule_));
  }

  // How far below the chain being translated a helper chain of the rule stands.
  int& LevelOf(std::string_view helper) {
    for (auto& [name, level] : levels_) {
      if (name == helper) return level;
    }
    return levels_.emplace_back(helper, 0).second;
  }

  void NoteCall(std::string_view from, const nftables::Verdict& verdict) {
    const int level = (from.empty() ? current_level_ : LevelOf(from)) + 1;
    if (called_ && verdict.chain == called_name_) {
      depth_.Call(chain_, *called_, level, rule_span_);
      return;
    }
    int& below = LevelOf(verdict.chain);
    below = std::max(below, level);
    depth_.Helper(chain_, below, rule_span_);
  }

  // Named after what the rule says, so that the name stays when rules around it come and go.
  std::string HelperName(std::string_view kind) {
    const std::string name = NameOf(chain_);
    const std::string base = guard_ ? fmt::format("{}..guard", name)
                                    : fmt::format("{}..{}{:08x}", name, kind, StableHash(source_));
    const int count = helper_names_[base]++;
    return count == 0 ? base : fmt::format("{}.{}", base, count);
  }

  std::string NewHelper() override {
    nftables::Chain chain;
    chain.name = HelperName("");
    chain.role = nftables::ChainRole::kHelper;
    chain.span = rule_span_;
    std::string name = chain.name;
    sink_.AddChain(std::move(chain));
    return name;
  }

  std::string NewRest() override {
    nftables::Chain chain;
    chain.name = HelperName("rest-");
    chain.role = nftables::ChainRole::kRest;
    chain.span = rule_span_;
    const std::string name = chain.name;
    sink_.AddChain(std::move(chain));
    Add("", {nftables::Verdict{VerdictKind::kGoto, name}});
    current_ = name;
    ++current_level_;
    return name;
  }

  std::pair<std::string, bool> SharedChain(std::string_view name) override {
    nftables::Chain chain;
    chain.name = fmt::format("{}/..{}", Info(table_.id).name, name);
    chain.role = nftables::ChainRole::kHelper;
    chain.span = rule_span_;
    const auto [at, is_new] = shared_chains_.insert(chain.name);
    if (is_new) sink_.AddChain(std::move(chain));
    return {*at, is_new};
  }

  // Rules of a chain are walked one after the other: what an earlier guard let through needs no
  // second look, provided that it looked at nothing a rule in between can have changed.
  bool Guarded(const std::vector<const Statement*>& tests, const Formula& formula) override {
    if (asking_for_helpers_) return true;  // in table raw
    const auto holds = [&](const Statement& test) {
      return std::ranges::any_of(tests, [&](const Statement* other) { return *other == test; });
    };
    std::vector<std::size_t> hashes;
    for (const Statement* test : tests) {
      if (Lasting(*test)) hashes.push_back(HashOf(*test));
    }
    // Guards go by the sum of their tests: those in question made some of ours.
    for (const std::size_t sum : SumsOfSome(hashes)) {
      const auto [first, last] = guards_.equal_range(sum);
      const bool found = std::any_of(first, last, [&](const auto& entry) {
        const Guard& guard = entry.second;
        return guard.formula == formula && std::ranges::all_of(guard.tests, holds);
      });
      if (found) return true;
    }
    if (hashes.size() < tests.size()) return false;
    Guard guard{{}, formula};
    for (const Statement* test : tests) guard.tests.push_back(*test);
    guards_.emplace(std::accumulate(hashes.begin(), hashes.end(), std::size_t{0}),
                    std::move(guard));
    return false;
  }
  void BeginGuard() override { guard_ = true; }
  void EndGuard() override { guard_ = false; }

  struct Guard {
    std::vector<Statement> tests;
    Formula formula;
  };

  // Of every choice among the first few numbers: few rules have more lasting tests.
  static std::vector<std::size_t> SumsOfSome(std::span<const std::size_t> numbers) {
    constexpr std::size_t kFew = 6;
    std::vector<std::size_t> sums = {0};
    for (const std::size_t number : numbers.first(std::min(numbers.size(), kFew))) {
      for (std::size_t i = sums.size(); i > 0; --i) sums.push_back(sums[i - 1] + number);
    }
    return sums;
  }

  Family family_;
  const iptables::Table& table_;
  const Sources& sources_;
  const TranslateOptions& options_;
  Resources& resources_;
  nftables::Sink& sink_;
  Diagnostics& diagnostics_;
  CallGraph graph_;
  DepthCheck depth_;
  std::set<std::string> shared_chains_;
  std::shared_ptr<const HelperRules> helper_rules_;  // of table raw
  bool asking_for_helpers_ = false;

  // Of the chain and rule being translated.
  std::size_t chain_ = 0;
  std::string current_;    // where its rules go: the chain, or where it goes on
  int current_level_ = 0;  // how far below the chain that is
  RuleSyntax syntax_;
  RulePlan plan_;
  std::optional<std::size_t> called_;  // the chain the rule calls
  std::string called_name_;            // as nftables knows it
  std::vector<std::pair<std::string, int>> levels_;
  std::unordered_map<std::string, int> helper_names_;
  std::string source_;
  std::string_view comment_;
  Span rule_span_;
  bool first_ = true;
  nftables::Rule rule_;  // handed to the sink, one rule after the other
  std::unordered_multimap<std::size_t, Guard> guards_;  // of the chain so far
  bool guard_ = false;                                  // what is added belongs to a guard
};

}  // namespace

void Translate(const iptables::Ruleset& ruleset, const ipset::Ruleset* ipsets,
               const Sources& sources, const TranslateOptions& options, nftables::Sink& sink,
               Diagnostics& diagnostics) {
  nftables::Table header;
  header.family = ruleset.family;
  header.name = options.table;
  sink.BeginTable(header);
  Resources resources(ipsets, sink);
  resources.SetRules(ruleset, sources);
  const iptables::Table* last = nullptr;
  for (const auto& table : ruleset.tables) {
    if (!table) continue;
    TableTranslator(ruleset, *table, sources, options, resources, sink, diagnostics).Run();
    last = &*table;
  }
  if (last != nullptr) resources.AskForRest(fmt::format("{}/..asks", Info(last->id).name));
}

}  // namespace cnft::translator
