// SPDX-License-Identifier: GPL-2.0-or-later
// -m multiport: one of several ports or ranges of them (net/netfilter/xt_multiport.c).
#include <linux/netfilter/xt_multiport.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

enum { kSources, kDestinations, kEither };

constexpr OptionSpec kOptions[] = {
    {.name = "sports",
     .argument = &iptables::kPortListArgument,
     .negatable = true,
     .excludes = "dports ports"},
    {.name = "dports",
     .argument = &iptables::kPortListArgument,
     .negatable = true,
     .excludes = "ports"},
    {.name = "ports", .argument = &iptables::kPortListArgument, .negatable = true},
    {.name = "source-ports",
     .argument = &iptables::kPortListArgument,
     .negatable = true,
     .alias_of = "sports"},
    {.name = "destination-ports",
     .argument = &iptables::kPortListArgument,
     .negatable = true,
     .alias_of = "dports"},
};

// TCP, UDP, DCCP, SCTP, UDP-Lite.
constexpr auto kProtocols = std::to_array<std::uint8_t>({6, 17, 33, 132, 136});

Formula IsOneOf(Field port, const std::vector<iptables::Range>& ports, LowerContext& context) {
  if (ports.size() == 1) return InRange(std::move(port), ports[0]);
  return Formula::Is(
      nftables::Lookup{{{std::move(port), {}}}, context.resources().PortSet(ports), false});
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, 4, steps);
  const Option& option = use.options[0];
  const bool either = option.spec == &kOptions[kEither];
  Formula formula = Formula::False();
  if (either || option.spec == &kOptions[kSources]) {
    formula = IsOneOf(SourcePort(), option.ranges(), context);
  }
  if (either || option.spec == &kOptions[kDestinations]) {
    formula = std::move(formula) || IsOneOf(DestinationPort(), option.ranges(), context);
  }
  formula = NegateIf(option.negated, std::move(formula));
  steps.emplace_back(OfHeader(context, 4, std::move(formula)));
  return steps;
}

bool Read(const xt_multiport_v1& info, XtWords& words) {
  constexpr auto kWhich = std::to_array<std::string_view>({"sports", "dports", "ports"});
  if (info.flags >= kWhich.size() || info.count == 0 || info.count > std::size(info.ports)) {
    return false;
  }
  std::string list;
  for (std::size_t index = 0; index < info.count; ++index) {
    if (index > 0) list += info.pflags[index - 1] != 0 ? ':' : ',';
    iptables::AppendNumber(info.ports[index], list);
  }
  words.Say(info.invert != 0, kWhich[info.flags], "{}", list);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_multiport = {
    .extension = {.name = "multiport",
                  .options = kOptions,
                  .protocols = kProtocols,
                  .one_of = "sports dports ports"},
    .summary = "several ports and ranges of ports",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
