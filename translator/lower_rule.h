// SPDX-License-Identifier: GPL-2.0-or-later
// From what a rule tests and does to nftables rules that do the same: one rule, several, or a
// helper chain. The one place where negation, state and non-final targets are settled.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ruleset/nftables/model.h"
#include "translator/formula.h"

namespace cnft::translator {

// What a rule asks before it acts, in order: pure tests, which may be arranged freely among
// themselves, and statements that keep state or have effects (limit, dynamic sets, …), which must
// run exactly once and in their place.
//
// A Try is a statement with an effect that some packets cannot have; the rule goes on for them too.
struct Try {
  nftables::Statement statement;
};
// Packets for which the formula holds, once they have passed the steps before it, are dropped on
// the spot and not counted: so the kernel's match functions treat headers that are cut short
// (hotdrop of struct xt_action_param).
struct Hotdrop {
  Formula formula;
  // What the packets have, for the chains that drop them. Rules of a table share those: of one name
  // are those with the same formula, but for what can be tested where the chain is called.
  std::string name;
  // Packets for which one of these holds are spared; each is made of tests that must come out true.
  std::vector<Formula> spared = {};
};
using Step = std::variant<Formula, nftables::Statement, Try, Hotdrop>;

// One way to act. `before` may leave the rule: then the packet was not counted and the next attempt
// follows.
struct Attempt {
  std::vector<nftables::Statement> before;
  bool counted = true;
  std::vector<nftables::Statement> after;
};

// A rule of its own that does a part of what a target does. When it leaves itself, the next part
// runs.
struct Part {
  std::vector<nftables::Statement> statements;
  // The rules of a helper chain that it calls in the end; none: it calls none.
  std::vector<std::vector<nftables::Statement>> chain;
};

// What a target does: its attempts, one after the other, under the rule's conditions.
struct Action {
  std::vector<Attempt> attempts;
  // What follows the last attempt. Only of actions that are not terminal, with one attempt.
  std::vector<Part> parts;
  // The parts return when they are done: they need a chain of their own.
  bool parts_return = false;
  // No rule after this one sees the packet in this chain: every attempt ends with a verdict, unless
  // its `before` leaves the rule.
  bool terminal = false;
  // Goes on in the chain that called this one (RETURN, goto).
  bool leaves_chain = false;
  // Runs other rules, which may change anything.
  bool calls = false;

  static Action Do(std::vector<nftables::Statement> statements, bool terminal = false) {
    Action action;
    action.attempts.push_back({{}, true, std::move(statements)});
    action.terminal = terminal;
    return action;
  }
  // Makes this `Do` of a verdict alone. Most rules do that: it takes no new memory.
  void SetVerdict(nftables::VerdictKind kind, std::string chain = {});
};

struct RulePlan {
  std::vector<Step> steps;
  Action action;
  bool counters = true;
  nftables::Counters initial;
  std::vector<const nftables::Statement*> scratch;  // of LowerRule
};

// Where the rules go.
class RuleOutput {
 public:
  virtual ~RuleOutput() = default;
  // Adds a rule to `chain`, or to the chain being translated when it is empty.
  virtual void Add(std::string_view chain, std::vector<nftables::Statement> statements) = 0;
  // A new helper chain of the rule being translated; returns its name.
  virtual std::string NewHelper() = 0;
  // Ends the chain being translated with a goto to a new one, in which it goes on from now on;
  // returns the new one's name.
  virtual std::string NewRest() = 0;
  // Whether packets that pass `tests` were looked at by a guard with this formula before they came
  // here; if not, they are from now on, since the caller adds that guard.
  virtual bool Guarded(const std::vector<const nftables::Statement*>& tests,
                       const Formula& formula) = 0;
  // The chain of this name that all rules of the table share, and whether it is new.
  virtual std::pair<std::string, bool> SharedChain(std::string_view name) = 0;
  // The rules added in between are a guard: they only drop, and belong to no iptables rule.
  virtual void BeginGuard() = 0;
  virtual void EndGuard() = 0;
};

// Uses the plan up.
void LowerRule(RulePlan& plan, RuleOutput& out);

}  // namespace cnft::translator
