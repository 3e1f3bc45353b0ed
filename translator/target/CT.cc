// SPDX-License-Identifier: GPL-2.0-or-later
// -j CT: how conntrack treats a packet it has not seen yet (net/netfilter/xt_CT.c).
//
// The kernel hangs a template on the packet, which conntrack follows when it makes the entry; only
// the first of several does. nf_tables makes such templates for zones only; helpers are named
// behind conntrack (translator/ct_helpers.h).
#include <fmt/core.h>
#include <linux/netfilter/xt_CT.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/ct_helpers.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::ArgumentInput;
using nftables::CtKey;
using nftables::Direction;

// In the order in which iptables-save prints them; bits are the kernel's IPCT_*.
struct Event {
  std::string_view name;
  std::uint32_t bit;
};
constexpr auto kEvents = std::to_array<Event>({{"new", 1U << 0},
                                               {"related", 1U << 1},
                                               {"destroy", 1U << 2},
                                               {"reply", 1U << 3},
                                               {"assured", 1U << 4},
                                               {"protoinfo", 1U << 5},
                                               {"helper", 1U << 6},
                                               {"mark", 1U << 7},
                                               {"natseqinfo", 1U << 8},
                                               {"secmark", 1U << 9}});
constexpr auto kExpectationEvents = std::to_array<Event>({{"new", 1U << 0}});

template <const auto& events>
bool ParseEvents(const ArgumentInput& input, iptables::Value& value) {
  std::uint64_t bits = 0;
  for (const std::string_view part : iptables::SplitList(input.text())) {
    const auto found = std::ranges::find(events, part, &Event::name);
    if (found == events.end()) return input.Fail(fmt::format("'{}' is not an event", part));
    bits |= found->bit;
  }
  value = bits;
  return true;
}

template <const auto& events>
void PrintEvents(const iptables::Value& value, std::string& out) {
  const char* separator = "";
  for (const Event& event : events) {
    if ((std::get<std::uint64_t>(value) & event.bit) == 0) continue;
    out += separator;
    out += event.name;
    separator = ",";
  }
}

constexpr iptables::ArgumentType kEventsArgument = {
    .placeholder = "event[,event]…", .parse = ParseEvents<kEvents>, .print = PrintEvents<kEvents>};
constexpr iptables::ArgumentType kExpectationEventsArgument = {
    .placeholder = "event",
    .parse = ParseEvents<kExpectationEvents>,
    .print = PrintEvents<kExpectationEvents>};

// A number, or "mark": what the packet's mark is when conntrack looks.
constexpr std::uint64_t kZoneOfMark = 0x10000;
constexpr iptables::ArgumentType kZoneArgument = {
    .placeholder = "{zone|mark}",
    .parse =
        [](const ArgumentInput& input, iptables::Value& value) {
          const auto zone = input.text() == "mark" ? std::optional<std::uint64_t>(kZoneOfMark)
                                                   : iptables::ParseNumber(input.text(), 0xffff);
          if (!zone) {
            return input.Fail(
                fmt::format("'{}' is not a zone, a number from 0 to 65535 or mark", input.text()));
          }
          value = *zone;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto zone = std::get<std::uint64_t>(value);
          out += zone == kZoneOfMark ? "mark" : std::to_string(zone);
        },
};

enum {
  kNotrack,
  kHelper,
  kTimeout,
  kCtevents,
  kExpevents,
  kZoneOrig,
  kZoneReply,
  kZone,
};

constexpr const iptables::ArgumentType& kHelperArgument = iptables::kTextArgument<15>;
constexpr const iptables::ArgumentType& kTimeoutArgument = iptables::kTextArgument<31>;

constexpr OptionSpec kOptions[] = {
    {.name = "notrack"},
    {.name = "helper", .argument = &kHelperArgument},
    {.name = "timeout", .argument = &kTimeoutArgument},
    {.name = "ctevents", .argument = &kEventsArgument},
    {.name = "expevents", .argument = &kExpectationEventsArgument},
    {.name = "zone-orig", .argument = &kZoneArgument},
    {.name = "zone-reply", .argument = &kZoneArgument},
    {.name = "zone", .argument = &kZoneArgument},
};

constexpr Limitation kHelperAfterConntrack = {
    .option = "--helper",
    .reason =
        "nf_tables names helpers behind conntrack, where a test on the way to this rule may have "
        "another answer: -m mark, set, conntrack, limit and the like",
    .way_out = "assign the helper in a native chain behind conntrack (ct helper set)"};
constexpr Limitation kTimeoutPolicy = {
    .option = "--timeout",
    .reason = "nf_tables does not know the timeout policies of nfnetlink_cttimeout",
    .way_out = "write a native ct timeout object"};
constexpr Limitation kEventsFilter = {
    .option = "--ctevents",
    .reason =
        "nf_tables can filter events only once the entry is made, and not those of "
        "expectations",
    .way_out = "filter in the program that listens"};
constexpr Limitation kExpectationsFilter = {
    .option = "--expevents",
    .reason = "nf_tables cannot filter the events of expectations",
    .way_out = "filter in the program that listens"};
constexpr Limitation kZoneFromMark = {
    .option = "--zone mark",
    .reason =
        "nf_tables takes the mark that the packet has at this rule, not the one it has when "
        "conntrack looks",
    .approximation = "ct-zone-mark"};
constexpr Limitation kLimitations[] = {kHelperAfterConntrack, kTimeoutPolicy, kEventsFilter,
                                       kExpectationsFilter, kZoneFromMark};

// The zone is that of the last option; the directions add up.
struct ZoneChoice {
  std::optional<std::uint64_t> zone;
  Span span;
  bool original = false;
  bool reply = false;

  std::optional<Direction> direction() const {
    if (original == reply) return std::nullopt;
    return original ? Direction::kOriginal : Direction::kReply;
  }
};

ZoneChoice ZoneOf(const Use& use) {
  ZoneChoice choice;
  for (const Option& option : use.options) {
    const auto index = option.spec - kOptions;
    if (index < kZoneOrig) continue;
    if (choice.zone != kZoneOfMark) choice.zone = option.number();
    choice.span = option.span;
    choice.original |= index == kZoneOrig;
    choice.reply |= index == kZoneReply;
  }
  return choice;
}

void Print(const Use& use, Family, std::string& out) {
  for (std::size_t index = 0; index < kZoneOrig; ++index) {
    if (const Option* option = use.Find(index)) iptables::PrintOption(*option, out);
  }
  const ZoneChoice choice = ZoneOf(use);
  if (choice.zone.value_or(0) == 0) return;
  const auto direction = choice.direction();
  out += !direction                           ? " --zone "
         : *direction == Direction::kOriginal ? " --zone-orig "
                                              : " --zone-reply ";
  kZoneArgument.print(*choice.zone, out);
}

void CheckHelper(const Option& helper, LowerContext& context) {
  if (context.rule().Protocol() == 0) {
    context.Fail(DiagnosticKind::kNeedsProtocol, helper.span,
                 "--helper needs -p with the protocol of the helper, not negated",
                 "iptables refuses it too");
  }
  const auto rules = std::static_pointer_cast<const HelperRules>(context.resources().Note("CT"));
  if (!rules->can_ask_again()) context.Refuse(kHelperAfterConntrack, helper.span);
}

Action Lower(const Use& use, LowerContext& context) {
  if (use.Has(kNotrack)) return Action::Do({nftables::Notrack{}});
  context.resources().Ask(kTracking);
  const auto refuse = [&](std::size_t index, const Limitation& limitation) {
    if (const Option* option = use.Find(index)) context.Refuse(limitation, option->span);
  };
  if (const Option* helper = use.Find(kHelper)) CheckHelper(*helper, context);
  refuse(kTimeout, kTimeoutPolicy);
  refuse(kCtevents, kEventsFilter);
  refuse(kExpevents, kExpectationsFilter);
  const ZoneChoice choice = ZoneOf(use);
  nftables::Operand operand = Value::Number(choice.zone.value_or(0), 2);
  if (choice.zone == kZoneOfMark) {
    context.Approximate(kZoneFromMark, choice.span);
    operand = nftables::Computed{MetaField(nftables::MetaKey::kMark), {}, {}};
  }
  // The first of several holds. nf_tables only looks for a template: a packet that is not to be
  // tracked has none.
  return Action::Do({CompareMasked(CtField(CtKey::kState), kStateUntracked, Relation::kEq, 0),
                     nftables::SetCt{CtKey::kZone, choice.direction(), std::move(operand)}});
}

template <typename Info>
void SayEvents(const Info& info, XtWords& words) {
  if (info.ct_events != 0) words.Add(false, kOptions[kCtevents], std::uint64_t{info.ct_events});
  if (info.exp_events != 0) words.Add(false, kOptions[kExpevents], std::uint64_t{info.exp_events});
}

template <typename Info>
void SayZone(const Info& info, XtWords& words) {
  const bool original = (info.flags & XT_CT_ZONE_DIR_ORIG) != 0;
  const bool reply = (info.flags & XT_CT_ZONE_DIR_REPL) != 0;
  const std::string_view option = original == reply ? "zone"
                                  : original        ? "zone-orig"
                                                    : "zone-reply";
  if ((info.flags & XT_CT_ZONE_MARK) != 0) {
    words.Say(false, option, "mark");
  } else if (info.zone != 0) {
    words.Say(false, option, "{}", info.zone);
  }
}

bool Read(const xt_ct_target_info_v1& info, XtWords& words) {
  if ((info.flags & XT_CT_NOTRACK_ALIAS) != 0) {
    words.Rename("NOTRACK");
    return true;
  }
  if ((info.flags & XT_CT_NOTRACK) != 0) words.Flag("notrack");
  if (info.helper[0] != 0) words.Quote(false, "helper", TextOf(info.helper));
  if (info.timeout[0] != 0) words.Quote(false, "timeout", TextOf(info.timeout));
  SayEvents(info, words);
  SayZone(info, words);
  return true;
}

bool ReadFirst(const xt_ct_target_info& info, XtWords& words) {
  if ((info.flags & XT_CT_NOTRACK) != 0) words.Flag("notrack");
  if (info.helper[0] != 0) words.Quote(false, "helper", TextOf(info.helper));
  SayEvents(info, words);
  SayZone(info, words);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(2), Reads<Read>(1), Reads<ReadFirst>(0)};

}  // namespace

extern const TargetModule target_CT = {
    .extension = {.name = "CT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kRaw),
                  .print = Print},
    .summary = "how conntrack treats a packet",
    .limitations = kLimitations,
    .lower = Lower,
    .xt_tables = iptables::TableBit(iptables::TableId::kRaw),
    .readers = kReaders,
};

}  // namespace cnft::translator
