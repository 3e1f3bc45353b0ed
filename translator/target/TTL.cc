// SPDX-License-Identifier: GPL-2.0-or-later
// -j TTL: the IPv4 time to live (net/netfilter/xt_HL.c).
#include <linux/netfilter_ipv4/ipt_TTL.h>

#include "ruleset/iptables/values.h"
#include "translator/hop_limit.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kStep = iptables::kNumberArgument<1, 255>;

constexpr OptionSpec kOptions[] = {
    {.name = "ttl-set", .argument = &iptables::kU8Argument, .excludes = "ttl-inc ttl-dec"},
    {.name = "ttl-inc", .argument = &kStep, .excludes = "ttl-dec"},
    {.name = "ttl-dec", .argument = &kStep},
};

bool Read(const ipt_TTL_info& info, XtWords& words) {
  if (info.mode >= std::size(kOptions)) return false;
  words.Say(false, kOptions[info.mode].name, "{}", info.ttl);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_TTL = {
    .extension = {.name = "TTL",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .one_of = "ttl-set ttl-inc ttl-dec"},
    .summary = "sets, raises or lowers the time to live",
    .lower = LowerHopLimit,
    .readers = kReaders,
};

}  // namespace cnft::translator
