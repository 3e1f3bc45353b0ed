// SPDX-License-Identifier: GPL-2.0-or-later
// -m dst: the IPv6 destination options header (net/ipv6/netfilter/ip6t_hbh.c).
#include <linux/netfilter_ipv6/ip6t_opts.h>

#include "translator/ipv6_options.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "dst-len", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "dst-opts", .argument = &kIpv6OptionsArgument},
};

constexpr Limitation kLimitations[] = {
    {.option = "--dst-opts",
     .reason = "nf_tables cannot walk through the options of an IPv6 header",
     .way_out = "test for the header alone"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  return LowerIpv6Options(use, context, 60, kLimitations[0]);
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) { return Ipv6OptionsXt(use); }

bool Read(const ip6t_opts& info, XtWords& words) { return ReadIpv6Options(info, kOptions, words); }
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_dst = {
    .extension = {.name = "dst", .options = kOptions, .families = iptables::kIpv6Only},
    .summary = "IPv6 destination options header",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
