// SPDX-License-Identifier: GPL-2.0-or-later
// -j LED: blinks a light (net/netfilter/xt_LED.c).
#include <linux/netfilter/xt_LED.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kTrigger, kDelay, kAlwaysBlink };

constexpr std::uint64_t kForEver = 0xffffffff;
// The kernel puts "netfilter-" before it; iptables-save has it in quotes, whatever it is.
constexpr iptables::ArgumentType kTriggerArgument = {
    .placeholder = "text",
    .parse = iptables::kTextArgument<16>.parse,
    .print =
        [](const iptables::Value& value, std::string& out) {
          const std::size_t begin = out.size();
          iptables::kTextArgument<16>.print(value, out);
          if (out.size() > begin && out[begin] == '"') return;
          out.insert(begin, 1, '"');
          out += '"';
        },
};
constexpr iptables::ArgumentType kDelayArgument = {
    .placeholder = "{milliseconds|inf}",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (input.text() == "inf") {
            value = kForEver;
            return true;
          }
          return iptables::kU32Argument.parse(input, value);
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto delay = std::get<std::uint64_t>(value);
          out += delay == kForEver ? "inf" : std::to_string(delay);
        },
};

constexpr OptionSpec kOptions[] = {
    {.name = "led-trigger-id", .argument = &kTriggerArgument, .required = true},
    {.name = "led-delay", .argument = &kDelayArgument},
    {.name = "led-always-blink"},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables has no lights", .way_out = "watch the rule's counter"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_led_info info{};
  constexpr std::string_view kPrefix = "netfilter-";
  std::ranges::copy(use.Find(kTrigger)->text(), std::ranges::copy(kPrefix, info.id).out);
  if (const Option* delay = use.Find(kDelay))
    info.delay = static_cast<std::uint32_t>(delay->number());
  info.always_blink = use.Has(kAlwaysBlink) ? 1 : 0;
  return MakeXtInfo("LED", 0, info);
}

bool Read(const xt_led_info& info, XtWords& words) {
  constexpr std::string_view kKernelPrefix = "netfilter-";
  std::string_view name = TextOf(info.id);
  if (name.starts_with(kKernelPrefix)) name.remove_prefix(kKernelPrefix.size());
  // Such a line would end early.
  if (name.find_first_of("\n\r") != std::string_view::npos) return false;
  words.Add(false, kOptions[kTrigger], name);
  if (info.delay != 0) words.Add(false, kOptions[kDelay], std::uint64_t{info.delay});
  if (info.always_blink != 0) words.Flag("led-always-blink");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_LED = {
    .extension = {.name = "LED", .options = kOptions},
    .summary = "blinks a light",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
