// SPDX-License-Identifier: GPL-2.0-or-later
// -m realm: the realm of the packet's route (net/netfilter/xt_realm.c).
#include <linux/netfilter/xt_realm.h>

#include "translator/fields.h"
#include "translator/id_masks.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

enum { kRealm };

constexpr OptionSpec kOptions[] = {
    {.name = "realm", .argument = &kIdMaskArgument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& realm = *use.Find(kRealm);
  return {NegateIf(realm.negated,
                   MaskedEquals(nftables::Rt{nftables::RtKey::kClassid}, realm.masked()))};
}

bool Read(const xt_realm_info& info, XtWords& words) {
  words.Say(info.invert != 0, "realm", "{:#x}/{:#x}", info.id, info.mask);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_realm = {
    .extension = {.name = "realm",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .hooks = HookBit(Hook::kInput) | HookBit(Hook::kForward) |
                           HookBit(Hook::kOutput) | HookBit(Hook::kPostrouting)},
    .summary = "the realm of the packet's route",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
