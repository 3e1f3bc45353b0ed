// SPDX-License-Identifier: GPL-2.0-or-later
// Packets whose headers are cut short.
#include "translator/short_header.h"

#include <netinet/in.h>

#include <algorithm>
#include <array>

#include "translator/fields.h"

namespace cnft::translator {
namespace {

// Those of which conntrack takes no packet without a whole header (nf_conntrack_proto_*.c).
constexpr auto kExamined =
    std::to_array<std::uint8_t>({IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_DCCP,
                                 IPPROTO_ICMPV6, IPPROTO_SCTP, IPPROTO_UDPLITE});

// True when the field can be read, whatever it holds.
Formula Readable(Field field) {
  return Formula::Is(Compare(std::move(field), Relation::kGe, 0), Domain::kSometimes);
}

}  // namespace

void DropShortHeader(LowerContext& context, std::uint8_t length, std::vector<Step>& steps,
                     bool first_offset) {
  const bool examined = std::ranges::find(kExamined, context.rule().Protocol()) != kExamined.end();
  if (context.table() == iptables::TableId::kNat && examined) return;
  const Formula whole = Readable(TransportBytes(static_cast<std::uint8_t>(length - 1), 1));
  if (context.ipv4()) {
    steps.emplace_back(
        Hotdrop{Formula::Is(CompareMasked(NetworkBytes(6, 2), 0x1fff,
                                          first_offset ? Relation::kLe : Relation::kEq,
                                          first_offset ? 1 : 0)) &&
                !whole});
    return;
  }
  const Field fragment = nftables::Exthdr{
      .op = nftables::ExthdrOp::kIpv6, .type = IPPROTO_FRAGMENT, .offset = 2, .length = 2};
  const Formula later =
      Formula::Is(CompareMasked(fragment, 0xfff8, Relation::kNe, 0), Domain::kSometimes);
  steps.emplace_back(Hotdrop{!later && !whole});
}

void DropBrokenHeaderChain(LowerContext& context, std::vector<Step>& steps) {
  if (context.ipv4() || context.table() == iptables::TableId::kNat) return;
  steps.emplace_back(Hotdrop{!Readable(MetaField(nftables::MetaKey::kL4proto))});
}

}  // namespace cnft::translator
