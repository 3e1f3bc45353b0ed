// SPDX-License-Identifier: GPL-2.0-or-later
// -j RATEEST: measures the rate of what matches (net/netfilter/xt_RATEEST.c).
#include <linux/if.h>
#include <linux/netfilter/xt_RATEEST.h>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kWord = {
    .placeholder = "text",
    .parse = iptables::kTextArgument<255>.parse,
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};

constexpr OptionSpec kOptions[] = {
    {.name = "rateest-name", .argument = &kWord, .required = true},
    {.name = "rateest-interval", .argument = &kWord, .required = true},
    {.name = "rateest-ewmalog", .argument = &kWord, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables measures no rates", .way_out = "read the counter of the rule twice"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

bool Read(const xt_rateest_target_info& info, XtWords& words) {
  // The interval is a power of two, counted in quarters of a second; the average is over another.
  constexpr std::uint64_t kQuarter = 250000;
  if (info.interval < -2 || info.interval > 3 || info.ewma_log > 31) return false;
  const std::uint64_t interval = kQuarter << static_cast<unsigned>(info.interval + 2);
  const auto seconds = [](std::uint64_t time) {
    const auto exact = static_cast<double>(time);
    if (time >= 1000000) return fmt::format("{:.1f}s", exact / 1e6);
    return fmt::format("{:.1f}ms", exact / 1e3);
  };
  words.Quote(false, "rateest-name", TextOf(info.name));
  words.Say(false, "rateest-interval", "{}", seconds(interval));
  words.Say(false, "rateest-ewmalog", "{}", seconds(interval << info.ewma_log));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_RATEEST = {
    .extension = {.name = "RATEEST", .options = kOptions},
    .summary = "measures the rate of what matches",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
