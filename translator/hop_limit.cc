// SPDX-License-Identifier: GPL-2.0-or-later
// The hop limit, which TTL writes in IPv4 and HL in IPv6.
#include "translator/hop_limit.h"

#include <utility>
#include <vector>

#include "translator/fields.h"

namespace cnft::translator {
namespace {

using nftables::Payload;
using nftables::Statement;

enum { kSet, kIncrement, kDecrement };

using Choices = std::vector<std::vector<Statement>>;

class HopLimit {
 public:
  explicit HopLimit(Family family)
      : ipv4_(family == Family::kIpv4),
        field_{nftables::PayloadBase::kNetwork, static_cast<std::uint8_t>(ipv4_ ? 8 : 7), 1} {}

  Statement Set(std::uint8_t value) const {
    if (ipv4_) return Write(0x00, value);
    return nftables::SetPayload{field_, false, Value::Number(value, 1)};
  }

  // Leaves the rule unless the limit is this far from the end already.
  Statement Within(Relation relation, std::uint8_t value) const {
    return Compare(field_, relation, value);
  }

  // Adds or subtracts 2^power. nf_tables cannot count, but a sum is a choice of bits to flip: bit
  // `power` and, as long as they carry, those above it. Every choice returns, so that only one is
  // made.
  Choices Count(unsigned power, bool up) const {
    Choices choices;
    for (unsigned top = power; top < 8; ++top) {
      const unsigned bits = ((2U << top) - 1U) & ~((1U << power) - 1U);
      const unsigned carrying = up ? bits & ~(1U << top) : 1U << top;
      choices.push_back(
          {CompareMasked(field_, bits, Relation::kEq, carrying), Write(0xff, bits), Return()});
    }
    return choices;
  }

  static Statement Return() { return nftables::Verdict{nftables::VerdictKind::kReturn, {}}; }

 private:
  // limit = (limit & keep) ^ flip. nf_tables counts checksums in pairs of bytes: with IPv4 the
  // protocol behind it is written too, as it is.
  Statement Write(unsigned keep, unsigned flip) const {
    Payload bytes = field_;
    bytes.length = ipv4_ ? 2 : 1;
    const unsigned shift = ipv4_ ? 8 : 0;
    return nftables::SetPayload{
        bytes, ipv4_,
        nftables::Computed{bytes, Value::Number(keep << shift | (ipv4_ ? 0xffU : 0U), bytes.length),
                           Value::Number(flip << shift, bytes.length)}};
  }

  bool ipv4_;
  Payload field_;
};

}  // namespace

Action LowerHopLimit(const Use& use, LowerContext& context) {
  const HopLimit limit(context.family());
  const Option& option = use.options[0];
  const auto number = static_cast<std::uint8_t>(option.number());
  const auto operation = option.spec - use.extension->options.data();
  if (operation == kSet) return Action::Do({limit.Set(number)});
  const bool up = operation == kIncrement;
  if (number == 255) return Action::Do({limit.Set(up ? 255 : 0)});
  Action action = Action::Do({});
  action.parts_return = true;
  // It stays between 0 and 255.
  action.parts.push_back({{limit.Within(up ? Relation::kGe : Relation::kLe,
                                        up ? static_cast<std::uint8_t>(255 - number) : number),
                           limit.Set(up ? 255 : 0), HopLimit::Return()},
                          {}});
  for (unsigned power = 0; power < 8; ++power) {
    if ((number >> power & 1U) == 0) continue;
    const bool last = number >> power == 1;
    Choices choices = limit.Count(power, up);
    if (!last) {
      action.parts.push_back({{}, std::move(choices)});
      continue;
    }
    for (auto& choice : choices) action.parts.push_back({std::move(choice), {}});
  }
  return action;
}

}  // namespace cnft::translator
