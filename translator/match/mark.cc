// SPDX-License-Identifier: GPL-2.0-or-later
// -m mark: the packet's mark (net/netfilter/xt_mark.c).
#include <linux/netfilter/xt_mark.h>

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
  return {NegateIf(mark.negated, MaskedEquals(MetaField(nftables::MetaKey::kMark), mark.masked()))};
}

bool Read(const xt_mark_mtinfo1& info, XtWords& words) {
  words.Add(info.invert != 0, kOptions[kMark], iptables::Masked{info.mark, info.mask});
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  const Option& mark = *use.Find(kMark);
  xt_mark_mtinfo1 info{};
  info.mark = mark.masked().value;
  info.mask = mark.masked().mask;
  info.invert = mark.negated;
  return MakeXtInfo("mark", 1, info);
}

}  // namespace

extern const MatchModule match_mark = {
    .extension = {.name = "mark", .options = kOptions},
    .summary = "packet mark",
    .lower = Lower,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
