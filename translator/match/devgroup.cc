// SPDX-License-Identifier: GPL-2.0-or-later
// -m devgroup: the groups of the packet's interfaces (net/netfilter/xt_devgroup.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_devgroup.h>

#include "translator/fields.h"
#include "translator/id_masks.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

enum { kSrcGroup, kDstGroup };

constexpr OptionSpec kOptions[] = {
    {.name = "src-group", .argument = &kIdMaskArgument, .negatable = true},
    {.name = "dst-group", .argument = &kIdMaskArgument, .negatable = true},
};

// Where packets have the interface; the kernel refuses the option elsewhere.
constexpr std::uint8_t kHooks[] = {
    HookBit(Hook::kPrerouting) | HookBit(Hook::kInput) | HookBit(Hook::kForward),
    HookBit(Hook::kForward) | HookBit(Hook::kOutput) | HookBit(Hook::kPostrouting)};

constexpr nftables::MetaKey kKeys[] = {nftables::MetaKey::kIifGroup, nftables::MetaKey::kOifGroup};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Formula> parts;
  for (const Option& option : use.options) {
    const auto index = option.spec - kOptions;
    if ((context.hooks() & ~kHooks[index]) != 0) {
      context.Fail(
          DiagnosticKind::kWrongHook, option.span,
          fmt::format("--{} is reached where packets have no such interface", option.spec->name),
          "the kernel refuses the rule");
      return {};
    }
    parts.push_back(NegateIf(
        option.negated, MaskedEquals(MetaField(kKeys[index]), CompareUnderMask(option.masked()))));
  }
  return {Formula::All(std::move(parts))};
}

bool Read(const xt_devgroup_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  if (has(XT_DEVGROUP_MATCH_SRC)) {
    words.Say(has(XT_DEVGROUP_INVERT_SRC), "src-group", "{:#x}/{:#x}", info.src_group,
              info.src_mask);
  }
  if (has(XT_DEVGROUP_MATCH_DST)) {
    words.Say(has(XT_DEVGROUP_INVERT_DST), "dst-group", "{:#x}/{:#x}", info.dst_group,
              info.dst_mask);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_devgroup = {
    .extension = {.name = "devgroup", .options = kOptions, .one_of = "src-group dst-group"},
    .summary = "the groups of the packet's interfaces",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
