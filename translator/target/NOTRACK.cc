// SPDX-License-Identifier: GPL-2.0-or-later
// -j NOTRACK: keeps conntrack from seeing the packet (net/netfilter/xt_CT.c, notrack_tg).
#include "translator/module.h"

namespace cnft::translator {
namespace {

Action Lower(const Use&, LowerContext&) { return Action::Do({nftables::Notrack{}}); }

constexpr XtReader kReaders[] = {ReadsNothing(0)};

}  // namespace

extern const TargetModule target_NOTRACK = {
    .extension = {.name = "NOTRACK", .tables = iptables::TableBit(iptables::TableId::kRaw)},
    .summary = "keeps conntrack from seeing the packet",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
