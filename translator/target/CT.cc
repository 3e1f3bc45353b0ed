// SPDX-License-Identifier: GPL-2.0-or-later
// -j CT: how conntrack treats a packet it has not seen yet (net/netfilter/xt_CT.c).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "notrack"},
};

Action Lower(const Use&, LowerContext&) { return Action::Do({nftables::Notrack{}}); }

}  // namespace

extern const TargetModule target_CT = {
    .extension = {.name = "CT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kRaw)},
    .summary = "how conntrack treats a packet",
    .lower = Lower,
};

}  // namespace cnft::translator
