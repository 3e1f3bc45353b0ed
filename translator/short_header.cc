// SPDX-License-Identifier: GPL-2.0-or-later
// Packets whose headers are cut short.
#include "translator/short_header.h"

#include <netinet/in.h>

#include <fmt/core.h>

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

// The last of the first `length` bytes is there. Loads of one, two or four bytes do not look
// whether they are in a later fragment (net/netfilter/nf_tables_core.c, nft_payload_fast_eval);
// others do.
Formula LastByteReadable(std::uint8_t length) {
  return Readable(TransportBytes(static_cast<std::uint8_t>(length - 3), 3));
}

// Leaves the rule unless the transport header holds that many bytes.
nftables::Statement ReadsByte(std::uint8_t length) {
  return Compare(TransportBytes(static_cast<std::uint8_t>(length - 1), 1), Relation::kGe, 0);
}

constexpr std::uint8_t kLeastTcpWords = 5;
constexpr std::uint8_t kMostTcpWords = 15;

// The length that a TCP header says it has, in words of four bytes. Read with two bytes more, so
// that it cannot be read in later fragments.
nftables::Statement TcpLengthIs(Relation relation, std::uint8_t words) {
  return CompareMasked(TransportBytes(12, 3), 0xf00000, relation, std::uint64_t{words} << 20U);
}

nftables::Statement Pass() { return nftables::Verdict{nftables::VerdictKind::kReturn, {}}; }

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
  const std::string name = fmt::format("short-{}", length);
  if (context.ipv4()) {
    steps.emplace_back(
        Hotdrop{Formula::Is(CompareMasked(NetworkBytes(6, 2), 0x1fff,
                                          first_offset ? Relation::kLe : Relation::kEq,
                                          first_offset ? 1 : 0)) &&
                    !whole,
                name});
    return;
  }
  steps.emplace_back(Hotdrop{!IsLaterFragment() && !whole, name});
}

void DropShortTcpOptions(LowerContext& context, std::vector<Step>& steps) {
  if (Examined(context)) return;
  const auto length_is = [](Relation relation, std::uint8_t words) {
    return Formula::Is(TcpLengthIs(relation, words), Domain::kSometimes);
  };
  std::vector<Formula> whole;
  for (std::uint8_t words = kLeastTcpWords + 1; words <= kMostTcpWords; ++words) {
    whole.push_back(length_is(Relation::kEq, words) &&
                    LastByteReadable(static_cast<std::uint8_t>(words * 4)));
  }
  // A header of the least length was found whole before. The length of a later fragment cannot be
  // read: none is dropped.
  steps.emplace_back(
      Hotdrop{length_is(Relation::kNe, kLeastTcpWords), "short-options", std::move(whole)});
}

Part DropWithoutHeader(Family family, std::uint8_t length) {
  const nftables::Statement later_fragment =
      family == Family::kIpv4
          ? CompareMasked(NetworkBytes(6, 2), 0x1fff, Relation::kNe, 0)
          : CompareMasked(Ipv6Extension(IPPROTO_FRAGMENT, 2, 2), 0xfff8, Relation::kNe, 0);
  return {{},
          {{ReadsByte(length), Pass()},
           {later_fragment, Pass()},
           {nftables::Verdict{nftables::VerdictKind::kDrop, {}}}}};
}

Part DropWithoutTcpOptions() {
  Part part;
  part.statements = {TcpLengthIs(Relation::kNe, kLeastTcpWords)};
  for (std::uint8_t words = kLeastTcpWords + 1; words <= kMostTcpWords; ++words) {
    part.chain.push_back({TcpLengthIs(Relation::kEq, words),
                          ReadsByte(static_cast<std::uint8_t>(words * 4)), Pass()});
  }
  part.chain.push_back({nftables::Verdict{nftables::VerdictKind::kDrop, {}}});
  return part;
}

Formula OfHeader(const LowerContext& context, std::uint8_t length, Formula formula) {
  return Examined(context) ? formula : std::move(formula) && LastByteReadable(length);
}

void DropBrokenExtension(std::uint8_t type, std::uint8_t length, std::vector<Step>& steps) {
  const Formula present = Formula::Is(
      Compare(nftables::Exthdr{.op = nftables::ExthdrOp::kIpv6, .type = type, .present = true},
              Relation::kEq, 1));
  const Formula whole = Readable(Ipv6Extension(type, static_cast<std::uint8_t>(length - 1), 1));
  // Without the header, only a broken chain leaves the protocol unknown, or a later fragment whose
  // payload begins with another extension header: that one is not broken.
  const Formula broken = !Readable(MetaField(nftables::MetaKey::kL4proto)) && !IsLaterFragment();
  steps.emplace_back(
      Hotdrop{!whole && (present || broken), fmt::format("short-{}-{}", type, length)});
}

void DropBrokenHeaderChain(LowerContext& context, std::vector<Step>& steps) {
  if (context.ipv4() || context.table() == iptables::TableId::kNat) return;
  steps.emplace_back(Hotdrop{!Readable(MetaField(nftables::MetaKey::kL4proto)), "broken-headers"});
}

}  // namespace cnft::translator
