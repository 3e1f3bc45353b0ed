// SPDX-License-Identifier: GPL-2.0-or-later
// -m mh: the type of a Mobile IPv6 message (net/ipv6/netfilter/ip6t_mh.c).
#include <fmt/core.h>
#include <linux/netfilter_ipv6/ip6t_mh.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

struct Name {
  std::string_view name;
  std::uint8_t type;
};
constexpr auto kNames = std::to_array<Name>({{"binding-refresh-request", 0},
                                             {"brr", 0},
                                             {"home-test-init", 1},
                                             {"hoti", 1},
                                             {"careof-test-init", 2},
                                             {"coti", 2},
                                             {"home-test", 3},
                                             {"hot", 3},
                                             {"careof-test", 4},
                                             {"cot", 4},
                                             {"binding-update", 5},
                                             {"bu", 5},
                                             {"binding-acknowledgement", 6},
                                             {"ba", 6},
                                             {"binding-error", 7},
                                             {"be", 7}});

constexpr std::uint64_t kMaxType = 0xff;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Names may be shortened and in any case; the first one that fits counts, or one that is whole.
std::optional<std::uint64_t> ParseType(std::string_view text) {
  const Name* found = nullptr;
  for (const Name& known : kNames) {
    if (text.size() <= known.name.size() &&
        std::ranges::equal(text, known.name.substr(0, text.size()), {}, Lower, Lower) &&
        (found == nullptr || text.size() == known.name.size())) {
      found = &known;
    }
  }
  if (found != nullptr) return found->type;
  return iptables::ParseNumber(text, kMaxType);
}

constexpr iptables::ArgumentType kTypeArgument = {
    .placeholder = "type[:type]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto [low_text, high_text] = iptables::SplitAt(input.text(), ':');
          const auto low =
              low_text.empty() && high_text ? std::optional<std::uint64_t>(0) : ParseType(low_text);
          const auto high = !high_text           ? low
                            : high_text->empty() ? std::optional<std::uint64_t>(kMaxType)
                                                 : ParseType(*high_text);
          if (!low || !high) {
            return input.Fail(fmt::format("'{}' is not a type of Mobile IPv6", input.text()));
          }
          if (*low > *high)
            return input.Fail(fmt::format("'{}' ends before it begins", input.text()));
          value = iptables::Range{*low, *high};
          return true;
        },
    .print = iptables::internal::PrintColonRange,
};

enum { kType };

constexpr OptionSpec kOptions[] = {
    {.name = "mh-type", .argument = &kTypeArgument, .negatable = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({135});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 6;
  constexpr std::uint8_t kNoNextHeader = 59;
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  steps.emplace_back(OfHeader(context, kHeader, Formula::True()));
  // Nothing may follow the message.
  steps.emplace_back(Hotdrop{
      Formula::Is(Compare(TransportBytes(0, 1), Relation::kNe, kNoNextHeader), Domain::kSometimes),
      "payload"});
  Formula formula = Formula::True();
  if (const Option* type = use.Find(kType)) {
    formula = NegateIf(type->negated, InRange(TransportBytes(2, 1), type->range()));
  }
  steps.emplace_back(std::move(formula));
  return steps;
}

bool Read(const ip6t_mh& info, XtWords& words) {
  const bool negated = (info.invflags & IP6T_MH_INV_TYPE) != 0;
  if (negated || info.types[0] != 0 || info.types[1] != kMaxType) {
    words.Range(negated, "mh-type", info.types[0], info.types[1]);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_mh = {
    .extension = {.name = "mh",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .protocols = kProtocols,
                  .print = PrintWhatTests<kMaxType>},
    .summary = "type of a Mobile IPv6 message",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
