// SPDX-License-Identifier: GPL-2.0-or-later
// -j MARK: sets bits of the packet's mark, (mark & ~mask) ^ value (net/netfilter/xt_mark.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_MARK.h>

#include "ruleset/iptables/values.h"
#include "translator/marks.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "set-xmark", .argument = &kXmarkArgument},
    {.name = "set-mark", .argument = &kSetMarkArgument, .alias_of = "set-xmark"},
    {.name = "and-mark", .argument = &kAndMarkArgument, .alias_of = "set-xmark"},
    {.name = "or-mark", .argument = &kOrMarkArgument, .alias_of = "set-xmark"},
    {.name = "xor-mark", .argument = &kXorMarkArgument, .alias_of = "set-xmark"},
};

Action Lower(const Use& use, LowerContext&) {
  return Action::Do(
      {nftables::SetMeta{nftables::MetaKey::kMark, SetBits(nftables::Meta{nftables::MetaKey::kMark},
                                                           use.options[0].masked())}});
}

bool Read(const xt_mark_tginfo2& info, XtWords& words) {
  words.Say(false, "set-xmark", "{:#x}/{:#x}", info.mark, info.mask);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(2)};

}  // namespace

extern const TargetModule target_MARK = {
    .extension = {.name = "MARK", .options = kOptions, .one_of = "set-xmark"},
    .summary = "sets bits of the packet's mark",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
