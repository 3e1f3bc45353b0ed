// SPDX-License-Identifier: GPL-2.0-or-later
// -j TRACE: has every rule the packet meets reported, as `nft monitor trace` shows
// (net/netfilter/xt_TRACE.c).
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

Action Lower(const Use&, LowerContext&) {
  return Action::Do({nftables::SetMeta{nftables::MetaKey::kNftrace, Value::Number(1, 1)}});
}

constexpr XtReader kReaders[] = {ReadsNothing(0)};

}  // namespace

extern const TargetModule target_TRACE = {
    .extension = {.name = "TRACE", .tables = iptables::TableBit(iptables::TableId::kRaw)},
    .summary = "has every rule the packet meets reported",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
