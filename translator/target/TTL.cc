// SPDX-License-Identifier: GPL-2.0-or-later
// -j TTL: the IPv4 time to live (net/netfilter/xt_HL.c).
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

}  // namespace

extern const TargetModule target_TTL = {
    .extension = {.name = "TTL",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .one_of = "ttl-set ttl-inc ttl-dec"},
    .summary = "sets, raises or lowers the time to live",
    .lower = LowerHopLimit,
};

}  // namespace cnft::translator
