// SPDX-License-Identifier: GPL-2.0-or-later
// Lowering on random rules: a small machine runs the nftables rules on packets for which every test
// is true, false or cannot be computed, and everything that happens must be what the iptables rule
// asked for: which stateful statements ran, in which order, what was counted and done, and where
// the packet went on.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "translator/fields.h"
#include "translator/lower_rule.h"

namespace cnft::translator {
namespace {

using nftables::Statement;
using nftables::VerdictKind;

enum class Outcome : std::uint8_t { kFalse, kTrue, kUnknown };

constexpr int kTests = 6;
constexpr std::uint32_t kStates[] = {kStateInvalid, kStateEstablished, kStateRelated, kStateNew,
                                     kStateUntracked};

// Test i asks for byte i of the packet to be 1. Two of each domain.
Domain DomainOf(int test) { return static_cast<Domain>(test % 3); }
Statement TestStatement(int test) {
  return Compare(TransportBytes(static_cast<std::uint8_t>(test), 1), Relation::kEq, 1);
}
// Stateful statement i is told apart by its burst.
Statement StatefulStatement(int i) {
  return nftables::Limit{.rate = 1, .burst = static_cast<std::uint32_t>(i)};
}

struct Packet {
  std::array<Outcome, kTests> tests{};
  std::array<bool, 4> stateful{};  // what the stateful statements answer
  std::array<bool, 4> attempts{};  // whether an attempt's `before` goes through
  std::uint32_t state = kStateNew;

  bool tracked() const { return state != kStateInvalid && state != kStateUntracked; }
};

// ---- The reference: what iptables would do
// -------------------------------------------------------

// A formula that can be evaluated, beside the real one.
struct Expression {
  Formula formula = Formula::True();
  std::function<bool(const Packet&)> holds = [](const Packet&) { return true; };
};

class Generator {
 public:
  explicit Generator(std::mt19937& random) : random_(random) {}

  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  Expression MakeExpression(int depth) {
    const int kind = depth == 0 ? Pick(3) : Pick(7);
    switch (kind) {
      case 0:
      case 1: {
        const int test = Pick(kTests);
        return {Formula::Is(TestStatement(test), DomainOf(test)), [test](const Packet& packet) {
                  return packet.tests.at(static_cast<std::size_t>(test)) == Outcome::kTrue;
                }};
      }
      case 2: {
        std::uint32_t states = 0;
        for (const std::uint32_t state : kStates) states |= Pick(2) == 0 ? 0 : state;
        return {CtStateIn(states),
                [states](const Packet& packet) { return (packet.state & states) != 0; }};
      }
      case 3: {
        Expression part = MakeExpression(depth - 1);
        return {!std::move(part.formula),
                [holds = part.holds](const Packet& packet) { return !holds(packet); }};
      }
      case 4: {
        Expression a = MakeExpression(depth - 1);
        Expression b = MakeExpression(depth - 1);
        return {
            std::move(a.formula) || std::move(b.formula),
            [x = a.holds, y = b.holds](const Packet& packet) { return x(packet) || y(packet); }};
      }
      default: {
        Expression a = MakeExpression(depth - 1);
        Expression b = MakeExpression(depth - 1);
        return {
            std::move(a.formula) && std::move(b.formula),
            [x = a.holds, y = b.holds](const Packet& packet) { return x(packet) && y(packet); }};
      }
    }
  }

  Packet MakePacket() {
    Packet packet;
    packet.state = kStates[static_cast<std::size_t>(Pick(5))];
    for (int test = 0; test < kTests; ++test) {
      switch (DomainOf(test)) {
        case Domain::kAlways:
          packet.tests[static_cast<std::size_t>(test)] = static_cast<Outcome>(Pick(2));
          break;
        case Domain::kTracked:
          packet.tests[static_cast<std::size_t>(test)] =
              packet.tracked() ? static_cast<Outcome>(Pick(2)) : Outcome::kUnknown;
          break;
        case Domain::kSometimes:
          packet.tests[static_cast<std::size_t>(test)] = static_cast<Outcome>(Pick(3));
          break;
      }
    }
    for (bool& answer : packet.stateful) answer = Pick(3) != 0;
    for (bool& answer : packet.attempts) answer = Pick(2) != 0;
    return packet;
  }

 private:
  std::mt19937& random_;
};

// What happened, as text: "limit 1; count; act 0; accept", and at the end where the packet went.
using Trace = std::string;

struct TestRule {
  RulePlan plan;
  std::vector<std::function<bool(const Packet&)>> holds;  // by step; empty: not a formula
  std::vector<std::function<bool(const Packet&)>> drops;  // by step; empty: no hotdrop
  int action = 0;
};

constexpr int kActions = 7;

// What an action did. It writes to the packet, which changes what every later test says.
Statement Did(int what) {
  return nftables::SetPayload{{nftables::PayloadBase::kTransport, 0, 4},
                              false,
                              Value::Number(static_cast<std::uint64_t>(what), 4)};
}

Action VerdictAction(VerdictKind kind, std::string chain = {}) {
  Action action;
  action.SetVerdict(kind, std::move(chain));
  return action;
}

Action MakeAction(int action) {
  switch (action) {
    case 0:
      return VerdictAction(VerdictKind::kAccept);
    case 1:
      return VerdictAction(VerdictKind::kReturn);
    case 2:
      return VerdictAction(VerdictKind::kGoto, "goto-target");
    case 3:
      return VerdictAction(VerdictKind::kJump, "jump-target");
    case 4:
      return Action::Do({Did(1)});
    case 5: {
      // Like TPROXY: a first attempt that may fail, and a last resort.
      Action result;
      result.attempts.push_back(
          {{StatefulStatement(100)}, true, {nftables::Verdict{VerdictKind::kAccept, {}}}});
      result.attempts.push_back({{}, true, {nftables::Verdict{VerdictKind::kDrop, {}}}});
      result.terminal = true;
      return result;
    }
    default: {
      // Like CONNMARK: counts once, then several things that may each be done.
      Action result;
      result.attempts.push_back({{}, true, {Did(1)}});
      result.attempts.push_back({{StatefulStatement(101)}, false, {Did(2)}});
      result.attempts.push_back({{StatefulStatement(102)}, false, {Did(3)}});
      return result;
    }
  }
}

Trace Reference(const TestRule& rule, const Packet& packet) {
  Trace trace;
  for (std::size_t i = 0; i < rule.plan.steps.size(); ++i) {
    const Step& step = rule.plan.steps[i];
    if (rule.holds[i]) {
      if (!rule.holds[i](packet)) return trace + "on";
    } else if (const auto* statement = std::get_if<Statement>(&step)) {
      const auto burst = std::get<nftables::Limit>(*statement).burst;
      trace += fmt::format("limit {}; ", burst);
      if (!packet.stateful[burst]) return trace + "on";
    } else if (rule.drops[i]) {
      if (rule.drops[i](packet)) return trace + "drop";
    } else {
      const auto burst = std::get<nftables::Limit>(std::get<Try>(step).statement).burst;
      trace += fmt::format("try {}; ", burst);
    }
  }
  const auto try_attempt = [&](int i) {
    trace += fmt::format("before {}; ", i);
    return packet.attempts[static_cast<std::size_t>(i)];
  };
  switch (rule.action) {
    case 0:
      return trace + "count; accept";
    case 1:
      return trace + "count; return";
    case 2:
      return trace + "count; goto goto-target";
    case 3:
      return trace + "count; jump jump-target; on";
    case 4:
      return trace + "count; did 1; on";
    case 5:
      if (try_attempt(0)) return trace + "count; accept";
      return trace + "count; drop";
    default:
      trace += "count; did 1; ";
      if (try_attempt(1)) trace += "did 2; ";
      if (try_attempt(2)) trace += "did 3; ";
      return trace + "on";
  }
}

// ---- The machine: what nf_tables would do
// --------------------------------------------------------

class Machine : public RuleOutput {
 public:
  Machine() { chains_["main"]; }

  void Add(std::string_view chain, std::vector<Statement> statements) override {
    chains_[chain.empty() ? current_ : std::string(chain)].push_back(std::move(statements));
  }
  std::string NewHelper() override { return NewChain("helper"); }
  std::string NewRest() override {
    const std::string name = NewChain("rest");
    Add("", {nftables::Verdict{VerdictKind::kGoto, name}});
    current_ = name;
    return name;
  }
  std::pair<std::string, bool> SharedChain(std::string_view name) override {
    const auto [chain, is_new] = chains_.try_emplace(std::string(name));
    return {chain->first, is_new};
  }
  bool Guarded(const std::vector<const Statement*>&, const Formula&) override { return false; }
  void BeginGuard() override {}
  void EndGuard() override {}
  // What stands behind the rule: reaching it means the packet went on.
  void Finish() { Add("", {nftables::Verdict{VerdictKind::kGoto, "on"}}); }

  Trace Run(const Packet& packet) {
    packet_ = packet;
    trace_.clear();
    const End end = RunChain("main");
    if (end == End::kReturned) trace_ += "return";
    return trace_;
  }

 private:
  enum class End { kReturned, kStopped };
  enum class Result { kNext, kBreak, kJump, kGoto, kReturn, kStop };

  std::string NewChain(const std::string& kind) {
    std::string name = fmt::format("{}{}", kind, chains_.size());
    chains_[name];
    return name;
  }

  End RunChain(std::string name) {
    for (;;) {
      const auto found = chains_.find(name);
      if (found == chains_.end()) {
        trace_ += name == "on" ? "on" : fmt::format("goto {}", name);
        return End::kStopped;
      }
      bool moved = false;
      for (const auto& rule : found->second) {
        const auto [result, chain] = RunRule(rule);
        if (result == Result::kJump) {
          if (chain == "jump-target") {
            trace_ += "jump jump-target; ";
            Scramble();
          } else if (RunChain(chain) == End::kStopped) {
            return End::kStopped;
          }
        } else if (result == Result::kGoto) {
          name = chain;
          moved = true;
          break;
        } else if (result == Result::kReturn) {
          return End::kReturned;
        } else if (result == Result::kStop) {
          return End::kStopped;
        }
      }
      if (!moved) return End::kReturned;
    }
  }

  std::pair<Result, std::string> RunRule(const std::vector<Statement>& rule) {
    for (const Statement& statement : rule) {
      if (const auto* match = std::get_if<nftables::Match>(&statement)) {
        if (!Passes(*match)) return {Result::kBreak, {}};
      } else if (const auto* limit = std::get_if<nftables::Limit>(&statement)) {
        if (!Stateful(limit->burst)) return {Result::kBreak, {}};
      } else if (std::holds_alternative<nftables::Counter>(statement)) {
        trace_ += "count; ";
      } else if (const auto* set = std::get_if<nftables::SetPayload>(&statement)) {
        trace_ += fmt::format("did {}; ", std::get<Value>(set->operand).AsNumber());
        Scramble();
      } else if (const auto* verdict = std::get_if<nftables::Verdict>(&statement)) {
        switch (verdict->kind) {
          case VerdictKind::kAccept:
            trace_ += "accept";
            return {Result::kStop, {}};
          case VerdictKind::kDrop:
            trace_ += "drop";
            return {Result::kStop, {}};
          case VerdictKind::kReturn:
            return {Result::kReturn, {}};
          case VerdictKind::kJump:
            return {Result::kJump, verdict->chain};
          case VerdictKind::kGoto:
            return {Result::kGoto, verdict->chain};
        }
      }
    }
    return {Result::kNext, {}};
  }

  // The packet was written to: tests that were true are false now, and the other way round.
  void Scramble() {
    for (Outcome& outcome : packet_.tests) {
      if (outcome != Outcome::kUnknown) {
        outcome = outcome == Outcome::kTrue ? Outcome::kFalse : Outcome::kTrue;
      }
    }
  }

  bool Stateful(std::uint32_t burst) {
    if (burst >= 100) {
      trace_ += fmt::format("before {}; ", burst - 100);
      return packet_.attempts[burst - 100];
    }
    if (burst >= 50) {
      trace_ += fmt::format("try {}; ", burst);
      return packet_.stateful[burst % 4];
    }
    trace_ += fmt::format("limit {}; ", burst);
    return packet_.stateful[burst];
  }

  bool Passes(const nftables::Match& match) const {
    if (std::holds_alternative<nftables::Ct>(match.selector.field)) {
      const bool any = (packet_.state & match.selector.mask.AsNumber()) != 0;
      return any == (match.relation == Relation::kNe);
    }
    const auto& payload = std::get<nftables::Payload>(match.selector.field);
    const Outcome outcome = packet_.tests[payload.offset];
    if (outcome == Outcome::kUnknown) return false;
    return (outcome == Outcome::kTrue) == (match.relation == Relation::kEq);
  }

  std::map<std::string, std::vector<std::vector<Statement>>> chains_;
  std::string current_ = "main";
  Packet packet_;
  Trace trace_;
};

TestRule MakeRule(Generator& generator) {
  TestRule rule;
  const int steps = 1 + generator.Pick(3);
  int stateful = 0;
  for (int i = 0; i < steps; ++i) {
    Expression expression = generator.MakeExpression(3);
    rule.plan.steps.emplace_back(std::move(expression.formula));
    rule.holds.push_back(std::move(expression.holds));
    const int extra = generator.Pick(5);
    if (extra == 0 && stateful < 4) {
      rule.plan.steps.emplace_back(StatefulStatement(stateful++));
      rule.holds.emplace_back();
    } else if (extra == 1) {
      rule.plan.steps.emplace_back(Try{StatefulStatement(50 + generator.Pick(4))});
      rule.holds.emplace_back();
    } else if (extra == 2) {
      Expression drop = generator.MakeExpression(2);
      rule.plan.steps.emplace_back(Hotdrop{std::move(drop.formula), fmt::format("drop{}", i)});
      rule.holds.emplace_back();
      rule.drops.resize(rule.holds.size());
      rule.drops.back() = std::move(drop.holds);
    }
  }
  rule.drops.resize(rule.holds.size());
  rule.action = generator.Pick(kActions);
  rule.plan.action = MakeAction(rule.action);
  return rule;
}

TEST(Lowering, DoesOnEveryPacketWhatTheRuleSays) {
  const char* given = std::getenv("CNFT_SEED");
  const unsigned seed =
      given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : 20241;
  std::mt19937 random(seed);
  Generator generator(random);
  for (int i = 0; i < 20000; ++i) {
    TestRule rule = MakeRule(generator);
    RulePlan plan = rule.plan;
    Machine machine;
    LowerRule(plan, machine);
    machine.Finish();
    for (int j = 0; j < 20; ++j) {
      const Packet packet = generator.MakePacket();
      ASSERT_EQ(machine.Run(packet), Reference(rule, packet))
          << "seed " << seed << ", rule " << i << ", packet " << j;
    }
  }
}

}  // namespace
}  // namespace cnft::translator
