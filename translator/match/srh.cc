// SPDX-License-Identifier: GPL-2.0-or-later
// -m srh: segment routing headers of IPv6 (net/ipv6/netfilter/ip6t_srh.c).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kByte = iptables::kU8Argument;

constexpr OptionSpec kOptions[] = {
    {.name = "srh-next-hdr", .argument = &iptables::kProtocolArgument, .negatable = true},
    {.name = "srh-hdr-len-eq", .argument = &kByte, .negatable = true},
    {.name = "srh-hdr-len-gt", .argument = &kByte, .negatable = true},
    {.name = "srh-hdr-len-lt", .argument = &kByte, .negatable = true},
    {.name = "srh-segs-left-eq", .argument = &kByte, .negatable = true},
    {.name = "srh-segs-left-gt", .argument = &kByte, .negatable = true},
    {.name = "srh-segs-left-lt", .argument = &kByte, .negatable = true},
    {.name = "srh-last-entry-eq", .argument = &kByte, .negatable = true},
    {.name = "srh-last-entry-gt", .argument = &kByte, .negatable = true},
    {.name = "srh-last-entry-lt", .argument = &kByte, .negatable = true},
    {.name = "srh-tag", .argument = &iptables::kU16Argument, .negatable = true},
    {.name = "srh-psid", .argument = &iptables::kAddressMaskArgument, .negatable = true},
    {.name = "srh-nsid", .argument = &iptables::kAddressMaskArgument, .negatable = true},
    {.name = "srh-lsid", .argument = &iptables::kAddressMaskArgument, .negatable = true},
};

constexpr Limitation kLimitations[] = {
    {.reason =
         "the kernel passes over headers with fewer segments than they say are left, and finds "
         "the previous and next segment by that number; nf_tables compares no two fields",
     .way_out = "match the addresses of the packet, or the header with -m rt"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const MatchModule match_srh = {
    .extension = {.name = "srh", .options = kOptions, .families = iptables::kIpv6Only},
    .summary = "IPv6 segment routing header",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
