// SPDX-License-Identifier: GPL-2.0-or-later
// How nft(8) and libnftables-json(5) call fields and their values: the words both languages share.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft::words {

// What a value is, which decides how it is written.
enum class ValueKind : std::uint8_t {
  kNumber,
  kHex,
  kIpv4,
  kIpv6,
  kEther,
  kInterface,  // a name, or the beginning of one
  kString,
  kProtocol,
  kCtState,
  kCtStatus,
  kCtDirection,
  kCtEvent,
  kAddressType,
  kPacketType,
  kTcpFlags,
  kPresence,  // exists or missing
  kClass,     // a traffic class, major:minor
  kMilliseconds,
  kNanoseconds,  // nft reads seconds
};

// What is known of the packet where a field stands: nft's names of transport header fields, and
// some fields at all, need a test of the protocol before them in the rule.
struct Context {
  Family family = Family::kIpv4;
  std::optional<std::uint8_t> l4proto;
  std::vector<nftables::Payload> unequal;  // whole fields that are not what they are compared with
};
// Adds what the statement tells those behind it.
void Learn(const nftables::Statement& statement, Context& context);

// Whether nft 1.0.6 makes one comparison of this one and of another in the rule: of two fields side
// by side, neither of which must have its value, it makes that not both have it.
bool Misread(const nftables::Match& match, const Context& context);

struct Word {
  std::uint64_t number;
  std::string_view word;
};
// The named values of a kind; of kCtState, kCtStatus, kCtEvent and kTcpFlags they are bits.
std::span<const Word> WordsOf(ValueKind kind);
// The word for a number; empty: there is none.
std::string_view Find(std::span<const Word> words, std::uint64_t number);
bool IsBitmask(ValueKind kind);

// The name of a header field, such as "ip saddr".
struct HeaderField {
  std::string_view protocol;
  std::string_view field;
  ValueKind kind = ValueKind::kNumber;
};
std::optional<HeaderField> Name(const nftables::Payload& payload, const Context& context);
// A part of the IPv4 header that nft writes with the checksum: as two bytes, since the checksum
// counts in pairs. `value` is what the part becomes; nothing when the statement is none of them.
struct HeaderPart {
  std::string_view field;  // "dscp", "ecn", "ttl"
  std::uint64_t value = 0;
};
std::optional<HeaderPart> FindHeaderPart(const nftables::SetPayload& set);
// A part of an extension header or of an option, such as "tcp option maxseg size".
std::optional<HeaderField> Name(const nftables::Exthdr& exthdr, const Context& context);
// Some bits of a part, such as "frag frag-off", whose values stand `shift` bits further left.
struct HeaderBits {
  HeaderField name;
  unsigned shift = 0;
};
std::optional<HeaderBits> FindBits(const nftables::Selector& selector, const Context& context);
// "ll", "nh", "th"
std::string_view Name(nftables::PayloadBase base);

struct KeyName {
  std::string_view word;
  ValueKind kind = ValueKind::kNumber;
};
KeyName Name(nftables::MetaKey key);
// Empty: nft has no word for it, or none without a test of the protocol.
KeyName Name(nftables::CtKey key, const Context& context);
std::string_view Name(nftables::Direction direction);
KeyName Name(const nftables::Fib& fib);
std::span<const Word> FibFlags();
KeyName Name(nftables::SocketKey key);
KeyName Name(nftables::RtKey key);
KeyName Name(nftables::XfrmKey key);

ValueKind KindOf(const nftables::Field& field, const Context& context);
ValueKind KindOf(nftables::DataType type);

// Whether nft takes one field as the value of another: it tells marks from numbers.
bool Assignable(const nftables::Field& from, const nftables::Field& to, const Context& context);

// Names of ICMP or ICMPv6 unreachable codes that reject takes; empty: there is none.
std::string_view UnreachableCode(Family family, std::uint8_t code);
std::span<const Word> LogLevels();
std::span<const Word> LogFlags();
// NF_NAT_RANGE_* flags but the one for prefixes.
std::span<const Word> NatFlags();
// "second", "minute", "hour", "day", "week"; empty: nft has none.
std::string_view RateUnit(std::uint64_t seconds);

// Whether nft reads the name of a table, chain, set or object back: it takes letters, digits and a
// few signs, no digit first, and none of its own keywords. It has no way to quote them.
bool IsIdentifier(std::string_view name);

}  // namespace cnft::words
