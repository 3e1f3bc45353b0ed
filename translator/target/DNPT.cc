// SPDX-License-Identifier: GPL-2.0-or-later
// -j DNPT: another prefix for the destination address, without connections
// (net/ipv6/netfilter/ip6t_NPT.c).
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter_ipv6/ip6t_NPT.h>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "src-pfx", .argument = &iptables::kAddressMaskArgument, .required = true},
    {.name = "dst-pfx", .argument = &iptables::kAddressMaskArgument, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "the kernel changes the address so that checksums stay right (RFC 6296); nf_tables "
               "cannot compute what that takes",
     .way_out = "translate connections with -j NETMAP"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

bool Read(const ip6t_npt_tginfo& info, XtWords& words) {
  words.Say(false, "src-pfx", "{}/{}", Print(words.AddressAt(&info.src_pfx)), info.src_pfx_len);
  words.Say(false, "dst-pfx", "{}/{}", Print(words.AddressAt(&info.dst_pfx)), info.dst_pfx_len);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_DNPT = {
    .extension = {.name = "DNPT",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .tables = iptables::TableBit(iptables::TableId::kMangle)},
    .summary = "another prefix for the destination address, without connections",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
