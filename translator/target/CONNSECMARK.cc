// SPDX-License-Identifier: GPL-2.0-or-later
// -j CONNSECMARK: copies SELinux labels between packets and connections
// (net/netfilter/xt_CONNSECMARK.c).
#include <linux/netfilter/xt_CONNSECMARK.h>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "save", .excludes = "restore"},
    {.name = "restore"},
};

constexpr Limitation kLimitations[] = {
    {.reason = "the kernel copies a label only where there is none; nf_tables cannot ask",
     .way_out = "copy the labels in a native table (ct secmark set meta secmark)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

bool Read(const xt_connsecmark_target_info& info, XtWords& words) {
  if (info.mode != CONNSECMARK_SAVE && info.mode != CONNSECMARK_RESTORE) return false;
  words.Flag(info.mode == CONNSECMARK_SAVE ? "save" : "restore");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_CONNSECMARK = {
    .extension = {.name = "CONNSECMARK",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle) |
                            iptables::TableBit(iptables::TableId::kSecurity),
                  .one_of = "save restore"},
    .summary = "copies SELinux labels",
    .limitations = kLimitations,
    .lower = Lower,
    .xt_tables = iptables::TableBit(iptables::TableId::kMangle) |
                 iptables::TableBit(iptables::TableId::kSecurity),
    .readers = kReaders,
};

}  // namespace cnft::translator
