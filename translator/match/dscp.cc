// SPDX-License-Identifier: GPL-2.0-or-later
// -m dscp: the DiffServ code point (net/netfilter/xt_dscp.c, dscp_mt).
#include <linux/netfilter/xt_dscp.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/traffic_class.h"

namespace cnft::translator {
namespace {

enum { kDscp };

constexpr OptionSpec kOptions[] = {
    {.name = "dscp", .argument = &kDscpArgument, .negatable = true},
    {.name = "dscp-class", .argument = &kDscpClassArgument, .negatable = true, .alias_of = "dscp"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option& dscp = *use.Find(kDscp);
  const auto value = static_cast<std::uint8_t>(dscp.number() << 2U);
  return {NegateIf(dscp.negated, TrafficClassIs(context.family(), value, 0xfc))};
}

bool Read(const xt_dscp_info& info, XtWords& words) {
  words.Say(info.invert != 0, "dscp", "{:#04x}", info.dscp);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_dscp = {
    .extension = {.name = "dscp", .options = kOptions, .one_of = "dscp"},
    .summary = "DiffServ code point",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
