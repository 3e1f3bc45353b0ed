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

// No packet gets to the rule whose header conntrack did not find whole.
bool Examined(const LowerContext& context) {
  return context.table() == iptables::TableId::kNat &&
         std::ranges::find(kExamined, context.rule().Protocol()) != kExamined.end();
}

Formula LastByteReadable(std::uint8_t length) {
  return Readable(TransportBytes(static_cast<std::uint8_t>(length - 1), 1));
}

// Of IPv6 packets.
Formula IsLaterFragment() {
  return Formula::Is(CompareMasked(Ipv6Extension(IPPROTO_FRAGMENT, 2, 2), 0xfff8, Relation::kNe, 0),
                     Domain::kSometimes);
}

}  // namespace

void DropShortHeader(LowerContext& context, std::uint8_t length, std::vector<Step>& steps,
                     bool first_offset) {
  if (Examined(context)) return;
  const Formula whole = LastByteReadable(length);
  if (context.ipv4()) {
    steps.emplace_back(
        Hotdrop{Formula::Is(CompareMasked(NetworkBytes(6, 2), 0x1fff,
                                          first_offset ? Relation::kLe : Relation::kEq,
                                          first_offset ? 1 : 0)) &&
                !whole});
    return;
  }
  steps.emplace_back(Hotdrop{!IsLaterFragment() && !whole});
  // Loads of 1, 2 and 4 bytes read what stands in later IPv6 fragments as if it were the header
  // (nft_payload_fast_eval); others do not (nft_payload_eval).
  steps.emplace_back(Readable(TransportBytes(0, 3)));
}

void DropShortTcpOffset(LowerContext& context, std::vector<Step>& steps) {
  if (Examined(context)) return;
  steps.emplace_back(Hotdrop{Formula::Is(
      CompareMasked(TransportBytes(12, 1), 0xf0, Relation::kLt, 0x50), Domain::kSometimes)});
}

Formula HoldsHeader(const LowerContext& context, std::uint8_t length) {
  return Examined(context) ? Formula::True() : LastByteReadable(length);
}

void DropBrokenExtension(std::uint8_t type, std::uint8_t length, std::vector<Step>& steps) {
  const Formula present = Formula::Is(
      Compare(nftables::Exthdr{.op = nftables::ExthdrOp::kIpv6, .type = type, .present = true},
              Relation::kEq, 1));
  const Formula whole = Readable(Ipv6Extension(type, static_cast<std::uint8_t>(length - 1), 1));
  // Without the header, only a broken chain leaves the protocol unknown, or a later fragment whose
  // payload begins with another extension header: that one is not broken.
  const Formula broken = !Readable(MetaField(nftables::MetaKey::kL4proto)) && !IsLaterFragment();
  steps.emplace_back(Hotdrop{!whole && (present || broken)});
}

void DropBrokenHeaderChain(LowerContext& context, std::vector<Step>& steps) {
  if (context.ipv4() || context.table() == iptables::TableId::kNat) return;
  steps.emplace_back(Hotdrop{!Readable(MetaField(nftables::MetaKey::kL4proto))});
}

}  // namespace cnft::translator
