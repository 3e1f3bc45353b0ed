// SPDX-License-Identifier: GPL-2.0-or-later
// -m esp: the security parameter index of ESP (net/netfilter/xt_esp.c).
#include <linux/netfilter/xt_esp.h>

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

bool Read(const xt_esp& info, XtWords& words) {
  const bool negated = (info.invflags & XT_ESP_INV_SPI) != 0;
  if (negated || info.spis[0] != 0 || info.spis[1] != kMaxSpi) {
    words.Range(negated, "espspi", info.spis[0], info.spis[1]);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_esp = {
    .extension = {.name = "esp",
                  .options = kOptions,
                  .protocols = kProtocols,
                  .print = PrintWhatTests<kMaxSpi>},
    .summary = "security parameter index of ESP",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
