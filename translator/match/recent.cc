// SPDX-License-Identifier: GPL-2.0-or-later
// -m recent: lists of addresses seen, and when (net/netfilter/xt_recent.c, recent_mt).
//
// A list becomes one set for each time span its rules ask about, whose elements time out after that
// span; --set refreshes all of them. So "seen within the last N seconds" is membership in one. The
// kernel forgets the oldest of more than 100 addresses (the module's ip_list_tot); the sets hold
// 65,536, and addresses beyond them are not noted.
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_recent.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kNameArgument = {
    .placeholder = "name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const std::string_view name = input.text();
          // The kernel makes it the name of a file.
          if (name.empty() || name.size() >= XT_RECENT_NAME_LEN || name == "." || name == ".." ||
              name.find('/') != std::string_view::npos) {
            return input.Fail(fmt::format("'{}' cannot be the name of a list", name));
          }
          value = name;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};

constexpr iptables::ArgumentType kMaskArgument = {
    .placeholder = "mask",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto mask = ParseAddress(input.text(), input.family);
          if (!mask) return input.Fail(fmt::format("'{}' is not a mask", input.text()));
          value = AddressMask{*mask, *mask};
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { out += cnft::Print(std::get<AddressMask>(value).mask); },
};

enum {
  kSet,
  kRcheck,
  kUpdate,
  kRemove,
  kSeconds,
  kReap,
  kHitcount,
  kRttl,
  kName,
  kMask,
  kRsource,
  kRdest,
};

constexpr OptionSpec kOptions[] = {
    {.name = "set", .negatable = true, .excludes = "rcheck update remove"},
    {.name = "rcheck", .negatable = true, .excludes = "update remove"},
    {.name = "update", .negatable = true, .excludes = "remove"},
    {.name = "remove", .negatable = true},
    {.name = "seconds",
     .argument = &iptables::kNumberArgument<1, 0xffffffff>,
     .excludes = "set remove"},
    {.name = "reap", .excludes = "set remove", .needs = "seconds"},
    // XT_RECENT_MAX_NSTAMPS less one.
    {.name = "hitcount", .argument = &iptables::kNumberArgument<0, 255>, .excludes = "set remove"},
    {.name = "rttl", .excludes = "set remove"},
    {.name = "name", .argument = &kNameArgument},
    {.name = "mask", .argument = &kMaskArgument},
    {.name = "rsource"},
    {.name = "rdest"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--hitcount",
     .reason = "nf_tables does not keep the times at which an address was seen, only the last",
     .way_out = "limit the rate of each address with -m hashlimit"},
    {.option = "--rttl", .reason = "nf_tables does not keep the TTL of the packets it has seen"},
    {.option = "--reap",
     .reason = "rules of the same list that ask about a longer time would see that addresses are "
               "removed, some at a time"},
    {.option = "--mask",
     .reason = "rules of the same list have different masks, and the kernel uses the first",
     .way_out = "give all rules of the list the same mask"},
    {.option = "--remove", .reason = "nf_tables cannot remove an address without a match"},
    {.option = "--update",
     .reason = "nf_tables cannot refresh an address that is in the list but was not seen lately"},
};
enum { kHits, kTtl, kReaped, kMasks, kNegatedRemove, kNegatedUpdate };

constexpr std::uint32_t kSetSize = 65536;
// A span of time that never ends.
constexpr std::uint64_t kForever = 0;

std::string_view NameOf(const Use& use) {
  const Option* name = use.Find(kName);
  return name == nullptr ? "DEFAULT" : name->text();
}

Address MaskOf(const Use& use, Family family) {
  const Option* mask = use.Find(kMask);
  return mask == nullptr ? PrefixMask(family, AddressLength(family) * 8U) : mask->address().mask;
}

// The last one counts.
bool OfDestination(const Use& use) {
  bool destination = false;
  for (const Option& option : use.options) {
    if (option.spec == &kOptions[kRsource]) destination = false;
    if (option.spec == &kOptions[kRdest]) destination = true;
  }
  return destination;
}

std::uint64_t SecondsOf(const Use& use) {
  const Option* seconds = use.Find(kSeconds);
  return seconds == nullptr ? kForever : seconds->number();
}

// What the rules of a list ask of it. Where one has no native form, all of them go without.
struct List {
  std::set<std::uint64_t> seconds;
  std::optional<std::uint64_t> reaped;  // the shortest time after which addresses may be removed
  std::optional<Address> mask;
  std::optional<std::size_t> limitation;

  void Add(const Use& use, Family family) {
    const auto limit = [this](std::size_t reason) { limitation = limitation.value_or(reason); };
    const Option* hits = use.Find(kHitcount);
    if (hits != nullptr && hits->number() > 1) limit(kHits);
    if (use.Has(kRttl)) limit(kTtl);
    const Address own_mask = MaskOf(use, family);
    if (mask.value_or(own_mask) != own_mask) limit(kMasks);
    mask = own_mask;
    if (use.Has(kSet)) return;
    if (const Option* remove = use.Find(kRemove); remove != nullptr && remove->negated) {
      limit(kNegatedRemove);
    }
    const Option* update = use.Find(kUpdate);
    if (update != nullptr && update->negated && use.Has(kSeconds)) limit(kNegatedUpdate);
    seconds.insert(SecondsOf(use));
    if (use.Has(kReap)) reaped = std::min(reaped.value_or(SecondsOf(use)), SecondsOf(use));
  }

  void Finish() {
    if (!reaped) return;
    const bool seen = std::ranges::any_of(
        seconds, [this](std::uint64_t span) { return span == kForever || span > *reaped; });
    if (seen) limitation = limitation.value_or(kReaped);
  }
};
using Lists = std::map<std::string, List, std::less<>>;

// Of all rules being translated, found out once.
const Lists& ListsOf(LowerContext& context) {
  std::shared_ptr<const void>& note = context.resources().Note("recent");
  if (note == nullptr) {
    auto lists = std::make_shared<Lists>();
    context.resources().ForEachUse("recent", [&](const Use& use) {
      (*lists)[std::string(NameOf(use))].Add(use, context.family());
    });
    for (auto& [name, list] : *lists) list.Finish();
    note = std::move(lists);
  }
  return *static_cast<const Lists*>(note.get());
}

void Print(const Use& use, Family family, std::string& out) {
  for (const std::size_t index : {kSet, kRcheck, kUpdate, kRemove, kSeconds, kReap}) {
    if (const Option* option = use.Find(index)) iptables::PrintOption(*option, out);
  }
  if (const Option* hits = use.Find(kHitcount); hits != nullptr && hits->number() != 0) {
    iptables::PrintOption(*hits, out);
  }
  if (use.Has(kRttl)) out += " --rttl";
  out += " --name ";
  out += NameOf(use);
  out += " --mask ";
  out += cnft::Print(MaskOf(use, family));
  out += OfDestination(use) ? " --rdest" : " --rsource";
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const std::string_view name = NameOf(use);
  const List& list = ListsOf(context).find(name)->second;
  if (list.limitation) {
    context.Refuse(kLimitations[*list.limitation], use.span);
    return {};
  }
  const Family family = context.family();
  nftables::Selector key{OfDestination(use) ? DestinationAddress(family) : SourceAddress(family),
                         {}};
  const Address mask = MaskOf(use, family);
  if (PrefixLength(mask) != mask.length * 8U) key.mask = Value::Of(mask);

  const auto set_of = [&](std::uint64_t seconds) {
    nftables::Set set;
    set.name = fmt::format("recent..{}", NftName(name));
    if (seconds != kForever) set.name += fmt::format("..{}", seconds);
    set.key = {family == Family::kIpv4 ? nftables::DataType::kIpv4Address
                                       : nftables::DataType::kIpv6Address};
    set.timeout = seconds != kForever;
    set.dynamic = true;
    set.size = kSetSize;
    set.span = use.span;
    context.resources().DynamicSet(set);
    return set.name;
  };
  const auto listed = [&](std::uint64_t seconds) {
    return Formula::Is(nftables::Lookup{{key}, set_of(seconds), false});
  };
  std::vector<Step> steps;
  // What a full set cannot take in is no reason not to match.
  const auto change_all = [&](bool remove) {
    for (const std::uint64_t seconds : list.seconds) {
      nftables::DynamicSet change;
      change.operation = remove                ? nftables::DynamicOperation::kDelete
                         : seconds == kForever ? nftables::DynamicOperation::kAdd
                                               : nftables::DynamicOperation::kUpdate;
      change.set = set_of(seconds);
      change.key = {key};
      if (!remove) change.timeout_ms = seconds * 1000;
      steps.emplace_back(Try{std::move(change)});
    }
  };
  if (const Option* set = use.Find(kSet)) {
    change_all(false);
    if (set->negated) steps.emplace_back(Formula::False());
    return steps;
  }
  const Option* check = use.Find(kRcheck);
  const Option* update = use.Find(kUpdate);
  const bool negated =
      (check != nullptr && check->negated) || (update != nullptr && update->negated);
  steps.emplace_back(NegateIf(negated, listed(SecondsOf(use))));
  if (use.Has(kRemove)) change_all(true);
  if (update != nullptr && !update->negated) change_all(false);
  return steps;
}

std::optional<XtInfo> Xt(const Use& use, LowerContext& context) {
  xt_recent_mtinfo_v1 info{};
  constexpr std::pair<std::size_t, std::uint8_t> kFlags[] = {
      {kSet, XT_RECENT_SET},       {kRcheck, XT_RECENT_CHECK}, {kUpdate, XT_RECENT_UPDATE},
      {kRemove, XT_RECENT_REMOVE}, {kReap, XT_RECENT_REAP},    {kRttl, XT_RECENT_TTL}};
  for (const auto& [index, flag] : kFlags) {
    const Option* option = use.Find(index);
    if (option == nullptr) continue;
    info.check_set |= flag;
    if (option->negated) info.invert = 1;
  }
  info.seconds = static_cast<std::uint32_t>(SecondsOf(use));
  if (const Option* hits = use.Find(kHitcount)) {
    info.hit_count = static_cast<std::uint32_t>(hits->number());
  }
  std::ranges::copy(NameOf(use), info.name);
  info.side = OfDestination(use) ? XT_RECENT_DEST : XT_RECENT_SOURCE;
  const Address mask = MaskOf(use, context.family());
  std::memset(&info.mask, 0xff, sizeof info.mask);
  std::memcpy(&info.mask, mask.bytes.data(), mask.length);
  return MakeXtInfo("recent", 1, info);
}

bool Read(const xt_recent_mtinfo_v1& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.check_set & flag) != 0; };
  constexpr std::pair<unsigned, std::string_view> kOperations[] = {{XT_RECENT_SET, "set"},
                                                                   {XT_RECENT_CHECK, "rcheck"},
                                                                   {XT_RECENT_UPDATE, "update"},
                                                                   {XT_RECENT_REMOVE, "remove"}};
  for (const auto& [flag, option] : kOperations) {
    if (has(flag)) words.Flag(option, info.invert != 0);
  }
  if (info.seconds != 0) words.Say(false, "seconds", "{}", info.seconds);
  if (has(XT_RECENT_REAP)) words.Flag("reap");
  if (info.hit_count != 0) words.Say(false, "hitcount", "{}", info.hit_count);
  if (has(XT_RECENT_TTL)) words.Flag("rttl");
  words.Quote(false, "name", TextOf(info.name));
  words.Say(false, "mask", "{}", Print(words.AddressAt(&info.mask)));
  words.Flag(info.side == XT_RECENT_SOURCE ? "rsource" : "rdest");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_recent = {
    .extension = {.name = "recent",
                  .options = kOptions,
                  .one_of = "set rcheck update remove",
                  .print = Print},
    .summary = "lists of addresses seen, and when",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
