// SPDX-License-Identifier: GPL-2.0-or-later
// -m connbytes: how much a connection has transferred (net/netfilter/xt_connbytes.c).
//
// Connections older than the accounting have no counters and never match. nf_tables takes theirs
// for zero; a connection with counters has counted at least the packet at hand.
#include <fmt/core.h>
#include <linux/netfilter/xt_connbytes.h>

#include <array>
#include <limits>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using nftables::CtKey;

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

// One number stands for everything from there on.
constexpr iptables::ArgumentType kFromToArgument = {
    .placeholder = "from[:[to]]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto [from, to] = iptables::SplitAt(input.text(), ':');
          const auto low =
              from.empty() && to ? std::optional<std::uint64_t>(0) : iptables::ParseNumber(from);
          const auto high =
              !to || to->empty() ? std::optional<std::uint64_t>(kMost) : iptables::ParseNumber(*to);
          if (!low || !high) {
            return input.Fail(fmt::format("'{}' is not a number or a range from:to", input.text()));
          }
          if (*low > *high) {
            return input.Fail(fmt::format("'{}' ends before it begins", input.text()));
          }
          value = iptables::Range{*low, *high};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto& [low, high] = std::get<iptables::Range>(value);
          iptables::AppendNumber(low, out);
          if (high == 0 || high == kMost) return;
          out += ':';
          iptables::AppendNumber(high, out);
        },
};

constexpr auto kModes = std::to_array<std::string_view>({"packets", "bytes", "avgpkt"});
constexpr auto kKeys = std::to_array({CtKey::kPackets, CtKey::kBytes, CtKey::kAveragePacket});
constexpr auto kDirections = std::to_array<std::string_view>({"original", "reply", "both"});
constexpr std::uint64_t kBoth = 2;

enum { kConnbytes, kMode, kDirection };

constexpr OptionSpec kOptions[] = {
    {.name = "connbytes", .argument = &kFromToArgument, .negatable = true, .required = true},
    {.name = "connbytes-mode", .argument = &iptables::kChoiceArgument<kModes>, .required = true},
    {.name = "connbytes-dir",
     .argument = &iptables::kChoiceArgument<kDirections>,
     .required = true},
};

// The kernel is told of a negation by exchanged ends: of equal ends it learns nothing.
bool Negated(const Option& option) {
  return option.negated && option.range().low != option.range().high;
}

void Print(const Use& use, Family, std::string& out) {
  Option range = *use.Find(kConnbytes);
  range.negated = Negated(range);
  iptables::PrintOption(range, out);
  iptables::PrintOption(*use.Find(kMode), out);
  iptables::PrintOption(*use.Find(kDirection), out);
}

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& range = *use.Find(kConnbytes);
  const std::uint64_t direction = use.Find(kDirection)->number();
  nftables::Ct field{kKeys[use.Find(kMode)->number()], std::nullopt};
  if (direction != kBoth) field.direction = static_cast<nftables::Direction>(direction);
  Formula counted = NegateIf(Negated(range), InRange(field, range.range(), Domain::kTracked));
  const bool zero_matches = (range.range().low == 0) != Negated(range);
  if (zero_matches) {
    counted = std::move(counted) &&
              InRange(CtField(CtKey::kPackets), iptables::Range{1, kMost}, Domain::kTracked);
  }
  return {HasConntrackEntry() && std::move(counted)};
}

bool Read(const xt_connbytes_info& info, XtWords& words) {
  if (info.what >= kModes.size() || info.direction >= kDirections.size()) return false;
  const auto [low, high] = std::minmax(info.count.from, info.count.to);
  words.Say(info.count.from > info.count.to, "connbytes", "{}:{}", low, high);
  words.Say(false, "connbytes-mode", "{}", kModes[info.what]);
  words.Say(false, "connbytes-dir", "{}", kDirections[info.direction]);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_connbytes = {
    .extension = {.name = "connbytes", .options = kOptions, .print = Print},
    .summary = "how much a connection has transferred",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
