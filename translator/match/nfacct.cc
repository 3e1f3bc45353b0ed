// SPDX-License-Identifier: GPL-2.0-or-later
// -m nfacct: counts in an accounting object, and matches (net/netfilter/xt_nfacct.c).
#include <fmt/core.h>
#include <linux/netfilter/nfnetlink_acct.h>
#include <linux/netfilter/xt_nfacct.h>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kNameArgument = {
    .placeholder = "name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (input.text().empty()) return input.Fail("the name is empty");
          return iptables::internal::ParseTextArgument(input, value, NFACCT_NAME_MAX - 1);
        },
    .print = iptables::internal::PrintText,
};

enum { kName };

constexpr OptionSpec kOptions[] = {
    {.name = "nfacct-name", .argument = &kNameArgument, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.option = "--nfacct-name",
     .reason = "accounting objects are of another subsystem, which nf_tables does not count in, "
               "and their readers see no others",
     .way_out = "leave the match out and read the rule's own counter"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.Find(kName)->span);
  return {};
}

template <typename Info>
bool Read(const Info& info, XtWords& words) {
  words.Quote(false, "nfacct-name", TextOf(info.name));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read<xt_nfacct_match_info_v1>>(1),
                                 Reads<Read<xt_nfacct_match_info>>(0)};

}  // namespace

extern const MatchModule match_nfacct = {
    .extension = {.name = "nfacct", .options = kOptions},
    .summary = "counts in an accounting object",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
