// SPDX-License-Identifier: GPL-2.0-or-later
// What a match asks, as logic over tests with three outcomes: true, false, cannot be computed.
//
// An iptables match is true or false. An nf_tables expression that cannot be computed (no conntrack
// entry, no socket, a fragment) leaves the rule, and so does its negation. A match therefore lowers
// to a Formula over Tests, where "Is" asks whether a test came out true; what a negation means for
// a test that cannot be computed is settled here, once, for all matches.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft::translator {

// When a test can be computed.
enum class Domain : std::uint8_t {
  kAlways,
  kTracked,    // for packets with a conntrack entry: state neither invalid nor untracked
  kSometimes,  // no test says when
};

// A statement that only compares: Match, RangeMatch or Lookup.
struct Test {
  nftables::Statement statement;
  Domain domain = Domain::kAlways;
  friend bool operator==(const Test&, const Test&) = default;
};

// The same comparison with the opposite outcome; cannot be computed where the first cannot.
nftables::Statement Inverse(const nftables::Statement& statement);

class Formula {
 public:
  static Formula True() { return Formula(Kind::kTrue); }
  static Formula False() { return Formula(Kind::kFalse); }
  // The test came out true.
  static Formula Is(Test test);
  static Formula Is(nftables::Statement statement, Domain domain = Domain::kAlways) {
    return Is(Test{std::move(statement), domain});
  }
  // The test came out false: it could be computed and is not true.
  static Formula IsFalse(Test test);

  static Formula All(std::vector<Formula> parts);
  static Formula Any(std::vector<Formula> parts);
  friend Formula operator!(Formula formula);
  friend Formula operator&&(Formula a, Formula b);
  friend Formula operator||(Formula a, Formula b);
  // Written the same way.
  friend bool operator==(const Formula&, const Formula&) = default;

  bool is_true() const { return kind_ == Kind::kTrue; }
  bool is_false() const { return kind_ == Kind::kFalse; }
  // When the formula is a plain conjunction of tests: appends them and returns true.
  bool TakeConjunction(std::vector<const nftables::Statement*>& tests) const;

 private:
  enum class Kind : std::uint8_t { kTrue, kFalse, kTest, kAll, kAny, kNot };
  explicit Formula(Kind kind) : kind_(kind) {}
  explicit Formula(Test test) : kind_(Kind::kTest), content_(std::move(test)) {}
  Formula(Kind kind, std::vector<Formula> parts) : kind_(kind), content_(std::move(parts)) {}

  static Formula Combine(Kind kind, std::vector<Formula> parts);
  const Test& test() const { return std::get<Test>(content_); }
  std::vector<Formula>& parts() { return std::get<std::vector<Formula>>(content_); }
  const std::vector<Formula>& parts() const { return std::get<std::vector<Formula>>(content_); }

  Kind kind_;
  std::variant<std::monostate, Test, std::vector<Formula>> content_;

  friend class Normalizer;
};

// The formula, negated when `negated`: how options with '!' are lowered.
Formula NegateIf(bool negated, Formula formula);

// One test as a rule can make it, or the absence of a true outcome, which takes a helper chain.
struct Literal {
  nftables::Statement statement;
  Domain domain = Domain::kAlways;
  bool unless = false;  // holds when the test is false or cannot be computed
  // With `unless`: it holds when this test and these do not all come out true.
  std::vector<nftables::Statement> others = {};

  friend bool operator==(const Literal& a, const Literal& b) {
    return a.unless == b.unless && a.statement == b.statement && a.others == b.others;
  }
};

using Conjunction = std::vector<Literal>;

// The formula as alternatives, each a conjunction; none: never true; an empty one: always true.
// `disjoint`: at most one alternative holds for a packet. Nothing when there would be more than
// `limit` of them.
std::optional<std::vector<Conjunction>> Alternatives(const Formula& formula, bool disjoint,
                                                     std::size_t limit);

// The tests that "ct state" can make: any of these bits (NF_CT_STATE_*).
inline constexpr std::uint32_t kStateInvalid = 1;
inline constexpr std::uint32_t kStateEstablished = 2;
inline constexpr std::uint32_t kStateRelated = 4;
inline constexpr std::uint32_t kStateNew = 8;
inline constexpr std::uint32_t kStateUntracked = 64;
inline constexpr std::uint32_t kStateAll = 0x4f;
Formula CtStateIn(std::uint32_t states);
// The packet belongs to a conntrack entry.
inline Formula HasConntrackEntry() { return !CtStateIn(kStateInvalid | kStateUntracked); }

}  // namespace cnft::translator
