// SPDX-License-Identifier: GPL-2.0-or-later
// The fields that matches look at, and comparisons of them as formulas.
#pragma once

#include <cstdint>
#include <string_view>

#include "ruleset/iptables/grammar.h"
#include "ruleset/nftables/model.h"
#include "translator/formula.h"

namespace cnft::translator {

using nftables::Field;
using nftables::Relation;
using nftables::Value;

// IP header: offsets per family.
Field SourceAddress(Family family);
Field DestinationAddress(Family family);

inline Field NetworkBytes(std::uint8_t offset, std::uint8_t length) {
  return nftables::Payload{nftables::PayloadBase::kNetwork, offset, length};
}
inline Field TransportBytes(std::uint8_t offset, std::uint8_t length) {
  return nftables::Payload{nftables::PayloadBase::kTransport, offset, length};
}
inline Field Ipv6Extension(std::uint8_t type, std::uint8_t offset, std::uint8_t length) {
  return nftables::Exthdr{
      .op = nftables::ExthdrOp::kIpv6, .type = type, .offset = offset, .length = length};
}
// The ports of TCP, UDP, SCTP, DCCP and UDP-Lite; the rule must test the protocol too.
inline Field SourcePort() { return TransportBytes(0, 2); }
inline Field DestinationPort() { return TransportBytes(2, 2); }

inline Field MetaField(nftables::MetaKey key) { return nftables::Meta{key}; }
inline Field CtField(nftables::CtKey key) { return nftables::Ct{key, std::nullopt}; }
inline Field CtField(nftables::CtKey key, nftables::Direction direction) {
  return nftables::Ct{key, direction};
}

// Statements. Numbers take the field's length.
nftables::Statement Compare(Field field, Relation relation, Value value);
nftables::Statement Compare(Field field, Relation relation, std::uint64_t number);
nftables::Statement CompareMasked(Field field, Value mask, Relation relation, Value value);
nftables::Statement CompareMasked(Field field, std::uint64_t mask, Relation relation,
                                  std::uint64_t number);
nftables::Statement CompareRange(Field field, std::uint64_t low, std::uint64_t high);

// Formulas that are true when the comparison came out true; of tests that can always be computed
// unless `domain` says otherwise. Comparisons that hold for every value, or for none, become
// constants: only use them where the field can be computed or `domain` is kAlways.
Formula Equals(Field field, std::uint64_t number, Domain domain = Domain::kAlways);
Formula Equals(Field field, Value value, Domain domain = Domain::kAlways);
// (field & mask) == number, as xt_mark and its kin compare: bits outside the mask never match.
Formula MaskedEquals(Field field, const iptables::Masked& masked, Domain domain = Domain::kAlways);
// low <= field <= high.
Formula InRange(Field field, const iptables::Range& range, Domain domain = Domain::kAlways);
Formula InRange(Field field, const AddressRange& range, Domain domain = Domain::kAlways);
Formula AddressIn(Field field, const AddressMask& network, Domain domain = Domain::kAlways);
// The layer 4 protocol, as -p compares it.
Formula IsProtocol(std::uint8_t protocol);

// Bits of the byte that is TOS in IPv4 and traffic class in IPv6.
Formula TrafficClassIs(Family family, std::uint8_t value, std::uint8_t mask);

// Interface names as iptables matches them: a '+' at the end stands for any ending.
Formula InterfaceIs(nftables::MetaKey key, std::string_view pattern);

}  // namespace cnft::translator
