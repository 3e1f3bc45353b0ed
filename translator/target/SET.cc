// SPDX-License-Identifier: GPL-2.0-or-later
// -j SET: adds the packet to an IP set, deletes it, or takes marks from its element
// (net/netfilter/xt_set.c, set_target_v3).
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

}  // namespace

extern const TargetModule target_SET = {
    .extension = {.name = "SET", .options = kOptions, .one_of = "add-set del-set map-set"},
    .summary = "adds the packet to an IP set, or deletes it",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
