// SPDX-License-Identifier: GPL-2.0-or-later
// The tests that need no -m: addresses, interfaces, protocol, fragments.
#include "translator/builtin.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

// The order of iptables::BuiltInOption, which is the order in which iptables-save prints them.
constexpr OptionSpec kOptions[] = {
    {.name = "source",
     .argument = &iptables::kAddressMaskArgument,
     .negatable = true,
     .letter = 's'},
    {.name = "destination",
     .argument = &iptables::kAddressMaskArgument,
     .negatable = true,
     .letter = 'd'},
    {.name = "in-interface",
     .argument = &iptables::kInterfaceArgument,
     .negatable = true,
     .letter = 'i'},
    {.name = "out-interface",
     .argument = &iptables::kInterfaceArgument,
     .negatable = true,
     .letter = 'o'},
    {.name = "protocol",
     .argument = &iptables::kProtocolArgument,
     .negatable = true,
     .letter = 'p'},
    {.name = "fragment", .negatable = true, .letter = 'f'},
    {.name = "src",
     .argument = &iptables::kAddressMaskArgument,
     .negatable = true,
     .alias_of = "source"},
    {.name = "dst",
     .argument = &iptables::kAddressMaskArgument,
     .negatable = true,
     .alias_of = "destination"},
};

void CheckFragment(const Use& use, Family family, Diagnostics& diagnostics) {
  const Option* fragment = use.Find(iptables::kFragment);
  if (fragment != nullptr && family == Family::kIpv6) {
    diagnostics.Report(DiagnosticKind::kWrongFamily, fragment->span, "-f exists for IPv4 only",
                       "IPv6 fragments are matched by -m frag");
  }
}

constexpr iptables::Extension kBuiltIn = {
    .name = "ip", .options = kOptions, .check = CheckFragment};

// True when the option holds for every packet, which its negation never does.
void WarnNever(LowerContext& context, const Option& option, bool always) {
  if (!option.negated || !always) return;
  context.Warn(DiagnosticKind::kNeverMatches, option.span,
               "the rule never matches: this excludes every packet",
               "iptables-legacy takes it, iptables-nft refuses it");
}

Formula LowerAddress(LowerContext& context, const Option& option, Field field) {
  WarnNever(context, option, option.address().mask.zero());
  return NegateIf(option.negated, AddressIn(std::move(field), option.address()));
}

Formula LowerInterface(LowerContext& context, const Option& option, nftables::MetaKey key) {
  Formula formula = InterfaceIs(key, option.text());
  WarnNever(context, option, formula.is_true() && !option.text().empty());
  return NegateIf(option.negated, std::move(formula));
}

// ip6tables looks for the protocol behind all extension headers that it can step over
// (net/ipv6/netfilter/ip6_tables.c, ip6_packet_match): no packet is of one of those.
constexpr auto kExtensionHeaders =
    std::to_array<std::uint64_t>({IPPROTO_ROUTING, IPPROTO_FRAGMENT, IPPROTO_AH, IPPROTO_DSTOPTS});

Formula LowerProtocol(LowerContext& context, const Option& option) {
  if (option.number() == 0) return Formula::True();
  if (context.ipv4() ||
      std::ranges::find(kExtensionHeaders, option.number()) == kExtensionHeaders.end()) {
    return NegateIf(option.negated, IsProtocol(static_cast<std::uint8_t>(option.number())));
  }
  if (!option.negated) {
    context.Warn(DiagnosticKind::kNeverMatches, option.span,
                 "the rule never matches: this is an extension header, not a protocol",
                 "ask for the header with -m ah, -m rt, -m frag, -m dst or -m ipv6header");
  }
  return NegateIf(option.negated, Formula::False());
}

}  // namespace

const iptables::Extension& BuiltInOptions(Family) { return kBuiltIn; }

void LowerBuiltIn(const Use& use, LowerContext& context, std::vector<Step>& steps) {
  std::optional<Formula> is_protocol;
  for (const Option& option : use.options) {
    switch (static_cast<iptables::BuiltInOption>(option.spec - kOptions)) {
      case iptables::kSource:
        steps.emplace_back(LowerAddress(context, option, SourceAddress(context.family())));
        break;
      case iptables::kDestination:
        steps.emplace_back(LowerAddress(context, option, DestinationAddress(context.family())));
        break;
      case iptables::kInInterface:
        steps.emplace_back(LowerInterface(context, option, nftables::MetaKey::kIifName));
        break;
      case iptables::kOutInterface:
        steps.emplace_back(LowerInterface(context, option, nftables::MetaKey::kOifName));
        break;
      case iptables::kProtocol: {
        is_protocol = LowerProtocol(context, option);
        break;
      }
      case iptables::kFragment:
        steps.emplace_back(Formula::Is(CompareMasked(
            NetworkBytes(6, 2), 0x1fff, option.negated ? Relation::kEq : Relation::kNe, 0)));
        break;
    }
  }
  if (is_protocol) {
    DropBrokenHeaderChain(context, steps);
    steps.emplace_back(std::move(*is_protocol));
  }
}

}  // namespace cnft::translator
