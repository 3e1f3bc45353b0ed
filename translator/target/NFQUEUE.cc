// SPDX-License-Identifier: GPL-2.0-or-later
// -j NFQUEUE: hands the packet to a program that decides about it (net/netfilter/xt_NFQUEUE.c).
#include <fmt/format.h>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kNum, kBalance, kBypass, kFanout };

// At least two queues, and no more than the kernel counts.
constexpr iptables::ArgumentType kBalanceArgument = {
    .placeholder = "first:last",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto queues = iptables::ParseRange(input.text(), 0xffff);
          if (!queues) {
            return input.Fail(
                fmt::format("'{}' is not a range of queues, first:last", input.text()));
          }
          if (queues->low >= queues->high) {
            return input.Fail("the last queue must come after the first");
          }
          if (queues->high - queues->low >= 0xffff) {
            return input.Fail("65535 queues are the most there can be");
          }
          value = *queues;
          return true;
        },
    .print = iptables::internal::PrintColonRange,
};

constexpr OptionSpec kOptions[] = {
    {.name = "queue-num", .argument = &iptables::kU16Argument, .excludes = "queue-balance"},
    {.name = "queue-balance", .argument = &kBalanceArgument},
    {.name = "queue-bypass"},
    {.name = "queue-cpu-fanout", .needs = "queue-balance"},
};

void Print(const Use& use, Family, std::string& out) {
  if (!use.Has(kNum) && !use.Has(kBalance)) out += " --queue-num 0";
  iptables::PrintOptions(use, out);
}

Action Lower(const Use& use, LowerContext&) {
  nftables::Queue queue;
  if (const Option* num = use.Find(kNum)) queue.first = static_cast<std::uint16_t>(num->number());
  if (const Option* balance = use.Find(kBalance)) {
    const auto [low, high] = balance->range();
    queue.first = static_cast<std::uint16_t>(low);
    queue.count = static_cast<std::uint16_t>(high - low + 1);
  }
  queue.bypass = use.Has(kBypass);
  queue.fanout = use.Has(kFanout);
  return Action::Do({queue}, true);
}

}  // namespace

extern const TargetModule target_NFQUEUE = {
    .extension = {.name = "NFQUEUE", .options = kOptions, .print = Print},
    .summary = "hands the packet to a program that decides about it",
    .lower = Lower,
};

}  // namespace cnft::translator
