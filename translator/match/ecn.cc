// SPDX-License-Identifier: GPL-2.0-or-later
// -m ecn: explicit congestion notification in IP and TCP (net/netfilter/xt_ecn.c).
#include <linux/netfilter/xt_ecn.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kEce, kCwr, kIp };

constexpr OptionSpec kOptions[] = {
    {.name = "ecn-tcp-ece", .negatable = true},
    {.name = "ecn-tcp-cwr", .negatable = true},
    {.name = "ecn-ip-ect", .argument = &iptables::kNumberArgument<0, 3>, .negatable = true},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kTcp = 6;
  if ((use.Has(kEce) || use.Has(kCwr)) && context.rule().Protocol() != kTcp) {
    context.Fail(DiagnosticKind::kNeedsProtocol, use.span,
                 "-m ecn needs -p tcp to look at the bits of TCP",
                 "the kernel refuses the rule without it");
  }
  std::vector<Formula> parts;
  if (const Option* ip = use.Find(kIp)) {
    parts.push_back(
        NegateIf(ip->negated,
                 TrafficClassIs(context.family(), static_cast<std::uint8_t>(ip->number()), 0x03)));
  }
  const auto add_bit = [&](std::size_t index, std::uint32_t bit) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    parts.push_back(MaskedEquals(TransportBytes(13, 1), {option->negated ? 0 : bit, bit}));
  };
  add_bit(kEce, 0x40);
  add_bit(kCwr, 0x80);
  // Here, a header cut short is no reason to drop. Like xtables, loads of single bytes take what
  // a later fragment begins with for a header.
  if (use.Has(kEce) || use.Has(kCwr)) {
    parts.push_back(Formula::Is(Compare(TransportBytes(19, 1), Relation::kGe, 0)));
  }
  return {Formula::All(std::move(parts))};
}

bool Read(const xt_ecn_info& info, XtWords& words) {
  const auto has = [&info](unsigned operation) { return (info.operation & operation) != 0; };
  const auto negated = [&info](unsigned operation) { return (info.invert & operation) != 0; };
  if (has(XT_ECN_OP_MATCH_ECE)) words.Flag("ecn-tcp-ece", negated(XT_ECN_OP_MATCH_ECE));
  if (has(XT_ECN_OP_MATCH_CWR)) words.Flag("ecn-tcp-cwr", negated(XT_ECN_OP_MATCH_CWR));
  if (has(XT_ECN_OP_MATCH_IP)) {
    words.Say(negated(XT_ECN_OP_MATCH_IP), "ecn-ip-ect", "{}", info.ip_ect);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_ecn = {
    .extension = {.name = "ecn",
                  .options = kOptions,
                  .one_of = "ecn-tcp-ece ecn-tcp-cwr ecn-ip-ect"},
    .summary = "explicit congestion notification in IP and TCP",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
