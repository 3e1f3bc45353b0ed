// SPDX-License-Identifier: GPL-2.0-or-later
// -m connmark: the mark of the packet's conntrack entry (net/netfilter/xt_connmark.c). Without an
// entry it never matches, negated or not.
#include <linux/netfilter/xt_connmark.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kMark };

constexpr OptionSpec kOptions[] = {
    {.name = "mark", .argument = &iptables::kMarkArgument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& mark = *use.Find(kMark);
  return {HasConntrackEntry() &&
          NegateIf(mark.negated,
                   MaskedEquals(CtField(nftables::CtKey::kMark), mark.masked(), Domain::kTracked))};
}

bool Read(const xt_connmark_mtinfo1& info, XtWords& words) {
  words.Add(info.invert != 0, kOptions[kMark], iptables::Masked{info.mark, info.mask});
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_connmark = {
    .extension = {.name = "connmark", .options = kOptions},
    .summary = "mark of the conntrack entry",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
