// SPDX-License-Identifier: GPL-2.0-or-later
// -m ipcomp: the compression parameter index of compressed packets (net/netfilter/xt_ipcomp.c).
//
// The kernel does not look at --compres. Without --ipcompspi it looks for index 0.
#include <linux/netfilter/xt_ipcomp.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxSpi = 0xffffffff;
constexpr std::uint64_t kMaxIndex = 0xffff;
constexpr std::uint8_t kHeader = 4;
constexpr auto kProtocols = std::to_array<std::uint8_t>({108});

enum { kSpi, kReserved };

constexpr OptionSpec kOptions[] = {
    {.name = "ipcompspi", .argument = &iptables::kRangeArgument<kMaxSpi>, .negatable = true},
    {.name = "compres"},
};

void Print(const Use& use, Family, std::string& out) {
  const Option* spi = use.Find(kSpi);
  if (spi == nullptr) {
    out += " --ipcompspi 0";
  } else {
    iptables::PrintOption(*spi, out);  // of all indexes too: iptables-save leaves them out
  }
  if (use.Has(kReserved)) out += " --compres";
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  const Option* spi = use.Find(kSpi);
  iptables::Range range = spi == nullptr ? iptables::Range{0, 0} : spi->range();
  range.high = std::min(range.high, kMaxIndex);
  Formula formula =
      range.low > range.high ? Formula::False() : InRange(TransportBytes(2, 2), range);
  formula = NegateIf(spi != nullptr && spi->negated, std::move(formula));
  steps.emplace_back(OfHeader(context, kHeader, std::move(formula)));
  return steps;
}

bool Read(const xt_ipcomp& info, XtWords& words) {
  // Always said: the match alone is that of index 0.
  words.Range((info.invflags & XT_IPCOMP_INV_SPI) != 0, "ipcompspi", info.spis[0], info.spis[1]);
  if (info.hdrres != 0) words.Flag("compres");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_ipcomp = {
    .extension = {.name = "ipcomp", .options = kOptions, .protocols = kProtocols, .print = Print},
    .summary = "IP payload compression header",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
