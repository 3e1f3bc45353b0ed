// SPDX-License-Identifier: GPL-2.0-or-later
// -j HL: the IPv6 hop limit (net/netfilter/xt_HL.c).
#include <linux/netfilter_ipv6/ip6t_HL.h>

#include "ruleset/iptables/values.h"
#include "translator/hop_limit.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kStep = iptables::kNumberArgument<1, 255>;

constexpr OptionSpec kOptions[] = {
    {.name = "hl-set", .argument = &iptables::kU8Argument, .excludes = "hl-inc hl-dec"},
    {.name = "hl-inc", .argument = &kStep, .excludes = "hl-dec"},
    {.name = "hl-dec", .argument = &kStep},
};

bool Read(const ip6t_HL_info& info, XtWords& words) {
  if (info.mode >= std::size(kOptions)) return false;
  words.Say(false, kOptions[info.mode].name, "{}", info.hop_limit);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_HL = {
    .extension = {.name = "HL",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .one_of = "hl-set hl-inc hl-dec"},
    .summary = "sets, raises or lowers the hop limit",
    .lower = LowerHopLimit,
    .readers = kReaders,
};

}  // namespace cnft::translator
