// SPDX-License-Identifier: GPL-2.0-or-later
// From what a rule tests and does to nftables rules that do the same.
#include "translator/lower_rule.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>

namespace cnft::translator {
namespace {

using nftables::Statement;
using nftables::VerdictKind;

// More alternatives than this go into a helper chain, which decides once and acts in one place.
constexpr std::size_t kMaxCopies = 4;
// More than this cannot come from any match there is.
constexpr std::size_t kMaxAlternatives = 64;

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};

// ---- Order of tests: cheap and selective first, each behind what it depends on ------------------

// Measured costs (docs/performance.md): an address 5-7 ns, a mark or conntrack state 14, protocol
// and port 18, an interface name 39, a set 43-130, a route lookup 109.
enum Rank : std::uint8_t {
  kAddressRank,
  kMarkRank,
  kConntrackRank,
  kProtocolRank,
  kTransportRank,
  kOtherRank,
  kNameRank,
  kSetRank,
  kRouteRank,
};

Rank FieldRank(const nftables::Field& field) {
  return std::visit(Overloaded{
                        [](const nftables::Payload& payload) {
                          if (payload.base == nftables::PayloadBase::kTransport)
                            return kTransportRank;
                          const bool address = payload.base == nftables::PayloadBase::kNetwork &&
                                               payload.length >= 4;
                          return address ? kAddressRank : kOtherRank;
                        },
                        [](const nftables::Meta& meta) {
                          switch (meta.key) {
                            case nftables::MetaKey::kMark:
                              return kMarkRank;
                            case nftables::MetaKey::kL4proto:
                              return kProtocolRank;
                            case nftables::MetaKey::kIifName:
                            case nftables::MetaKey::kOifName:
                              return kNameRank;
                            default:
                              return kOtherRank;
                          }
                        },
                        [](const nftables::Ct&) { return kConntrackRank; },
                        [](const nftables::Fib&) { return kRouteRank; },
                        [](const nftables::Socket&) { return kRouteRank; },
                        [](const auto&) { return kOtherRank; },
                    },
                    field);
}

Rank StatementRank(const Statement& statement) {
  if (const auto* match = std::get_if<nftables::Match>(&statement))
    return FieldRank(match->selector.field);
  if (const auto* range = std::get_if<nftables::RangeMatch>(&statement)) {
    return FieldRank(range->selector.field);
  }
  return kSetRank;
}

// Reorders `tests`.
void AppendTests(std::vector<const Statement*>& tests, std::vector<Statement>& out) {
  // Rules test a handful of things: insertion keeps the order among equals and allocates nothing.
  for (std::size_t i = 1; i < tests.size(); ++i) {
    const Rank rank = StatementRank(*tests[i]);
    std::size_t at = i;
    while (at > 0 && StatementRank(*tests[at - 1]) > rank) --at;
    std::rotate(tests.begin() + static_cast<std::ptrdiff_t>(at),
                tests.begin() + static_cast<std::ptrdiff_t>(i),
                tests.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  out.reserve(out.size() + tests.size() + 4);
  for (const Statement* test : tests) out.push_back(*test);
}

void AppendTests(const Conjunction& conjunction, std::vector<Statement>& out) {
  std::vector<const Statement*> tests;
  for (const Literal& literal : conjunction) {
    if (!literal.unless) tests.push_back(&literal.statement);
  }
  AppendTests(tests, out);
}

// Where packets go for which a test "unless" does not hold.
std::vector<Statement> Else(const Literal& literal, Statement verdict) {
  std::vector<const Statement*> tests = {&literal.statement};
  for (const Statement& other : literal.others) tests.push_back(&other);
  std::vector<Statement> rule;
  AppendTests(tests, rule);
  rule.push_back(std::move(verdict));
  return rule;
}

// ---- What statements look at and change
// ----------------------------------------------------------

enum Aspect : std::uint8_t {
  kMark = 1,
  kCtMark = 2,
  kConntrack = 4,
  kPacket = 8,
  kPriority = 16,
  kEverything = 0xff,
};

std::uint8_t FieldAspects(const nftables::Field& field) {
  return std::visit(
      Overloaded{
          [](const nftables::Payload&) { return static_cast<std::uint8_t>(kPacket); },
          [](const nftables::Exthdr&) { return static_cast<std::uint8_t>(kPacket); },
          [](const nftables::Meta& meta) {
            if (meta.key == nftables::MetaKey::kMark) return static_cast<std::uint8_t>(kMark);
            if (meta.key == nftables::MetaKey::kPriority)
              return static_cast<std::uint8_t>(kPriority);
            return std::uint8_t{0};
          },
          [](const nftables::Ct& ct) {
            return static_cast<std::uint8_t>(ct.key == nftables::CtKey::kMark ? kCtMark
                                                                              : kConntrack);
          },
          [](const nftables::Fib&) { return static_cast<std::uint8_t>(kPacket | kMark); },
          [](const auto&) { return std::uint8_t{0}; },
      },
      field);
}

std::uint8_t Reads(const Statement& statement) {
  return std::visit(
      Overloaded{
          [](const nftables::Match& match) { return FieldAspects(match.selector.field); },
          [](const nftables::RangeMatch& match) { return FieldAspects(match.selector.field); },
          [](const nftables::Lookup& lookup) {
            std::uint8_t aspects = 0;
            for (const auto& selector : lookup.key) aspects |= FieldAspects(selector.field);
            return aspects;
          },
          [](const nftables::Xt&) { return static_cast<std::uint8_t>(kEverything); },
          [](const auto&) { return std::uint8_t{0}; },
      },
      statement);
}

std::uint8_t Writes(const Statement& statement) {
  return std::visit(
      Overloaded{
          [](const nftables::SetMeta& set) {
            return static_cast<std::uint8_t>(set.key == nftables::MetaKey::kMark       ? kMark
                                             : set.key == nftables::MetaKey::kPriority ? kPriority
                                                                                       : 0);
          },
          [](const nftables::SetCt& set) {
            return static_cast<std::uint8_t>(set.key == nftables::CtKey::kMark ? kCtMark
                                                                               : kConntrack);
          },
          [](const nftables::SetPayload&) { return static_cast<std::uint8_t>(kPacket); },
          [](const nftables::SetExthdr&) { return static_cast<std::uint8_t>(kPacket); },
          [](const nftables::StripTcpOption&) { return static_cast<std::uint8_t>(kPacket); },
          [](const nftables::Notrack&) { return static_cast<std::uint8_t>(kConntrack); },
          [](const nftables::Xt& xt) {
            return static_cast<std::uint8_t>(xt.target ? kEverything : 0);
          },
          [](const auto&) { return std::uint8_t{0}; },
      },
      statement);
}

std::uint8_t Reads(std::span<const Conjunction> alternatives) {
  std::uint8_t aspects = 0;
  for (const Conjunction& conjunction : alternatives) {
    for (const Literal& literal : conjunction) {
      aspects |= Reads(literal.statement);
      for (const Statement& other : literal.others) aspects |= Reads(other);
    }
  }
  return aspects;
}

// What an action changes that tests after it may see. After a terminal one there are none.
std::uint8_t Writes(const Action& action) {
  if (action.terminal) return 0;
  if (action.calls) return kEverything;
  std::uint8_t aspects = 0;
  for (const Attempt& attempt : action.attempts) {
    for (const Statement& statement : attempt.before) aspects |= Writes(statement);
    for (const Statement& statement : attempt.after) aspects |= Writes(statement);
  }
  for (const Part& part : action.parts) {
    for (const Statement& statement : part.statements) aspects |= Writes(statement);
    for (const auto& rule : part.chain) {
      for (const Statement& statement : rule) aspects |= Writes(statement);
    }
  }
  return aspects;
}

// ---- Lowering
// --------------------------------------------------------------------------------------

bool HasUnless(const Conjunction& conjunction) {
  return std::ranges::any_of(conjunction, &Literal::unless);
}

class RuleLowering {
 public:
  RuleLowering(RulePlan& plan, RuleOutput& out) : plan_(plan), out_(out), initial_(plan.initial) {}

  void Run() {
    AddGuards();
    if (TryPlain() || TryCopies()) return;
    Lower("", {}, plan_.steps);
  }

 private:
  using Steps = std::span<const Step>;

  // A guard needs no place inside the rule as long as only pure tests stand before it: it becomes
  // rules of its own in front of this one.
  void AddGuards() {
    std::vector<Step>& steps = plan_.steps;
    auto kept = steps.begin();
    bool pure = true;
    for (auto step = steps.begin(); step != steps.end(); ++step) {
      pure =
          pure && !std::holds_alternative<Statement>(*step) && !std::holds_alternative<Try>(*step);
      const auto* hotdrop = std::get_if<Hotdrop>(&*step);
      if (hotdrop != nullptr && pure) {
        AddGuard({steps.begin(), kept}, *hotdrop);
        continue;
      }
      if (kept != step) *kept = std::move(*step);
      ++kept;
    }
    steps.erase(kept, steps.end());
  }

  // `before`: formulas only.
  void AddGuard(Steps before, const Hotdrop& hotdrop) {
    std::vector<const Statement*> tests;
    const bool plain = std::ranges::all_of(
        before, [&](const Step& step) { return std::get<Formula>(step).TakeConjunction(tests); });
    if (plain && out_.Guarded(tests, hotdrop.formula && !Formula::Any(hotdrop.spared))) return;
    for (const Drop& drop : DropsOf(hotdrop, tests)) {
      RulePlan guard;
      guard.steps.assign(before.begin(), before.end());
      for (const Literal& literal : drop.alternative) {
        if (!literal.unless) guard.steps.emplace_back(Formula::Is(literal.statement));
      }
      guard.counters = false;
      guard.action = Action::Do({drop.verdict});
      out_.BeginGuard();
      LowerRule(guard, out_);
      out_.EndGuard();
    }
  }

  static bool Contradicts(const std::vector<const Statement*>& tests,
                          const Conjunction& alternative) {
    return std::ranges::any_of(alternative, [&](const Literal& literal) {
      const Statement opposite = Inverse(literal.statement);
      return !literal.unless &&
             std::ranges::any_of(tests, [&](const Statement* test) { return *test == opposite; });
    });
  }

  // Packets that pass the tests of the alternative go where the verdict says.
  struct Drop {
    Conjunction alternative;
    Statement verdict;
  };

  // Of packets that pass `before`.
  std::vector<Drop> DropsOf(const Hotdrop& hotdrop, const std::vector<const Statement*>& before) {
    auto alternatives =
        Alternatives(hotdrop.formula, false, kMaxAlternatives).value_or(std::vector<Conjunction>{});
    std::vector<Drop> drops;
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      Conjunction& alternative = alternatives[i];
      if (Contradicts(before, alternative)) continue;
      Statement verdict = nftables::Verdict{VerdictKind::kDrop, {}};
      if (!hotdrop.spared.empty() || HasUnless(alternative)) {
        const std::string name = i == 0 ? hotdrop.name : fmt::format("{}.{}", hotdrop.name, i);
        verdict = nftables::Verdict{VerdictKind::kJump,
                                    DropUnlessSpared(name, alternative, hotdrop.spared)};
      }
      drops.push_back({std::move(alternative), std::move(verdict)});
    }
    return drops;
  }

  // A chain that drops what neither an "unless" of the alternative nor one of `spared` saves.
  std::string DropUnlessSpared(std::string_view name, const Conjunction& alternative,
                               const std::vector<Formula>& spared) {
    const auto [chain, is_new] = out_.SharedChain(name);
    if (!is_new) return chain;
    out_.BeginGuard();
    const Statement pass = nftables::Verdict{VerdictKind::kReturn, {}};
    for (const Literal& literal : alternative) {
      if (literal.unless) out_.Add(chain, Else(literal, pass));
    }
    for (const Formula& formula : spared) {
      std::vector<const Statement*> parts;
      if (!formula.TakeConjunction(parts)) continue;
      std::vector<Statement> tests;
      AppendTests(parts, tests);
      tests.push_back(pass);
      out_.Add(chain, std::move(tests));
    }
    out_.Add(chain, {nftables::Verdict{VerdictKind::kDrop, {}}});
    out_.EndGuard();
    return chain;
  }

  // Most rules make tests and act in one way: one rule.
  bool TryPlain() {
    if (plan_.action.attempts.size() != 1 || !plan_.action.parts.empty()) return false;
    std::vector<Statement> statements;
    std::vector<const Statement*>& tests = plan_.scratch;
    tests.clear();
    for (const Step& step : plan_.steps) {
      if (const auto* statement = std::get_if<Statement>(&step)) {
        AppendTests(tests, statements);
        tests.clear();
        statements.push_back(*statement);
        continue;
      }
      const auto* formula = std::get_if<Formula>(&step);
      if (formula == nullptr || !formula->TakeConjunction(tests)) return false;
    }
    AppendTests(tests, statements);
    Attempt& attempt = plan_.action.attempts[0];
    std::ranges::move(attempt.before, std::back_inserter(statements));
    if (attempt.counted && plan_.counters) statements.emplace_back(nftables::Counter{initial_});
    std::ranges::move(attempt.after, std::back_inserter(statements));
    out_.Add("", std::move(statements));
    return true;
  }

  // The whole rule as one rule, or as several that each test one alternative and all act alike.
  bool TryCopies() {
    std::vector<Formula> formulas;
    for (const Step& step : plan_.steps) {
      const auto* formula = std::get_if<Formula>(&step);
      if (formula == nullptr) return false;
      formulas.push_back(*formula);
    }
    const bool disjoint = !plan_.action.terminal;
    const auto alternatives = Alternatives(Formula::All(std::move(formulas)), disjoint, kMaxCopies);
    if (!alternatives) return false;
    if (std::ranges::any_of(*alternatives, HasUnless)) return false;
    const bool several = alternatives->size() > 1 || plan_.action.attempts.size() > 1;
    if (alternatives->size() > 1 && !plan_.action.parts.empty()) return false;
    // A copy must not make a later copy's tests true or false.
    if (several && (Reads(*alternatives) & Writes(plan_.action)) != 0) return false;
    if (alternatives->empty()) {
      out_.Add("", {});  // matches nothing: a rule that does nothing stands for it
      return true;
    }
    for (const Conjunction& conjunction : *alternatives) {
      std::vector<Statement> tests;
      AppendTests(conjunction, tests);
      Act("", std::move(tests));
    }
    return true;
  }

  // Adds the action to `chain` behind `tests`.
  void Act(std::string_view chain, std::vector<Statement> tests) {
    const bool tested = !tests.empty();
    for (const Attempt& attempt : plan_.action.attempts) {
      const bool last = &attempt == &plan_.action.attempts.back();
      std::vector<Statement> statements = last ? std::move(tests) : tests;
      statements.insert(statements.end(), attempt.before.begin(), attempt.before.end());
      if (attempt.counted && plan_.counters) {
        statements.emplace_back(nftables::Counter{initial_});
        initial_ = {};
      }
      statements.insert(statements.end(), attempt.after.begin(), attempt.after.end());
      if (last && !plan_.action.parts.empty() && (tested || plan_.action.parts_return)) {
        // The tests are made once.
        const std::string body = out_.NewHelper();
        statements.emplace_back(nftables::Verdict{VerdictKind::kJump, body});
        out_.Add(chain, std::move(statements));
        AddParts(body);
        return;
      }
      out_.Add(chain, std::move(statements));
    }
    AddParts(chain);
  }

  void AddParts(std::string_view chain) {
    for (Part& part : plan_.action.parts) {
      if (part.chain.empty()) {
        out_.Add(chain, std::move(part.statements));
        continue;
      }
      const std::string called = out_.NewHelper();
      part.statements.emplace_back(nftables::Verdict{VerdictKind::kJump, called});
      out_.Add(chain, std::move(part.statements));
      for (auto& rule : part.chain) out_.Add(called, std::move(rule));
    }
  }

  // Adds to `chain` what is left of the rule behind `tests`. A packet that fails a step goes on
  // behind these rules.
  void Lower(std::string_view chain, std::vector<Statement> tests, Steps steps) {
    while (!steps.empty()) {
      if (const auto* statement = std::get_if<Statement>(&steps[0])) {
        tests.push_back(*statement);
        steps = steps.subspan(1);
        continue;
      }
      if (const auto* attempt = std::get_if<Try>(&steps[0])) {
        const std::string helper = Enter(chain, std::move(tests));
        out_.Add(helper, {attempt->statement});
        Lower(helper, {}, steps.subspan(1));
        if (leave_) out_.Add(helper, {Fail()});
        return;
      }
      if (const auto* hotdrop = std::get_if<Hotdrop>(&steps[0])) {
        const std::string helper = Enter(chain, std::move(tests));
        DropWhere(helper, *hotdrop);
        Lower(helper, {}, steps.subspan(1));
        if (leave_) out_.Add(helper, {Fail()});
        return;
      }
      std::vector<Formula> formulas;
      while (!steps.empty() && std::holds_alternative<Formula>(steps[0])) {
        formulas.push_back(std::get<Formula>(steps[0]));
        steps = steps.subspan(1);
      }
      const auto alternatives =
          Alternatives(Formula::All(std::move(formulas)), false, kMaxAlternatives);
      if (alternatives && alternatives->empty()) {
        out_.Add(chain,
                 std::move(tests));  // never true; what was counted or limited before still is
        return;
      }
      if (alternatives && alternatives->size() == 1 && !HasUnless((*alternatives)[0])) {
        AppendTests((*alternatives)[0], tests);
        continue;
      }
      Decide(chain, std::move(tests), alternatives.value_or(std::vector<Conjunction>{}), steps);
      return;
    }
    if (NeedsBody(tests)) {
      const std::string body = out_.NewHelper();
      tests.emplace_back(nftables::Verdict{VerdictKind::kJump, body});
      out_.Add(chain, std::move(tests));
      Act(body, {});
      return;
    }
    Act(chain, std::move(tests));
  }

  // Drops in `chain` the packets for which the formula holds.
  void DropWhere(std::string_view chain, const Hotdrop& hotdrop) {
    for (const Drop& drop : DropsOf(hotdrop, {})) {
      std::vector<Statement> tests;
      AppendTests(drop.alternative, tests);
      tests.push_back(drop.verdict);
      out_.Add(chain, std::move(tests));
    }
  }

  // Whether an attempt may change what the tests of a later one see, or run a stateful one twice.
  bool NeedsBody(const std::vector<Statement>& tests) const {
    if (plan_.action.attempts.size() < 2 || tests.empty()) return false;
    std::uint8_t reads = 0;
    for (const Statement& test : tests) {
      const bool pure = std::holds_alternative<nftables::Match>(test) ||
                        std::holds_alternative<nftables::RangeMatch>(test) ||
                        std::holds_alternative<nftables::Lookup>(test);
      if (!pure) return true;
      reads |= Reads(test);
    }
    return (reads & Writes(plan_.action)) != 0;
  }

  // Where a packet goes that the rule does not match, seen from a helper chain: back, or when the
  // action must not run in a called chain, on in what follows the rule.
  Statement Fail() const {
    if (rest_.empty()) return nftables::Verdict{VerdictKind::kReturn, {}};
    return nftables::Verdict{VerdictKind::kGoto, rest_};
  }

  static Statement Goto(const std::string& chain) {
    return nftables::Verdict{VerdictKind::kGoto, chain};
  }

  // A new helper chain, which packets that pass `tests` go through. RETURN and goto must happen in
  // the frame of the chain itself: then the helper is reached by goto, and what follows the rule
  // moves to a chain of its own, where packets go on that the rule does not match.
  std::string Enter(std::string_view chain, std::vector<Statement> tests) {
    const std::string helper = out_.NewHelper();
    tests.emplace_back(plan_.action.leaves_chain
                           ? Goto(helper)
                           : Statement{nftables::Verdict{VerdictKind::kJump, helper}});
    out_.Add(chain, std::move(tests));
    if (plan_.action.leaves_chain && rest_.empty()) {
      rest_ = out_.NewRest();
      leave_ = true;
    }
    return helper;
  }

  // A chain that decides which alternative holds, and what is left of the rule behind it.
  void Decide(std::string_view chain, std::vector<Statement> tests,
              std::vector<Conjunction> alternatives, Steps steps) {
    // Those that only need tests come first: they are cheap.
    std::ranges::stable_partition(
        alternatives, [](const Conjunction& conjunction) { return !HasUnless(conjunction); });
    // What the only alternative tests can be tested before.
    if (alternatives.size() == 1) {
      AppendTests(alternatives[0], tests);
      std::erase_if(alternatives[0], [](const Literal& literal) { return !literal.unless; });
    }
    const std::string decision = Enter(chain, std::move(tests));
    std::string body;
    if (alternatives.size() > 1) body = out_.NewHelper();
    std::string here = decision;
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      const Conjunction& alternative = alternatives[i];
      const bool last = i + 1 == alternatives.size();
      std::vector<Statement> positive;
      AppendTests(alternative, positive);
      if (last) {
        for (const Literal& literal : alternative) {
          if (literal.unless) out_.Add(here, Else(literal, Fail()));
        }
        if (body.empty()) {
          Lower(here, std::move(positive), steps);
        } else {
          positive.emplace_back(Goto(body));
          out_.Add(here, std::move(positive));
        }
        if (leave_) out_.Add(here, {Fail()});
      } else if (!HasUnless(alternative)) {
        positive.emplace_back(Goto(body));
        out_.Add(here, std::move(positive));
      } else {
        const std::string next = out_.NewHelper();
        const std::string only_if = out_.NewHelper();
        positive.emplace_back(Goto(only_if));
        out_.Add(here, std::move(positive));
        out_.Add(here, {Goto(next)});
        for (const Literal& literal : alternative) {
          if (literal.unless) out_.Add(only_if, Else(literal, Goto(next)));
        }
        out_.Add(only_if, {Goto(body)});
        here = next;
      }
    }
    if (!body.empty()) {
      Lower(body, {}, steps);
      if (leave_) out_.Add(body, {Fail()});
    }
  }

  RulePlan& plan_;
  RuleOutput& out_;
  nftables::Counters initial_;
  std::string rest_;  // where the chain goes on, when the action leaves it
  bool leave_ = false;
};

}  // namespace

void Action::SetVerdict(VerdictKind kind, std::string chain) {
  attempts.resize(1);
  Attempt& attempt = attempts[0];
  attempt.before.clear();
  attempt.counted = true;
  attempt.after.clear();
  attempt.after.emplace_back(nftables::Verdict{kind, std::move(chain)});
  parts.clear();
  parts_return = false;
  terminal = kind != VerdictKind::kJump;
  leaves_chain = kind == VerdictKind::kReturn || kind == VerdictKind::kGoto;
  calls = kind == VerdictKind::kJump;
}

void LowerRule(RulePlan& plan, RuleOutput& out) { RuleLowering(plan, out).Run(); }

}  // namespace cnft::translator
