// SPDX-License-Identifier: GPL-2.0-or-later
// -m ah: the IP authentication header (net/ipv4/netfilter/ipt_ah.c, net/ipv6/netfilter/ip6t_ah.c).
// In IPv4 it is the transport header, in IPv6 an extension header, for which there are more
// options.
#include <linux/netfilter_ipv4/ipt_ah.h>
#include <linux/netfilter_ipv6/ip6t_ah.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/ipv6_extension.h"
#include "translator/module.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxSpi = 0xffffffff;
constexpr std::uint8_t kAh = 51;
constexpr std::uint8_t kHeader = 12;

enum { kSpi, kLength, kReserved };

constexpr OptionSpec kOptions[] = {
    {.name = "ahspi", .argument = &iptables::kRangeArgument<kMaxSpi>, .negatable = true},
    {.name = "ahlen", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "ahres"},
};

void CheckFamily(const Use& use, Family family, Diagnostics& diagnostics) {
  if (family == Family::kIpv6) return;
  for (const Option& option : use.options) {
    if (option.spec == &kOptions[kSpi]) continue;
    diagnostics.Report(DiagnosticKind::kWrongFamily, option.span,
                       "the option exists for IPv6 only");
  }
}

// A length of 0 is not looked at.
void Print(const Use& use, Family family, std::string& out) {
  Use printed = use;
  std::erase_if(printed.options, [](const Option& option) {
    return option.spec == &kOptions[kLength] && option.number() == 0 && !option.negated;
  });
  PrintWhatTests<kMaxSpi>(printed, family, out);
}

std::vector<Step> LowerIpv4(const Use& use, LowerContext& context) {
  if (context.rule().Protocol() != kAh) {
    context.Fail(DiagnosticKind::kNeedsProtocol, use.span, "-m ah needs -p ah",
                 "the kernel refuses the rule without it");
  }
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  Formula formula = Formula::True();
  if (const Option* spi = use.Find(kSpi)) {
    formula = NegateIf(spi->negated, InRange(TransportBytes(4, 4), spi->range()));
  }
  steps.emplace_back(OfHeader(context, kHeader, std::move(formula)));
  return steps;
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (context.ipv4()) return LowerIpv4(use, context);
  std::vector<Step> steps;
  DropBrokenExtension(kAh, kHeader, steps);
  std::vector<Formula> parts;
  if (const Option* spi = use.Find(kSpi)) {
    parts.push_back(NegateIf(spi->negated, InRange(Ipv6Extension(kAh, 4, 4), spi->range())));
  }
  if (const Option* length = use.Find(kLength); length != nullptr && length->number() != 0) {
    parts.push_back(ExtensionLengthIs(kAh, *length, {.unit = 4, .less = 2}));
  }
  if (use.Has(kReserved)) parts.push_back(Equals(Ipv6Extension(kAh, 2, 2), 0));
  steps.emplace_back(OfExtension(kAh, std::move(parts)));
  return steps;
}

void SaySpis(const __u32 (&spis)[2], bool negated, XtWords& words) {
  if (negated || spis[0] != 0 || spis[1] != kMaxSpi) {
    words.Range(negated, "ahspi", spis[0], spis[1]);
  }
}

bool Read6(const ip6t_ah& info, XtWords& words) {
  SaySpis(info.spis, (info.invflags & IP6T_AH_INV_SPI) != 0, words);
  const bool negated = (info.invflags & IP6T_AH_INV_LEN) != 0;
  if (info.hdrlen != 0 || negated) words.Say(negated, "ahlen", "{}", info.hdrlen);
  if (info.hdrres != 0) words.Flag("ahres");
  return true;
}

bool Read4(const ipt_ah& info, XtWords& words) {
  SaySpis(info.spis, (info.invflags & IPT_AH_INV_SPI) != 0, words);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read4>(0, iptables::kIpv4Only),
                                 Reads<Read6>(0, iptables::kIpv6Only)};

}  // namespace

extern const MatchModule match_ah = {
    .extension = {.name = "ah", .options = kOptions, .print = Print, .check = CheckFamily},
    .summary = "IP authentication header",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
