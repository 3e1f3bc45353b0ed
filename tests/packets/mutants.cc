// SPDX-License-Identifier: GPL-2.0-or-later
// Mistakes that a translator could make, made on purpose.
#include "tests/packets/mutants.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "tests/packets/battery.h"

namespace cnft::test {
namespace {

using namespace nftables;

// One way to get a statement wrong: what it is called, and the wrong statement; nothing in its
// place when it is forgotten.
struct Slip {
  std::string what;
  std::optional<Statement> statement;
};

// Whether the test holds whenever the field can be read: only that is asked.
bool OnlyReads(const Match& match) {
  return match.relation == Relation::kGe && match.value.AsNumber() == 0;
}

// Whether only a later fragment fails the test. Behind the guard of its chain, a header is whole.
bool TellsFragments(const Match& match) {
  const auto* payload = std::get_if<Payload>(&match.selector.field);
  if (payload != nullptr && payload->base == PayloadBase::kNetwork) {
    constexpr std::uint32_t kFlagsAndOffset = 6;  // of an IPv4 header
    return payload->offset == kFlagsAndOffset;
  }
  if (const auto* exthdr = std::get_if<Exthdr>(&match.selector.field)) {
    return exthdr->op == ExthdrOp::kIpv6 && exthdr->type == IPPROTO_FRAGMENT;
  }
  constexpr std::uint8_t kUncommonLength = 3;  // translator/short_header.cc
  return payload != nullptr && payload->length == kUncommonLength && OnlyReads(match);
}

Value WithBit(Value value, std::size_t byte, unsigned bit) {
  value.bytes[byte] = static_cast<std::uint8_t>(value.bytes[byte] ^ (1U << bit));
  return value;
}

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

// Lists the ways to get each kind of statement wrong.
class Slips {
 public:
  Slips(const Statement& statement, bool fragments) : fragments_(fragments) {
    std::visit(*this, statement);
  }
  std::vector<Slip> Take() { return std::move(slips_); }

  void operator()(const Match& match) {
    if (!fragments_ && TellsFragments(match)) return;
    Forget("test");
    if (OnlyReads(match)) return;
    Match other = match;
    other.relation = Opposite(match.relation);
    Add("lost negation", other);
    other = match;
    const std::size_t last = match.value.length - std::size_t{1};
    // A bit that the mask lets through.
    for (std::size_t byte = 0; byte < match.value.length; ++byte) {
      const std::size_t at = last - byte;
      const unsigned bits = match.selector.mask.empty() ? 0xffU : match.selector.mask.bytes[at];
      if (bits == 0) continue;
      unsigned bit = 0;
      while ((bits >> bit & 1U) == 0) ++bit;
      other.value = WithBit(match.value, at, bit);
      Add("wrong value", other);
      other = match;
      // The lowest bit may make no difference to "less than".
      const bool equality = match.relation == Relation::kEq || match.relation == Relation::kNe;
      if (!match.selector.mask.empty() && equality) {
        other.selector.mask = WithBit(match.selector.mask, at, bit);
        Add("mask too small", other);
        other = match;
      }
      break;
    }
    if (match.selector.mask.empty() && match.value.length > 1 &&
        std::holds_alternative<Payload>(match.selector.field)) {
      for (std::size_t i = 0; i < match.value.length; ++i) {
        other.selector.mask.bytes[i] = i == last ? 0xfe : 0xff;
      }
      other.selector.mask.length = match.value.length;
      other.value.bytes[last] = static_cast<std::uint8_t>(match.value.bytes[last] & 0xfeU);
      Add("mask too small", other);
    }
  }
  void operator()(const RangeMatch& match) {
    Forget("range");
    RangeMatch other = match;
    other.negated = !match.negated;
    Add("lost negation", other);
    if (match.low != match.high) {
      other = match;
      other.low = Value::Number(match.low.AsNumber() + 1, match.low.length);
      if (match.low.length <= 8) Add("low end off by one", other);
      other = match;
      other.high = Value::Number(match.high.AsNumber() - 1, match.high.length);
      if (match.high.length <= 8) Add("high end off by one", other);
    }
  }
  void operator()(const Lookup& lookup) {
    Forget("lookup");
    Lookup other = lookup;
    other.negated = !lookup.negated;
    Add("lost negation", other);
  }
  void operator()(const Verdict& verdict) {
    const auto swap = [&](VerdictKind kind, std::string_view what) {
      Verdict other = verdict;
      other.kind = kind;
      if (kind != VerdictKind::kJump && kind != VerdictKind::kGoto) other.chain.clear();
      Add(what, other);
    };
    Forget("verdict");
    switch (verdict.kind) {
      case VerdictKind::kAccept:
        swap(VerdictKind::kDrop, "accept became drop");
        break;
      case VerdictKind::kDrop:
        swap(VerdictKind::kAccept, "drop became accept");
        break;
      case VerdictKind::kReturn:
        swap(VerdictKind::kDrop, "return became drop");
        break;
      case VerdictKind::kJump:
      case VerdictKind::kGoto:
        swap(VerdictKind::kDrop, "call became drop");
        break;
    }
  }
  void operator()(const SetMeta& set) {
    Forget("setting");
    SetMeta other = set;
    if (auto* value = std::get_if<Value>(&other.operand)) {
      *value = WithBit(*value, value->length - std::size_t{1}, 0);
      Add("wrong value", other);
    } else if (auto* computed = std::get_if<Computed>(&other.operand)) {
      const std::size_t length = std::max(computed->mask.length, computed->flip.length);
      if (length == 0) return;
      if (!computed->mask.empty()) {
        computed->mask = WithBit(computed->mask, length - 1, 0);
        Add("wrong mask", other);
      }
    }
  }
  void operator()(const SetCt&) { Forget("setting"); }
  void operator()(const SetPayload&) { Forget("writing"); }
  void operator()(const SetExthdr&) { Forget("writing"); }
  void operator()(const Notrack&) { Forget("notrack"); }
  void operator()(const Nat& nat) {
    Forget("nat");
    Nat other = nat;
    if (nat.ports) {
      other.ports->low = other.ports->high = static_cast<std::uint16_t>(nat.ports->low ^ 1U);
      Add("wrong port", other);
      other = nat;
      other.ports.reset();
      other.flags &= ~2U;
      if (nat.addresses) Add("lost port", other);
    }
    if (nat.addresses) {
      other = nat;
      other.addresses->low.bytes[nat.addresses->low.length - std::size_t{1}] ^= 1U;
      other.addresses->high = other.addresses->low;
      Add("wrong address", other);
    }
  }
  void operator()(const Masquerade&) { Forget("masquerade"); }
  void operator()(const Redirect& redirect) {
    Forget("redirect");
    if (!redirect.ports) return;
    Redirect other = redirect;
    other.ports.reset();
    Add("lost port", other);
  }
  void operator()(const Tproxy& tproxy) {
    Forget("tproxy");
    Tproxy other = tproxy;
    if (tproxy.port) {
      other.port = static_cast<std::uint16_t>(*tproxy.port ^ 1U);
      Add("wrong port", other);
    }
  }
  void operator()(const Reject& reject) {
    Forget("reject");
    Reject other = reject;
    other.icmp_code = static_cast<std::uint8_t>(reject.icmp_code ^ 1U);
    if (!reject.tcp_reset) Add("wrong code", other);
  }
  void operator()(const Counter&) { Forget("counter"); }
  // What keeps state has mistakes of its own that packets in a row would show.
  template <typename Other>
  void operator()(const Other&) {}

 private:
  void Forget(std::string_view what) { slips_.push_back({fmt::format("forgot the {}", what), {}}); }
  void Add(std::string_view what, Statement statement) {
    slips_.push_back({std::string(what), std::move(statement)});
  }

  bool fragments_;
  std::vector<Slip> slips_;
};

// Nothing comes of such a rule: what matters is the one behind it.
bool RedirectsToNobody(const Statement& statement) {
  const auto* tproxy = std::get_if<Tproxy>(&statement);
  return tproxy != nullptr && tproxy->port == kDeadProxyPort;
}

bool RedirectsToSomebody(const Statement& statement) {
  return std::holds_alternative<Tproxy>(statement) && !RedirectsToNobody(statement);
}

// The chains that packets can get to.
std::set<std::string> Reached(const Table& table) {
  std::set<std::string> reached;
  std::vector<const Chain*> waiting;
  for (const Chain& chain : table.chains) {
    if (chain.base) waiting.push_back(&chain);
  }
  while (!waiting.empty()) {
    const Chain& chain = *waiting.back();
    waiting.pop_back();
    if (!reached.insert(chain.name).second) continue;
    for (const Rule& rule : chain.rules) {
      for (const Statement& statement : rule.statements) {
        const auto* verdict = std::get_if<Verdict>(&statement);
        if (verdict == nullptr || verdict->chain.empty()) continue;
        waiting.push_back(&*std::ranges::find(table.chains, verdict->chain, &Chain::name));
      }
    }
  }
  return reached;
}

class Mutator {
 public:
  Mutator(const Ruleset& ruleset, bool fragments, const std::function<void(const Mutant&)>& use)
      : mutant_{{}, ruleset}, fragments_(fragments), use_(use) {}

  void Run() {
    for (Table& table : mutant_.ruleset.tables) {
      const std::set<std::string> reached = Reached(table);
      for (Chain& chain : table.chains) {
        if (!reached.contains(chain.name)) continue;
        MutateBase(chain);
        for (std::size_t i = 0; i < chain.rules.size(); ++i) MutateRule(chain, i);
      }
      for (Set& set : table.sets) MutateSet(set);
    }
  }

 private:
  void Use(std::string description) {
    mutant_.description = std::move(description);
    use_(mutant_);
  }

  void MutateBase(Chain& chain) {
    if (!chain.base) return;
    const Chain before = chain;
    chain.base->policy = chain.base->policy == Policy::kDrop ? Policy::kAccept : Policy::kDrop;
    if (chain.base->type != ChainType::kNat) Use(chain.name + ": wrong policy");
    chain = before;
    if (chain.base->type == ChainType::kRoute) {
      chain.base->type = ChainType::kFilter;
      Use(chain.name + ": filter where route is needed");
      chain = before;
    }
  }

  void MutateRule(Chain& chain, std::size_t index) {
    const std::vector<Rule> before = chain.rules;
    const std::string name = fmt::format("{} rule {}", chain.name, index + 1);
    const auto about_fragments = [](const Statement& statement) {
      const auto* match = std::get_if<Match>(&statement);
      return match != nullptr && TellsFragments(*match);
    };
    const bool only_fragments = before[index].statements.size() == 2 &&
                                about_fragments(before[index].statements[0]) &&
                                !OnlyReads(std::get<Match>(before[index].statements[0]));
    // A proxy that listens leaves nothing to the drop behind it.
    if (index > 0 && std::ranges::any_of(before[index - 1].statements, RedirectsToSomebody)) return;
    if (fragments_ || !only_fragments) {
      chain.rules.erase(chain.rules.begin() + static_cast<std::ptrdiff_t>(index));
      Use(name + ": forgot the rule");
      chain.rules = before;
    }
    if (std::ranges::any_of(before[index].statements, RedirectsToNobody)) return;
    for (std::size_t i = 0; i < before[index].statements.size(); ++i) {
      for (Slip& slip : Slips(before[index].statements[i], fragments_).Take()) {
        std::vector<Statement>& statements = chain.rules[index].statements;
        if (slip.statement) {
          statements[i] = std::move(*slip.statement);
        } else {
          statements.erase(statements.begin() + static_cast<std::ptrdiff_t>(i));
        }
        Use(fmt::format("{} statement {}: {}", name, i + 1, slip.what));
        chain.rules = before;
      }
    }
  }

  void MutateSet(Set& set) {
    const std::vector<Element> before = set.elements;
    for (std::size_t i = 0; i < before.size() && i < 4; ++i) {
      set.elements.erase(set.elements.begin() + static_cast<std::ptrdiff_t>(i));
      Use(fmt::format("set {}: lost element {}", set.name, i + 1));
      set.elements = before;
    }
  }

  Mutant mutant_;
  bool fragments_;
  const std::function<void(const Mutant&)>& use_;
};

}  // namespace

void ForEachMutant(const Ruleset& ruleset, bool fragments,
                   const std::function<void(const Mutant&)>& use) {
  Mutator(ruleset, fragments, use).Run();
}

}  // namespace cnft::test
