// SPDX-License-Identifier: GPL-2.0-or-later
// -j REDIRECT: changes the destination of a flow to this machine (net/netfilter/xt_REDIRECT.c).
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include "translator/nat.h"

namespace cnft::translator {
namespace {

enum { kToPorts, kRandom };

constexpr OptionSpec kOptions[] = {
    {.name = "to-ports", .argument = &kNatPortsArgument},
    {.name = "random"},
};

Action Lower(const Use& use, LowerContext& context) {
  const Option* ports = use.Find(kToPorts);
  if (ports != nullptr) CheckNatPorts(*ports, context);
  return Action::Do({nftables::Redirect{NatPorts(ports), NatFlags(use)}}, true);
}

template <typename Range>
bool Read(const Range& range, XtWords& words) {
  return SayNatPorts(range, words);
}
constexpr XtReader kReaders[] = {
    Reads<Read<nf_nat_ipv4_multi_range_compat>>(0, iptables::kIpv4Only),
    Reads<Read<nf_nat_range>>(0, iptables::kIpv6Only)};

}  // namespace

extern const TargetModule target_REDIRECT = {
    .extension = {.name = "REDIRECT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kNat),
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting) |
                           iptables::HookBit(iptables::Hook::kOutput)},
    .summary = "changes the destination of a flow to this machine",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
