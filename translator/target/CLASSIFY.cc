// SPDX-License-Identifier: GPL-2.0-or-later
// -j CLASSIFY: sets the packet's priority, which queueing disciplines take as the class
// (net/netfilter/xt_CLASSIFY.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_CLASSIFY.h>

#include <charconv>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// A hexadecimal number, with or without 0x.
std::optional<std::uint32_t> ParseHalf(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  std::uint32_t half = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), half, 16);
  if (error != std::errc{} || end != text.data() + text.size() || half > 0xffff)
    return std::nullopt;
  return half;
}

constexpr iptables::ArgumentType kClassArgument = {
    .placeholder = "major:minor",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto [major, minor] = iptables::SplitAt(input.text(), ':');
          const auto high = ParseHalf(major);
          const auto low = minor ? ParseHalf(*minor) : std::nullopt;
          if (!high || !low) {
            return input.Fail(fmt::format(
                "'{}' is not a class, major:minor in hexadecimal up to ffff", input.text()));
          }
          value = std::uint64_t{*high << 16 | *low};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto number = std::get<std::uint64_t>(value);
          out += fmt::format("{:04x}:{:04x}", number >> 16, number & 0xffff);
        },
};

constexpr OptionSpec kOptions[] = {
    {.name = "set-class", .argument = &kClassArgument, .required = true},
};

Action Lower(const Use& use, LowerContext&) {
  return Action::Do(
      {nftables::SetMeta{nftables::MetaKey::kPriority, Value::Number(use.options[0].number(), 4)}});
}

bool Read(const xt_classify_target_info& info, XtWords& words) {
  words.Say(false, "set-class", "{:04x}:{:04x}", info.priority >> 16U, info.priority & 0xffffU);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_CLASSIFY = {
    .extension = {.name = "CLASSIFY",
                  .options = kOptions,
                  .hooks = iptables::HookBit(iptables::Hook::kForward) |
                           iptables::HookBit(iptables::Hook::kOutput) |
                           iptables::HookBit(iptables::Hook::kPostrouting)},
    .summary = "sets the packet's traffic class",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
