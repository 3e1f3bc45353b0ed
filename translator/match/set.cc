// SPDX-License-Identifier: GPL-2.0-or-later
// -m set: the packet is in an IP set (net/netfilter/xt_set.c, set_match_v4).
//
// The kernel's function cannot fail, but the set may be unable to say: no such header, another
// family, fewer flags than the set has dimensions. Then the packet is not in it, and a negated
// match is true.
#include <fmt/core.h>
#include <linux/netfilter/xt_set.h>

#include <algorithm>
#include <string>

#include "ruleset/iptables/values.h"
#include "translator/set_arguments.h"
#include "translator/sets.h"

namespace cnft::translator {
namespace {

enum {
  kMatchSet,
  kReturnNomatch,
  kUpdateCounters,
  kUpdateSubcounters,
  kPacketsEq,
  kPacketsLt,
  kPacketsGt,
  kBytesEq,
  kBytesLt,
  kBytesGt,
};

constexpr std::uint64_t kMax = ~std::uint64_t{0};
constexpr const iptables::ArgumentType& kCount = iptables::kNumberArgument<0, kMax>;

// In the order in which iptables-save prints them.
constexpr OptionSpec kOptions[] = {
    {.name = "match-set", .argument = &kSetArgument, .negatable = true, .required = true},
    {.name = "return-nomatch"},
    {.name = "update-counters", .negatable = true},
    {.name = "update-subcounters", .negatable = true},
    {.name = "packets-eq",
     .argument = &kCount,
     .negatable = true,
     .excludes = "packets-lt packets-gt"},
    {.name = "packets-lt", .argument = &kCount, .excludes = "packets-gt"},
    {.name = "packets-gt", .argument = &kCount},
    {.name = "bytes-eq", .argument = &kCount, .negatable = true, .excludes = "bytes-lt bytes-gt"},
    {.name = "bytes-lt", .argument = &kCount, .excludes = "bytes-gt"},
    {.name = "bytes-gt", .argument = &kCount},
    {.name = "set", .argument = &kSetArgument, .negatable = true, .alias_of = "match-set"},
};

constexpr Limitation kCounterTest = {
    .option = "--packets-eq, --bytes-gt, …",
    .reason = "no nf_tables expression compares the counters of an element",
    .way_out = "leave the rule to iptables"};
constexpr Limitation kNoUpdate = {
    .option = "! --update-counters",
    .reason = "nf_tables counts on every element it finds",
    .way_out = "make the set without counters, or leave the option out"};
constexpr Limitation kLimitations[] = {kCounterTest, kNoUpdate};

// To update counters is the default, which iptables-save leaves out.
void Print(const Use& use, Family, std::string& out) {
  Use printed = use;
  std::erase_if(printed.options, [](const Option& option) {
    const auto index = option.spec - kOptions;
    return (index == kUpdateCounters || index == kUpdateSubcounters) && !option.negated;
  });
  iptables::PrintOptions(printed, out);
}

// Whether the set, or any member of the list, counts.
bool Counts(const ipset::Set& set, LowerContext& context, bool members_only = false) {
  if (!members_only && set.counters) return true;
  if (!set.info().list()) return false;
  for (const ipset::Element& element : set.elements) {
    const ipset::Set* member = context.resources().FindIpset(element.name);
    if (member != nullptr && member->counters) return true;
  }
  return false;
}

// Options about counters mean nothing for sets without them (ip_set_match_extensions).
bool CheckCounters(const Use& use, const ipset::Set& set, LowerContext& context) {
  for (const Option& option : use.options) {
    const auto index = option.spec - kOptions;
    if (index >= kPacketsEq && index <= kBytesGt && set.counters) {
      context.Refuse(kCounterTest, option.span);
      return false;
    }
    if (!option.negated) continue;
    if ((index == kUpdateCounters && Counts(set, context)) ||
        (index == kUpdateSubcounters && Counts(set, context, true))) {
      context.Refuse(kNoUpdate, option.span);
      return false;
    }
  }
  return true;
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option& option = *use.Find(kMatchSet);
  SetReference reference = ReferenceOf(option);
  reference.exceptions = use.Has(kReturnNomatch);
  const ipset::Set* set = FindSet(reference.name, option.span, context);
  if (set == nullptr) return {NegateIf(option.negated, Formula::False())};
  if (!CheckCounters(use, *set, context)) return {};
  if (!CheckReference(*set, option, context)) {
    return {NegateIf(option.negated, Formula::False())};
  }
  return {NegateIf(option.negated, InSet(reference, context))};
}

void SayCounter(const ip_set_counter_match& counter, std::string_view what, XtWords& words) {
  constexpr auto kOperations = std::to_array<std::string_view>({"", "eq", "eq", "lt", "gt"});
  if (counter.op == IPSET_COUNTER_NONE || counter.op >= kOperations.size()) return;
  words.Say(counter.op == IPSET_COUNTER_NE, fmt::format("{}-{}", what, kOperations[counter.op]),
            "{}", static_cast<std::uint64_t>(counter.value));
}

bool Read(const xt_set_info_match_v4& info, XtWords& words) {
  if (!SaySet((info.match_set.flags & IPSET_INV_MATCH) != 0, "match-set", info.match_set, words)) {
    return false;
  }
  if ((info.flags & IPSET_FLAG_RETURN_NOMATCH) != 0) words.Flag("return-nomatch");
  if ((info.flags & IPSET_FLAG_SKIP_COUNTER_UPDATE) != 0) words.Flag("update-counters", true);
  if ((info.flags & IPSET_FLAG_SKIP_SUBCOUNTER_UPDATE) != 0) {
    words.Flag("update-subcounters", true);
  }
  SayCounter(info.packets, "packets", words);
  SayCounter(info.bytes, "bytes", words);
  return true;
}

bool ReadFirst(const xt_set_info_match_v1& info, XtWords& words) {
  if (!SaySet((info.match_set.flags & IPSET_INV_MATCH) != 0, "match-set", info.match_set, words)) {
    return false;
  }
  if ((info.match_set.flags & IPSET_RETURN_NOMATCH) != 0) words.Flag("return-nomatch");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(4), Reads<ReadFirst>(2), Reads<ReadFirst>(1)};

std::optional<XtInfo> Write(const Use& use, const XtContext& context) {
  const Option& option = *use.Find(kMatchSet);
  const SetReference reference = ReferenceOf(option);
  const auto number = context.set_number ? context.set_number(reference.name) : std::nullopt;
  // Tests of counters are no part of it.
  const bool plain = std::ranges::all_of(use.options, [](const Option& other) {
    const auto index = other.spec - kOptions;
    return index == kMatchSet || index == kReturnNomatch;
  });
  if (!number || !plain) return std::nullopt;
  xt_set_info_match_v4 info{};
  info.match_set.index = *number;
  info.match_set.dim = static_cast<std::uint8_t>(reference.sources.size());
  for (std::size_t i = 0; i < reference.sources.size(); ++i) {
    const unsigned flag = reference.sources[i] ? 1U << (i + 1) : 0U;
    info.match_set.flags = static_cast<std::uint8_t>(info.match_set.flags | flag);
  }
  if (option.negated) {
    info.match_set.flags = static_cast<std::uint8_t>(info.match_set.flags | IPSET_INV_MATCH);
  }
  if (use.Has(kReturnNomatch)) info.flags = IPSET_FLAG_RETURN_NOMATCH;
  return MakeXtInfo("set", 4, info);
}

}  // namespace

extern const MatchModule match_set = {
    .extension = {.name = "set", .options = kOptions, .print = Print},
    .summary = "the packet is in an IP set",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
