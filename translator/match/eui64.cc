// SPDX-License-Identifier: GPL-2.0-or-later
// -m eui64: an IPv6 source address made of the Ethernet one (net/ipv6/netfilter/ip6t_eui64.c).
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr Limitation kLimitations[] = {
    {.reason =
         "nf_tables cannot compare the source address with the Ethernet address of the packet",
     .way_out = "list the addresses of the stations with -m mac"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

std::optional<XtInfo> Xt(const Use&, LowerContext&) { return MakeXtInfo("eui64", 0, int{0}); }

constexpr XtReader kReaders[] = {ReadsNothing(0)};

}  // namespace

extern const MatchModule match_eui64 = {
    .extension = {.name = "eui64",
                  .families = iptables::kIpv6Only,
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting) |
                           iptables::HookBit(iptables::Hook::kInput) |
                           iptables::HookBit(iptables::Hook::kForward)},
    .summary = "IPv6 source address made of the Ethernet address",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
