// SPDX-License-Identifier: GPL-2.0-or-later
// -j SECMARK: labels packets for SELinux (net/netfilter/xt_SECMARK.c).
#include <linux/netfilter/xt_SECMARK.h>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// Printed as it is.
constexpr iptables::ArgumentType kContextArgument = {
    .placeholder = "text",
    .parse = iptables::kTextArgument<255>.parse,
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};

constexpr OptionSpec kOptions[] = {
    {.name = "selctx", .argument = &kContextArgument, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "cnft does not write security labels",
     .way_out = "label the packets in a native table (meta secmark set)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

template <typename Info>
bool Read(const Info& info, XtWords& words) {
  if (info.mode != SECMARK_MODE_SEL) return false;
  const std::string_view context = TextOf(info.secctx);
  // Such a line would end early.
  if (context.find_first_of("\n\r") != std::string_view::npos) return false;
  words.Add(false, kOptions[0], context);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read<xt_secmark_target_info_v1>>(1),
                                 Reads<Read<xt_secmark_target_info>>(0)};

}  // namespace

extern const TargetModule target_SECMARK = {
    .extension = {.name = "SECMARK",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle) |
                            iptables::TableBit(iptables::TableId::kSecurity)},
    .summary = "labels packets for SELinux",
    .limitations = kLimitations,
    .lower = Lower,
    .xt_tables = iptables::TableBit(iptables::TableId::kMangle) |
                 iptables::TableBit(iptables::TableId::kSecurity),
    .readers = kReaders,
};

}  // namespace cnft::translator
