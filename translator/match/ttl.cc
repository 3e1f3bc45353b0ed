// SPDX-License-Identifier: GPL-2.0-or-later
// -m ttl: the time to live (net/netfilter/xt_hl.c).
#include <linux/netfilter_ipv4/ipt_ttl.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kEqual, kLess, kGreater };

constexpr OptionSpec kOptions[] = {
    {.name = "ttl-eq",
     .argument = &iptables::kU8Argument,
     .negatable = true,
     .excludes = "ttl-lt ttl-gt"},
    {.name = "ttl-lt", .argument = &iptables::kU8Argument, .excludes = "ttl-gt"},
    {.name = "ttl-gt", .argument = &iptables::kU8Argument},
    {.name = "ttl", .argument = &iptables::kU8Argument, .negatable = true, .alias_of = "ttl-eq"},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Field field = NetworkBytes(8, 1);
  if (const Option* equal = use.Find(kEqual)) {
    return {NegateIf(equal->negated, Equals(field, equal->number()))};
  }
  const Option* less = use.Find(kLess);
  const Relation relation = less != nullptr ? Relation::kLt : Relation::kGt;
  const Option& bound = less != nullptr ? *less : *use.Find(kGreater);
  return {Formula::Is(Compare(field, relation, bound.number()))};
}

bool Read(const ipt_ttl_info& info, XtWords& words) {
  constexpr auto kModes = std::to_array<std::string_view>({"ttl-eq", "ttl-eq", "ttl-lt", "ttl-gt"});
  if (info.mode >= kModes.size()) return false;
  words.Say(info.mode == IPT_TTL_NE, kModes[info.mode], "{}", info.ttl);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_ttl = {
    .extension = {.name = "ttl",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .one_of = "ttl-eq ttl-lt ttl-gt"},
    .summary = "time to live",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
