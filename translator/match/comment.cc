// SPDX-License-Identifier: GPL-2.0-or-later
// -m comment: text beside a rule (net/netfilter/xt_comment.c). Tests nothing.
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    // XT_MAX_COMMENT_LEN less the terminating NUL.
    {.name = "comment", .argument = &iptables::kTextArgument<255>, .required = true},
};

std::vector<Step> Lower(const Use&, LowerContext&) { return {}; }

}  // namespace

extern const MatchModule match_comment = {
    .extension = {.name = "comment", .options = kOptions},
    .summary = "text beside a rule; kept as the rule's comment",
    .lower = Lower,
};

}  // namespace cnft::translator
