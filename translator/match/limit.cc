// SPDX-License-Identifier: GPL-2.0-or-later
// -m limit: a token bucket (net/netfilter/xt_limit.c).
//
// iptables rounds the time between packets down to 1/10,000 s, and the kernel rounds it to credits,
// of which a second has 32,000 (where HZ is 250 or 1000; other kernels differ in the rounding
// alone). The limit here is what comes out of that. The kernel's bucket may hold a fraction of a
// packet more or less than the burst, which nf_tables cannot.
#include <fmt/core.h>
#include <linux/netfilter/xt_limit.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/module.h"
#include "translator/rates.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kScale = 10000;  // XT_LIMIT_SCALE
constexpr std::uint64_t kCredits = 32000;
constexpr std::uint64_t kDefaultRate = 12000000;  // 3/hour
constexpr std::uint64_t kDefaultBurst = 5;

constexpr iptables::ArgumentType kRateArgument = {
    .placeholder = "rate[/second|/minute|/hour|/day]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto period = ParseRate(input.text(), kScale);
          if (!period) {
            return input.Fail(fmt::format("'{}' is not a rate, N/second, N/minute, N/hour or N/day",
                                          input.text()));
          }
          if (*period == 0) return input.Fail(fmt::format("'{}' is too fast", input.text()));
          value = *period;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { PrintRate(std::get<std::uint64_t>(value), kScale, out); },
};

enum { kLimit, kBurst };

constexpr OptionSpec kOptions[] = {
    {.name = "limit", .argument = &kRateArgument},
    // The kernel refuses a burst of 0.
    {.name = "limit-burst", .argument = &iptables::kNumberArgument<1, 10000>},
};

constexpr Limitation kLimitations[] = {
    {.option = "--limit",
     .reason = "rounding leaves the kernel's bucket with room for a fraction of a packet, which "
               "nf_tables cannot have",
     .way_out = "choose a rate that divides 10000 a unit, such as 6/minute",
     .approximation = "limit-fraction"},
    {.option = "--limit-burst",
     .reason =
         "the kernel's bucket gains its tokens by the tick of its clock, and so small a burst "
         "overflows within one",
     .way_out = "allow a burst of 1/250 of what passes in a second",
     .approximation = "limit-tick"},
};

std::uint64_t RateOf(const Use& use) {
  const Option* limit = use.Find(kLimit);
  return limit == nullptr ? kDefaultRate : limit->number();
}

std::uint64_t BurstOf(const Use& use) {
  const Option* burst = use.Find(kBurst);
  return burst == nullptr ? kDefaultBurst : burst->number();
}

// user2credits, in 32 bits as the kernel computes it.
std::uint32_t Credits(std::uint32_t user) {
  constexpr std::uint32_t kPerSecond = kCredits;
  constexpr std::uint32_t kPerUnit = kScale;
  if (user > 0xffffffffU / kPerSecond) return user / kPerUnit * kPerSecond;
  return user * kPerSecond / kPerUnit;
}

std::uint32_t Capacity(const Use& use) {
  return Credits(static_cast<std::uint32_t>(RateOf(use)) *
                 static_cast<std::uint32_t>(BurstOf(use)));
}

void Print(const Use& use, Family, std::string& out) {
  out += " --limit ";
  PrintRate(RateOf(use), kScale, out);
  if (BurstOf(use) != kDefaultBurst) {
    out += " --limit-burst ";
    iptables::AppendNumber(BurstOf(use), out);
  }
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  if (Capacity(use) >= Credits(static_cast<std::uint32_t>(RateOf(use)))) return;
  diagnostics.Report(DiagnosticKind::kBadArgument, use.span,
                     "the burst is too large for so slow a rate",
                     "the kernel refuses the rule: lower the burst");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const std::uint64_t cost = Credits(static_cast<std::uint32_t>(RateOf(use)));
  const std::uint64_t capacity = Capacity(use);
  std::uint64_t burst = BurstOf(use);
  // A credit for each packet of the burst is lost or gained by rounding: a thirtieth of a
  // millisecond.
  const std::uint64_t wanted = burst * cost;
  if (capacity + burst < wanted || capacity > wanted + burst) {
    const Option* rate = use.Find(kLimit);
    if (!context.Approximate(kLimitations[0], rate == nullptr ? use.span : rate->span)) return {};
    burst = std::max<std::uint64_t>(capacity / cost, 1);
  }
  if (burst * cost < kCredits / kTicks) {
    const Option* option = use.Find(kBurst);
    if (!context.Approximate(kLimitations[1], option == nullptr ? use.span : option->span)) {
      return {};
    }
  }
  return {LimitOf(cost, kCredits, static_cast<std::uint32_t>(burst))};
}

bool Read(const xt_rateinfo& info, XtWords& words) {
  if (info.avg == 0) return false;
  words.Add(false, kOptions[kLimit], std::uint64_t{info.avg});
  words.Say(false, "limit-burst", "{}", info.burst);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_limit = {
    .extension = {.name = "limit", .options = kOptions, .print = Print, .check = Check},
    .summary = "so many packets a second, minute, hour or day",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
