// SPDX-License-Identifier: GPL-2.0-or-later
// -m comment: text beside a rule (net/netfilter/xt_comment.c). Tests nothing.
#include <linux/netfilter/xt_comment.h>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    // XT_MAX_COMMENT_LEN less the terminating NUL.
    {.name = "comment", .argument = &iptables::kTextArgument<255>, .required = true},
};

std::vector<Step> Lower(const Use&, LowerContext&) { return {}; }

bool Read(const xt_comment_info& info, XtWords& words) {
  words.Quote(false, "comment", TextOf(info.comment));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_comment_info info{};
  use.Find(0)->text().copy(info.comment, sizeof(info.comment) - 1);
  return MakeXtInfo("comment", 0, info);
}

}  // namespace

extern const MatchModule match_comment = {
    .extension = {.name = "comment", .options = kOptions},
    .summary = "text beside a rule; kept as the rule's comment",
    .lower = Lower,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
