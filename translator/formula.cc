// SPDX-License-Identifier: GPL-2.0-or-later
// What a match asks, as logic over tests with three outcomes.
#include "translator/formula.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace cnft::translator {

using nftables::Ct;
using nftables::CtKey;
using nftables::Lookup;
using nftables::Match;
using nftables::RangeMatch;
using nftables::Relation;
using nftables::Statement;
using nftables::Value;

namespace {

Relation Opposite(Relation relation) {
  switch (relation) {
    case Relation::kEq:
      return Relation::kNe;
    case Relation::kNe:
      return Relation::kEq;
    case Relation::kLt:
      return Relation::kGe;
    case Relation::kLe:
      return Relation::kGt;
    case Relation::kGt:
      return Relation::kLe;
    case Relation::kGe:
      return Relation::kLt;
  }
  return relation;
}

Statement StateTest(std::uint32_t states, bool any) {
  Match match;
  match.selector = {Ct{CtKey::kState, std::nullopt}, Value::Number(states, 4)};
  match.relation = any ? Relation::kNe : Relation::kEq;
  match.value = Value::Number(0, 4);
  return match;
}

// The states a test of "ct state" lets through, when it is one.
struct StateSet {
  std::uint32_t states;
  bool positive;
};
std::optional<StateSet> AsStateSet(const Literal& literal) {
  const auto* match = std::get_if<Match>(&literal.statement);
  if (match == nullptr || literal.unless) return std::nullopt;
  const auto* ct = std::get_if<Ct>(&match->selector.field);
  if (ct == nullptr || ct->key != CtKey::kState || match->selector.mask.empty())
    return std::nullopt;
  const auto bits = static_cast<std::uint32_t>(match->selector.mask.AsNumber());
  if (match->relation == Relation::kNe) return StateSet{bits & kStateAll, true};
  return StateSet{kStateAll & ~bits, false};
}

// Every packet has exactly one conntrack state, so tests of it in one conjunction become one test,
// or none. False when no state is left.
bool MergeStates(Conjunction& conjunction) {
  std::uint32_t states = kStateAll;
  bool positive = false;
  bool any = false;
  bool tracked = false;
  for (const Literal& literal : conjunction) {
    tracked |= literal.domain == Domain::kTracked && !literal.unless;
    if (const auto set = AsStateSet(literal)) {
      states &= set->states;
      positive |= set->positive;
      any = true;
    }
  }
  if (!any) return true;
  std::erase_if(conjunction,
                [](const Literal& literal) { return AsStateSet(literal).has_value(); });
  constexpr std::uint32_t kWithoutEntry = kStateInvalid | kStateUntracked;
  if (tracked) {
    // Another test of the conjunction fails for these anyway.
    if ((states & ~kWithoutEntry) == 0) return false;
    if (!positive) states |= kWithoutEntry;
  }
  if (states == 0) return false;
  if (states == kStateAll) return true;
  const Statement test = positive ? StateTest(states, true) : StateTest(kStateAll & ~states, false);
  conjunction.insert(conjunction.begin(), Literal{test, Domain::kAlways, false});
  return true;
}

// Whether one is the other with the opposite outcome.
bool Opposed(const Statement& a, const Statement& b) {
  const auto* match = std::get_if<Match>(&a);
  const auto* other = std::get_if<Match>(&b);
  if (match == nullptr || other == nullptr) return a.index() == b.index() && a == Inverse(b);
  return match->relation == Opposite(other->relation) && match->selector == other->selector &&
         match->value == other->value;
}

// Drops what is said twice. False when the conjunction contradicts itself.
bool Simplify(Conjunction& conjunction) {
  Conjunction kept;
  for (Literal& literal : conjunction) {
    if (std::ranges::find(kept, literal) != kept.end()) continue;
    for (const Literal& other : kept) {
      if (literal.unless != other.unless) {
        const bool alone = literal.others.empty() && other.others.empty();
        if (alone && literal.statement == other.statement) return false;
      } else if (!literal.unless && Opposed(literal.statement, other.statement)) {
        return false;
      }
    }
    kept.push_back(std::move(literal));
  }
  conjunction = std::move(kept);
  return MergeStates(conjunction);
}

}  // namespace

Statement Inverse(const Statement& statement) {
  Statement inverse = statement;
  if (auto* match = std::get_if<Match>(&inverse)) {
    match->relation = Opposite(match->relation);
  } else if (auto* range = std::get_if<RangeMatch>(&inverse)) {
    range->negated = !range->negated;
  } else if (auto* lookup = std::get_if<Lookup>(&inverse)) {
    lookup->negated = !lookup->negated;
  }
  return inverse;
}

Formula Formula::Is(Test test) { return Formula(std::move(test)); }

Formula Formula::IsFalse(Test test) {
  test.statement = Inverse(test.statement);
  return Is(std::move(test));
}

// Constants that decide nothing are dropped; one that decides everything takes over.
Formula Formula::Combine(Kind kind, std::vector<Formula> parts) {
  const Kind neutral = kind == Kind::kAll ? Kind::kTrue : Kind::kFalse;
  const Kind dominant = kind == Kind::kAll ? Kind::kFalse : Kind::kTrue;
  std::erase_if(parts, [=](const Formula& part) { return part.kind_ == neutral; });
  for (const Formula& part : parts) {
    if (part.kind_ == dominant) return Formula(dominant);
  }
  if (parts.empty()) return Formula(neutral);
  if (parts.size() == 1) return std::move(parts[0]);
  return Formula(kind, std::move(parts));
}

Formula Formula::All(std::vector<Formula> parts) { return Combine(Kind::kAll, std::move(parts)); }

Formula Formula::Any(std::vector<Formula> parts) { return Combine(Kind::kAny, std::move(parts)); }

bool Formula::TakeConjunction(std::vector<const Statement*>& tests) const {
  switch (kind_) {
    case Kind::kTrue:
      return true;
    case Kind::kTest:
      tests.push_back(&test().statement);
      return true;
    case Kind::kAll:
      return std::ranges::all_of(parts(),
                                 [&](const Formula& part) { return part.TakeConjunction(tests); });
    default:
      return false;
  }
}

Formula operator!(Formula formula) {
  using Kind = Formula::Kind;
  switch (formula.kind_) {
    case Kind::kTrue:
      return Formula::False();
    case Kind::kFalse:
      return Formula::True();
    case Kind::kNot:
      return Formula(std::move(formula.parts()[0]));
    case Kind::kTest:
      // The negation of what can always be computed is the opposite test.
      if (formula.test().domain == Domain::kAlways) {
        return Formula::IsFalse(std::get<Test>(std::move(formula.content_)));
      }
      break;
    default:
      break;
  }
  std::vector<Formula> parts;
  parts.push_back(std::move(formula));
  return Formula(Kind::kNot, std::move(parts));
}

Formula operator&&(Formula a, Formula b) {
  std::vector<Formula> parts;
  parts.push_back(std::move(a));
  parts.push_back(std::move(b));
  return Formula::All(std::move(parts));
}

Formula operator||(Formula a, Formula b) {
  std::vector<Formula> parts;
  parts.push_back(std::move(a));
  parts.push_back(std::move(b));
  return Formula::Any(std::move(parts));
}

Formula NegateIf(bool negated, Formula formula) {
  return negated ? !std::move(formula) : std::move(formula);
}

Formula CtStateIn(std::uint32_t states) {
  states &= kStateAll;
  if (states == 0) return Formula::False();
  if (states == kStateAll) return Formula::True();
  return Formula::Is(StateTest(states, true));
}

// Pushes negations down to the tests and multiplies out.
class Normalizer {
 public:
  Normalizer(bool disjoint, std::size_t limit) : disjoint_(disjoint), limit_(limit) {}

  using Result = std::optional<std::vector<Conjunction>>;

  Result Expand(const Formula& formula, bool negated) {
    using Kind = Formula::Kind;
    switch (formula.kind_) {
      case Kind::kTrue:
      case Kind::kFalse:
        if ((formula.kind_ == Kind::kTrue) == negated) return std::vector<Conjunction>{};
        return std::vector<Conjunction>{Conjunction{}};
      case Kind::kTest:
        return ExpandTest(formula.test(), negated);
      case Kind::kNot:
        return Expand(formula.parts()[0], !negated);
      case Kind::kAll:
      case Kind::kAny: {
        Result expanded = (formula.kind_ == Kind::kAll) != negated
                              ? Product(formula.parts(), negated)
                              : Union(formula.parts(), negated);
        if (!negated || (expanded && IsSimple(*expanded))) return expanded;
        Result none = NoneOf(formula);
        return none ? none : expanded;
      }
    }
    return std::nullopt;
  }

 private:
  static bool IsSimple(const std::vector<Conjunction>& alternatives) {
    return alternatives.size() <= 1 ||
           std::ranges::none_of(alternatives, [](const Conjunction& conjunction) {
             return std::ranges::any_of(conjunction, &Literal::unless);
           });
  }

  // The negation of a formula that has plain tests as its alternatives: none of them holds. Said so
  // it takes a rule for each, where tests that some packets cannot be put to multiply out.
  Result NoneOf(const Formula& formula) {
    const Result alternatives = Expand(formula, false);
    if (!alternatives) return std::nullopt;
    Conjunction none;
    for (const Conjunction& alternative : *alternatives) {
      if (alternative.empty() || std::ranges::any_of(alternative, &Literal::unless)) {
        return std::nullopt;
      }
      Literal literal = alternative[0];
      literal.unless = true;
      for (const Literal& other : alternative | std::views::drop(1)) {
        literal.others.push_back(other.statement);
      }
      none.push_back(std::move(literal));
    }
    return std::vector<Conjunction>{std::move(none)};
  }

  static std::vector<Conjunction> ExpandTest(const Test& test, bool negated) {
    if (!negated) return {{Literal{test.statement, test.domain, false}}};
    switch (test.domain) {
      case Domain::kAlways:
        return {{Literal{Inverse(test.statement), Domain::kAlways, false}}};
      case Domain::kTracked:
        return {{Literal{StateTest(kStateInvalid | kStateUntracked, true), Domain::kAlways, false}},
                {Literal{Inverse(test.statement), Domain::kTracked, false}}};
      case Domain::kSometimes:
        break;
    }
    return {{Literal{test.statement, test.domain, true}}};
  }

  Result Multiply(std::vector<Conjunction> left, const std::vector<Conjunction>& right) const {
    std::vector<Conjunction> product;
    for (Conjunction& a : left) {
      for (const Conjunction& b : right) {
        Conjunction both = &b == &right.back() ? std::move(a) : a;
        both.insert(both.end(), b.begin(), b.end());
        if (!Simplify(both)) continue;
        if (std::ranges::find(product, both) != product.end()) continue;
        product.push_back(std::move(both));
        if (product.size() > limit_) return std::nullopt;
      }
    }
    return product;
  }

  Result Product(const std::vector<Formula>& parts, bool negated) {
    Result product = Expand(parts[0], negated);
    for (const Formula& part : parts | std::views::drop(1)) {
      const Result expanded = product ? Expand(part, negated) : std::nullopt;
      if (!expanded) return std::nullopt;
      product = Multiply(std::move(*product), *expanded);
    }
    return product;
  }

  Result Union(const std::vector<Formula>& parts, bool negated) {
    std::vector<Conjunction> all;
    std::vector<Conjunction> none_before = {Conjunction{}};  // no part so far holds
    for (const Formula& part : parts) {
      Result expanded = Expand(part, negated);
      if (expanded && disjoint_) expanded = Multiply(none_before, *expanded);
      if (!expanded) return std::nullopt;
      for (Conjunction& conjunction : *expanded) {
        if (std::ranges::find(all, conjunction) == all.end()) all.push_back(std::move(conjunction));
      }
      if (all.size() > limit_) return std::nullopt;
      if (disjoint_) {
        const Result complement = Expand(part, !negated);
        Result next = complement ? Multiply(std::move(none_before), *complement) : std::nullopt;
        if (!next) return std::nullopt;
        none_before = std::move(*next);
      }
    }
    return all;
  }

  bool disjoint_;
  std::size_t limit_;
};

std::optional<std::vector<Conjunction>> Alternatives(const Formula& formula, bool disjoint,
                                                     std::size_t limit) {
  auto alternatives = Normalizer(disjoint, limit).Expand(formula, false);
  if (!alternatives) return std::nullopt;
  std::vector<Conjunction> possible;
  for (Conjunction& conjunction : *alternatives) {
    if (Simplify(conjunction)) possible.push_back(std::move(conjunction));
  }
  return possible;
}

}  // namespace cnft::translator
