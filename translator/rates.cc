// SPDX-License-Identifier: GPL-2.0-or-later
// Rates as iptables writes them, and the limits of nf_tables that let packets through as often.
#include "translator/rates.h"

#include <charconv>

#include "ruleset/iptables/values.h"
#include "translator/bit_names.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kDay = 86400;

struct Unit {
  std::string_view name;   // as it may be shortened
  std::string_view saved;  // as iptables-save prints it
  std::uint64_t seconds;
};
constexpr std::array<Unit, 4> kUnits = {
    {{"second", "sec", 1}, {"minute", "min", 60}, {"hour", "hour", 3600}, {"day", "day", kDay}}};

// Seconds without a word; nothing when there is no such unit.
std::optional<std::uint64_t> SecondsOf(std::optional<std::string_view> unit) {
  if (!unit) return 1;
  const auto* found = std::ranges::find_if(
      kUnits, [&](const Unit& known) { return Abbreviates(*unit, known.name); });
  return found == kUnits.end() ? std::nullopt : std::optional(found->seconds);
}

}  // namespace

std::optional<std::uint64_t> ParseRate(std::string_view text, std::uint64_t scale) {
  const auto [number, unit] = iptables::SplitAt(text, '/');
  const auto seconds = SecondsOf(unit);
  if (!seconds) return std::nullopt;
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), count);
  if (error != std::errc{} || end != number.data() + number.size() || count == 0) {
    return std::nullopt;
  }
  return scale * *seconds / count;
}

std::uint64_t RateUnitSeconds(std::string_view text) {
  return SecondsOf(iptables::SplitAt(text, '/').second).value_or(1);
}

std::uint64_t PrintRate(std::uint64_t period, std::uint64_t scale, std::string& out) {
  // From days down, until the number would lose too much of what it says.
  std::size_t unit = kUnits.size() - 1;
  while (unit > 0) {
    const std::uint64_t shorter = scale * kUnits[unit - 1].seconds;
    if (period > shorter || shorter / period < shorter % period) break;
    --unit;
  }
  iptables::AppendNumber(scale * kUnits[unit].seconds / period, out);
  out += '/';
  out += kUnits[unit].saved;
  return kUnits[unit].seconds;
}

nftables::Limit LimitOf(std::uint64_t cost, std::uint64_t credits, std::uint32_t burst) {
  nftables::Limit limit;
  limit.burst = burst;
  for (const Unit& unit : kUnits) {
    limit.per_seconds = unit.seconds;
    limit.rate = (credits * unit.seconds + cost / 2) / cost;
    if (limit.rate * cost == credits * unit.seconds) break;
  }
  return limit;  // of the day at the least, which rounds by less than one part in 100,000
}

}  // namespace cnft::translator
