// SPDX-License-Identifier: GPL-2.0-or-later
// -j SNAT: changes the source of a flow (net/netfilter/xt_nat.c).
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include "translator/nat.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "to-source", .argument = &kNatRangeArgument, .required = true},
    {.name = "random"},
    {.name = "random-fully"},
    {.name = "persistent"},
};

Action Lower(const Use& use, LowerContext& context) {
  return LowerNat(use, context, nftables::NatKind::kSnat);
}

template <typename Range>
bool Read(const Range& range, XtWords& words) {
  return SayNatRange(range, "to-source", words);
}
constexpr XtReader kReaders[] = {Reads<Read<nf_nat_range2>>(2), Reads<Read<nf_nat_range>>(1),
                                 Reads<Read<nf_nat_ipv4_multi_range_compat>>(0)};

}  // namespace

extern const TargetModule target_SNAT = {
    .extension = {.name = "SNAT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kNat),
                  .hooks = iptables::HookBit(iptables::Hook::kPostrouting) |
                           iptables::HookBit(iptables::Hook::kInput)},
    .summary = "changes the source of a flow",
    .limitations = {&kShiftedPorts, 1},
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
