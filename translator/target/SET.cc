// SPDX-License-Identifier: GPL-2.0-or-later
// -j SET: adds the packet to an IP set, deletes it, or takes marks from its element
// (net/netfilter/xt_set.c, set_target_v3).
#include <linux/netfilter/xt_set.h>

#include <limits>

#include "ruleset/iptables/values.h"
#include "translator/module.h"
#include "translator/set_arguments.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxTimeout = std::numeric_limits<std::uint32_t>::max() - 1;

// In the order in which iptables-save prints them.
constexpr OptionSpec kOptions[] = {
    {.name = "add-set", .argument = &kSetArgument},
    {.name = "exist", .needs = "add-set"},
    {.name = "timeout", .argument = &iptables::kNumberArgument<0, kMaxTimeout>, .needs = "add-set"},
    {.name = "del-set", .argument = &kSetArgument},
    {.name = "map-set", .argument = &kSetArgument, .needs = "map-mark map-prio map-queue"},
    {.name = "map-mark", .needs = "map-set"},
    {.name = "map-prio", .needs = "map-set"},
    {.name = "map-queue", .needs = "map-set"},
};

constexpr Limitation kLimitations[] = {
    {.reason = "the native sets are what the input says they are: what a rule put in would be gone "
               "when the rules are applied again, and ipset would not see it",
     .way_out = "note addresses with -m recent, or let the program that owns the set add them"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

template <typename Info>
bool SayAdd(const Info& info, XtWords& words) {
  if (info.add_set.index == IPSET_INVALID_ID) return true;
  if (!SaySet(false, "add-set", info.add_set, words)) return false;
  if ((info.flags & IPSET_FLAG_EXIST) != 0) words.Flag("exist");
  if (info.timeout != std::numeric_limits<std::uint32_t>::max()) {
    words.Say(false, "timeout", "{}", info.timeout);
  }
  return true;
}

template <typename Info>
bool SayDelete(const Info& info, XtWords& words) {
  return info.del_set.index == IPSET_INVALID_ID || SaySet(false, "del-set", info.del_set, words);
}

bool Read(const xt_set_info_target_v3& info, XtWords& words) {
  if (!SayAdd(info, words) || !SayDelete(info, words)) return false;
  if (info.map_set.index == IPSET_INVALID_ID) return true;
  if (!SaySet(false, "map-set", info.map_set, words)) return false;
  if ((info.flags & IPSET_FLAG_MAP_SKBMARK) != 0) words.Flag("map-mark");
  if ((info.flags & IPSET_FLAG_MAP_SKBPRIO) != 0) words.Flag("map-prio");
  if ((info.flags & IPSET_FLAG_MAP_SKBQUEUE) != 0) words.Flag("map-queue");
  return true;
}

bool ReadBefore(const xt_set_info_target_v2& info, XtWords& words) {
  return SayAdd(info, words) && SayDelete(info, words);
}
constexpr XtReader kReaders[] = {Reads<Read>(3), Reads<ReadBefore>(2)};

}  // namespace

extern const TargetModule target_SET = {
    .extension = {.name = "SET", .options = kOptions, .one_of = "add-set del-set map-set"},
    .summary = "adds the packet to an IP set, or deletes it",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
