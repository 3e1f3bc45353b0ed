// SPDX-License-Identifier: GPL-2.0-or-later
// -j NETMAP: maps the addresses of one network to those of another, one to one
// (net/netfilter/xt_NETMAP.c).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include "ruleset/iptables/values.h"
#include "translator/nat.h"

namespace cnft::translator {
namespace {

const iptables::ArgumentType kNetworkArgument = {
    .placeholder = "address[/mask]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          // "10.9" is an address here, not a network cut short.
          if (!ParseAddress(iptables::SplitAt(input.text(), '/').first, input.family)) {
            return input.Fail(fmt::format("'{}' is not an address", input.text()),
                              "write address/length with all parts of the address");
          }
          if (!iptables::kAddressMaskArgument.parse(input, value)) return false;
          if (!PrefixLength(std::get<AddressMask>(value).mask)) {
            return input.Fail(fmt::format("the mask of '{}' is not a prefix", input.text()));
          }
          return true;
        },
    .print = iptables::kAddressMaskArgument.print,
};

constexpr OptionSpec kOptions[] = {
    {.name = "to", .argument = &kNetworkArgument, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "the chain is reached before and after routing, where NETMAP maps different "
               "addresses; a rule of nf_tables maps one of them",
     .way_out = "write one chain for PREROUTING and OUTPUT and one for POSTROUTING and INPUT"},
};

// Which address it maps, the kernel says by the hook.
Action Lower(const Use& use, LowerContext& context) {
  const bool destination = (context.hooks() & kDestinationHooks) != 0;
  if (destination && (context.hooks() & kSourceHooks) != 0) {
    context.Refuse(kLimitations[0], use.span);
  }
  const nftables::NatKind kind = destination ? nftables::NatKind::kDnat : nftables::NatKind::kSnat;
  return Action::Do({nftables::Nat{.kind = kind,
                                   .addresses = RangeOf(use.options[0].address()),
                                   .flags = nftables::kNatNetmap}},
                    true);
}

// The kernel has the first and the last address: the mask is where they agree.
void SayNetwork(const void* low, const void* high, XtWords& words) {
  const Address first = words.AddressAt(low);
  const Address last = words.AddressAt(high);
  Address mask = first;
  for (std::size_t i = 0; i < mask.length; ++i) {
    mask.bytes[i] = static_cast<std::uint8_t>(~(first.bytes[i] ^ last.bytes[i]));
  }
  words.Network(false, "to", first, mask);
}

bool Read4(const nf_nat_ipv4_multi_range_compat& info, XtWords& words) {
  if (info.rangesize != 1) return false;
  SayNetwork(&info.range[0].min_ip, &info.range[0].max_ip, words);
  return true;
}

bool Read6(const nf_nat_range& info, XtWords& words) {
  SayNetwork(&info.min_addr, &info.max_addr, words);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read4>(0, iptables::kIpv4Only),
                                 Reads<Read6>(0, iptables::kIpv6Only)};

}  // namespace

extern const TargetModule target_NETMAP = {
    .extension = {.name = "NETMAP",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kNat),
                  .hooks = kDestinationHooks | kSourceHooks},
    .summary = "maps the addresses of one network to another's",
    .limitations = kLimitations,
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
