// SPDX-License-Identifier: GPL-2.0-or-later
// -j DNAT: changes the destination of a flow (net/netfilter/xt_nat.c).
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
};

}  // namespace cnft::translator
