// SPDX-License-Identifier: GPL-2.0-or-later
// -j IDLETIMER: tells user space through sysfs when nothing matched for a while
// (net/netfilter/xt_IDLETIMER.c).
#include <linux/netfilter/xt_IDLETIMER.h>

#include <algorithm>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kTimeout, kLabel, kAlarm };

// What does not fit in the kernel's label is cut off.
constexpr iptables::ArgumentType kLabelArgument = {
    .placeholder = "label",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          value = input.text().substr(0, MAX_IDLETIMER_LABEL_SIZE - 1);
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};
constexpr const iptables::ArgumentType& kSeconds = iptables::kNumberArgument<1, 0xffffffff>;

constexpr OptionSpec kOptions[] = {
    {.name = "timeout", .argument = &kSeconds, .required = true},
    {.name = "label", .argument = &kLabelArgument, .required = true},
    {.name = "alarm"},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables has no timers", .way_out = "watch the rule's counter"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  idletimer_tg_info_v1 info{};
  info.timeout = static_cast<std::uint32_t>(use.Find(kTimeout)->number());
  std::ranges::copy(use.Find(kLabel)->text(), info.label);
  info.timer_type = use.Has(kAlarm) ? 1 : 0;
  return MakeXtInfo("IDLETIMER", 1, info);
}

template <typename Info>
void SayTimer(const Info& info, XtWords& words) {
  words.Say(false, "timeout", "{}", info.timeout);
  words.Quote(false, "label", TextOf(info.label));
}

bool Read(const idletimer_tg_info_v1& info, XtWords& words) {
  SayTimer(info, words);
  if ((info.timer_type & XT_IDLETIMER_ALARM) != 0) words.Flag("alarm");
  return true;
}

bool ReadFirst(const idletimer_tg_info& info, XtWords& words) {
  SayTimer(info, words);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1), Reads<ReadFirst>(0)};

}  // namespace

extern const TargetModule target_IDLETIMER = {
    .extension = {.name = "IDLETIMER", .options = kOptions},
    .summary = "tells when nothing matched for a while",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
