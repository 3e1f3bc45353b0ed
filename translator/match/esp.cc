// SPDX-License-Identifier: GPL-2.0-or-later
// -m esp: the security parameter index of ESP (net/netfilter/xt_esp.c).
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxSpi = 0xffffffff;

enum { kSpi };

constexpr OptionSpec kOptions[] = {
    {.name = "espspi", .argument = &iptables::kRangeArgument<kMaxSpi>, .negatable = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({50});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 8;
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  Formula formula = Formula::True();
  if (const Option* spi = use.Find(kSpi)) {
    formula = NegateIf(spi->negated, InRange(TransportBytes(0, 4), spi->range()));
  }
  steps.emplace_back(OfHeader(context, kHeader, std::move(formula)));
  return steps;
}

}  // namespace

extern const MatchModule match_esp = {
    .extension = {.name = "esp",
                  .options = kOptions,
                  .protocols = kProtocols,
                  .print = PrintWhatTests<kMaxSpi>},
    .summary = "security parameter index of ESP",
    .lower = Lower,
};

}  // namespace cnft::translator
