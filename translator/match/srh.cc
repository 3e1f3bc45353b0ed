// SPDX-License-Identifier: GPL-2.0-or-later
// -m srh: segment routing headers of IPv6 (net/ipv6/netfilter/ip6t_srh.c).
#include <netinet/in.h>

#include <linux/netfilter_ipv6/ip6t_srh.h>

#include "ruleset/iptables/values.h"
#include "translator/host_mask.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kByte = iptables::kU8Argument;
// iptables-save prints the number, and addresses as they were written.
const iptables::ArgumentType kNextHeader = {.placeholder = "protocol",
                                            .parse = iptables::kProtocolArgument.parse,
                                            .print = iptables::internal::PrintDecimal};
const iptables::ArgumentType kSegment = {.placeholder = "address[/mask]",
                                         .parse = ParseHostMask,
                                         .print = iptables::kAddressMaskArgument.print};

constexpr OptionSpec kOptions[] = {
    {.name = "srh-next-hdr", .argument = &kNextHeader, .negatable = true},
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
    {.name = "srh-psid", .argument = &kSegment, .negatable = true},
    {.name = "srh-nsid", .argument = &kSegment, .negatable = true},
    {.name = "srh-lsid", .argument = &kSegment, .negatable = true},
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

// Bits of flags: places of the options.
bool Read(const ip6t_srh1& info, XtWords& words) {
  const std::uint64_t numbers[] = {info.next_hdr,   info.hdr_len,    info.hdr_len,
                                   info.hdr_len,    info.segs_left,  info.segs_left,
                                   info.segs_left,  info.last_entry, info.last_entry,
                                   info.last_entry, info.tag};
  const std::pair<const in6_addr&, const in6_addr&> networks[] = {{info.psid_addr, info.psid_msk},
                                                                  {info.nsid_addr, info.nsid_msk},
                                                                  {info.lsid_addr, info.lsid_msk}};
  for (std::size_t index = 0; index < std::size(kOptions); ++index) {
    if ((info.mt_flags >> index & 1U) == 0) continue;
    const bool negated = (info.mt_invflags >> index & 1U) != 0;
    const std::string_view option = kOptions[index].name;
    if (index == 0) {
      words.Say(negated, option, "{}", info.next_hdr);
    } else if (index < std::size(numbers)) {
      words.Say(negated, option, "{}", numbers[index]);
    } else {
      const auto& [address, mask] = networks[index - std::size(numbers)];
      words.Network(negated, option, words.AddressAt(&address), words.AddressAt(&mask));
    }
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_srh = {
    .extension = {.name = "srh", .options = kOptions, .families = iptables::kIpv6Only},
    .summary = "IPv6 segment routing header",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
