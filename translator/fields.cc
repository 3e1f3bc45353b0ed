// SPDX-License-Identifier: GPL-2.0-or-later
// The fields that matches look at, and comparisons of them as formulas.
#include "translator/fields.h"

namespace cnft::translator {

using nftables::CtKey;
using nftables::Match;
using nftables::MetaKey;
using nftables::RangeMatch;
using nftables::Statement;

Field SourceAddress(Family family) {
  return family == Family::kIpv4 ? NetworkBytes(12, 4) : NetworkBytes(8, 16);
}

Field DestinationAddress(Family family) {
  return family == Family::kIpv4 ? NetworkBytes(16, 4) : NetworkBytes(24, 16);
}

Statement Compare(Field field, Relation relation, Value value) {
  return Match{{std::move(field), {}}, relation, value};
}

Statement Compare(Field field, Relation relation, std::uint64_t number) {
  const std::uint8_t length = Describe(field).length;
  return Compare(std::move(field), relation, Value::Number(number, length));
}

Statement CompareMasked(Field field, Value mask, Relation relation, Value value) {
  return Match{{std::move(field), mask}, relation, value};
}

Statement CompareMasked(Field field, std::uint64_t mask, Relation relation, std::uint64_t number) {
  const std::uint8_t length = Describe(field).length;
  return CompareMasked(std::move(field), Value::Number(mask, length), relation,
                       Value::Number(number, length));
}

Statement CompareRange(Field field, std::uint64_t low, std::uint64_t high) {
  const std::uint8_t length = Describe(field).length;
  return RangeMatch{
      {std::move(field), {}}, false, Value::Number(low, length), Value::Number(high, length)};
}

Formula Equals(Field field, std::uint64_t number, Domain domain) {
  return Formula::Is(Compare(std::move(field), Relation::kEq, number), domain);
}

Formula Equals(Field field, Value value, Domain domain) {
  return Formula::Is(Compare(std::move(field), Relation::kEq, value), domain);
}

Formula MaskedEquals(Field field, const iptables::Masked& masked, Domain domain) {
  const auto& [value, mask] = masked;
  const std::uint8_t length = Describe(field).length;
  const std::uint32_t all = length >= 4 ? 0xffffffffU : (1U << (length * 8U)) - 1U;
  if ((value & ~mask) != 0) return Formula::False();
  if ((mask & all) == all) return Equals(std::move(field), value, domain);
  if (mask == 0 && domain == Domain::kAlways) return Formula::True();
  return Formula::Is(CompareMasked(std::move(field), mask, Relation::kEq, value), domain);
}

Formula InRange(Field field, const iptables::Range& range, Domain domain) {
  const std::uint8_t length = Describe(field).length;
  const std::uint64_t max =
      length >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (length * 8U)) - 1U;
  if (range.low > range.high) return Formula::False();
  if (range.low == range.high) return Equals(std::move(field), range.low, domain);
  if (range.low == 0 && range.high >= max && domain == Domain::kAlways) return Formula::True();
  if (range.high >= max)
    return Formula::Is(Compare(std::move(field), Relation::kGe, range.low), domain);
  if (range.low == 0)
    return Formula::Is(Compare(std::move(field), Relation::kLe, range.high), domain);
  return Formula::Is(CompareRange(std::move(field), range.low, range.high), domain);
}

Formula InRange(Field field, const AddressRange& range, Domain domain) {
  if (range.high < range.low) return Formula::False();
  if (range.low == range.high) return Equals(std::move(field), Value::Of(range.low), domain);
  return Formula::Is(
      RangeMatch{{std::move(field), {}}, false, Value::Of(range.low), Value::Of(range.high)},
      domain);
}

Formula AddressIn(Field field, const AddressMask& network, Domain domain) {
  if (network.mask.zero() && domain == Domain::kAlways) return Formula::True();
  if (PrefixLength(network.mask) == network.mask.length * 8U) {
    return Equals(std::move(field), Value::Of(network.address), domain);
  }
  // A load of all bytes under a mask is fast; a load of just the prefix's bytes is not.
  return Formula::Is(CompareMasked(std::move(field), Value::Of(network.mask), Relation::kEq,
                                   Value::Of(network.address)),
                     domain);
}

Formula IsProtocol(std::uint8_t protocol) { return Equals(MetaField(MetaKey::kL4proto), protocol); }

Formula TrafficClassIs(Family family, std::uint8_t value, std::uint8_t mask) {
  if (family == Family::kIpv4) return MaskedEquals(NetworkBytes(1, 1), {value, mask});
  const auto shifted = [](std::uint8_t bits) { return static_cast<std::uint32_t>(bits) << 4U; };
  return MaskedEquals(NetworkBytes(0, 2), {shifted(value), shifted(mask)});
}

Formula InterfaceIs(MetaKey key, std::string_view pattern) {
  if (pattern.empty() || pattern == "+") return Formula::True();
  if (pattern.back() != '+') return Equals(MetaField(key), Value::Name(pattern));
  pattern.remove_suffix(1);
  Value prefix = Value::Name(pattern);
  prefix.length = static_cast<std::uint8_t>(pattern.size());
  return Formula::Is(Match{{MetaField(key), {}}, Relation::kEq, prefix});
}

}  // namespace cnft::translator
