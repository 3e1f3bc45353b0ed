// SPDX-License-Identifier: GPL-2.0-or-later
// -j DNAT: changes the destination of a flow (net/netfilter/xt_nat.c).
#include <arpa/inet.h>
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include "translator/nat.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "to-destination", .argument = &kNatRangeArgument, .required = true},
    {.name = "random"},
    {.name = "persistent"},
};

Action Lower(const Use& use, LowerContext& context) {
  return LowerNat(use, context, nftables::NatKind::kDnat);
}

template <typename Range>
bool Read(const Range& range, XtWords& words) {
  return SayNatRange(range, "to-destination", words);
}
constexpr XtReader kReaders[] = {Reads<Read<nf_nat_range2>>(2), Reads<Read<nf_nat_range>>(1),
                                 Reads<Read<nf_nat_ipv4_multi_range_compat>>(0)};

}  // namespace

extern const TargetModule target_DNAT = {
    .extension = {.name = "DNAT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kNat),
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting) |
                           iptables::HookBit(iptables::Hook::kOutput)},
    .summary = "changes the destination of a flow",
    .limitations = {&kShiftedPorts, 1},
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
