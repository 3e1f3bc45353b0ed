// SPDX-License-Identifier: GPL-2.0-or-later
// -j MASQUERADE: source NAT to the address of the outgoing interface
// (net/netfilter/xt_MASQUERADE.c).
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include "translator/nat.h"

namespace cnft::translator {
namespace {

enum { kToPorts, kRandom, kRandomFully };

constexpr OptionSpec kOptions[] = {
    {.name = "to-ports", .argument = &kNatPortsArgument},
    {.name = "random"},
    {.name = "random-fully"},
};

Action Lower(const Use& use, LowerContext& context) {
  const Option* ports = use.Find(kToPorts);
  if (ports != nullptr) CheckNatPorts(*ports, context);
  return Action::Do({nftables::Masquerade{NatPorts(ports), NatFlags(use)}}, true);
}

template <typename Range>
bool Read(const Range& range, XtWords& words) {
  return SayNatPorts(range, words);
}
constexpr XtReader kReaders[] = {
    Reads<Read<nf_nat_ipv4_multi_range_compat>>(0, iptables::kIpv4Only),
    Reads<Read<nf_nat_range>>(0, iptables::kIpv6Only)};

}  // namespace

extern const TargetModule target_MASQUERADE = {
    .extension = {.name = "MASQUERADE",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kNat),
                  .hooks = iptables::HookBit(iptables::Hook::kPostrouting)},
    .summary = "source NAT to the address of the outgoing interface",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
