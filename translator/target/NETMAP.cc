// SPDX-License-Identifier: GPL-2.0-or-later
// -j NETMAP: maps the addresses of one network to those of another, one to one
// (net/netfilter/xt_NETMAP.c).
#include <fmt/format.h>

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

constexpr std::uint8_t kDestinationHooks =
    iptables::HookBit(iptables::Hook::kPrerouting) | iptables::HookBit(iptables::Hook::kOutput);
constexpr std::uint8_t kSourceHooks =
    iptables::HookBit(iptables::Hook::kPostrouting) | iptables::HookBit(iptables::Hook::kInput);

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
  return Action::Do(
      {nftables::Nat{kind, RangeOf(use.options[0].address()), std::nullopt, nftables::kNatNetmap}},
      true);
}

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
};

}  // namespace cnft::translator
