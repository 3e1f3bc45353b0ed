// SPDX-License-Identifier: GPL-2.0-or-later
// -j NFQUEUE: hands the packet to a program that decides about it (net/netfilter/xt_NFQUEUE.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_NFQUEUE.h>

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

bool SayQueues(unsigned first, unsigned count, XtWords& words) {
  if (count == 0 || first + count - 1 > 0xffff) return false;
  if (count == 1) {
    words.Say(false, "queue-num", "{}", first);
  } else {
    words.Say(false, "queue-balance", "{}:{}", first, first + count - 1);
  }
  return true;
}

bool Read(const xt_NFQ_info_v3& info, XtWords& words) {
  if ((info.flags & NFQ_FLAG_BYPASS) != 0) words.Flag("queue-bypass");
  if ((info.flags & NFQ_FLAG_CPU_FANOUT) != 0) words.Flag("queue-cpu-fanout");
  return SayQueues(info.queuenum, info.queues_total, words);
}

bool ReadBypass(const xt_NFQ_info_v2& info, XtWords& words) {
  if (info.bypass != 0) words.Flag("queue-bypass");
  return SayQueues(info.queuenum, info.queues_total, words);
}

bool ReadBalance(const xt_NFQ_info_v1& info, XtWords& words) {
  return SayQueues(info.queuenum, info.queues_total, words);
}

bool ReadFirst(const xt_NFQ_info& info, XtWords& words) {
  return SayQueues(info.queuenum, 1, words);
}
constexpr XtReader kReaders[] = {Reads<Read>(3), Reads<ReadBypass>(2), Reads<ReadBalance>(1),
                                 Reads<ReadFirst>(0)};

}  // namespace

extern const TargetModule target_NFQUEUE = {
    .extension = {.name = "NFQUEUE", .options = kOptions, .print = Print},
    .summary = "hands the packet to a program that decides about it",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
