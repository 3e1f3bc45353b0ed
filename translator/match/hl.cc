// SPDX-License-Identifier: GPL-2.0-or-later
// -m hl: the hop limit (net/netfilter/xt_hl.c).
#include <linux/netfilter_ipv6/ip6t_hl.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kEqual, kLess, kGreater };

constexpr OptionSpec kOptions[] = {
    {.name = "hl-eq",
     .argument = &iptables::kU8Argument,
     .negatable = true,
     .excludes = "hl-lt hl-gt"},
    {.name = "hl-lt", .argument = &iptables::kU8Argument, .excludes = "hl-gt"},
    {.name = "hl-gt", .argument = &iptables::kU8Argument},
    {.name = "hl", .argument = &iptables::kU8Argument, .negatable = true, .alias_of = "hl-eq"},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Field field = NetworkBytes(7, 1);
  if (const Option* equal = use.Find(kEqual)) {
    return {NegateIf(equal->negated, Equals(field, equal->number()))};
  }
  const Option* less = use.Find(kLess);
  const Relation relation = less != nullptr ? Relation::kLt : Relation::kGt;
  const Option& bound = less != nullptr ? *less : *use.Find(kGreater);
  return {Formula::Is(Compare(field, relation, bound.number()))};
}

bool Read(const ip6t_hl_info& info, XtWords& words) {
  constexpr auto kModes = std::to_array<std::string_view>({"hl-eq", "hl-eq", "hl-lt", "hl-gt"});
  if (info.mode >= kModes.size()) return false;
  words.Say(info.mode == IP6T_HL_NE, kModes[info.mode], "{}", info.hop_limit);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_hl = {
    .extension = {.name = "hl",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .one_of = "hl-eq hl-lt hl-gt"},
    .summary = "hop limit",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
