// SPDX-License-Identifier: GPL-2.0-or-later
// How nft(8) and libnftables-json(5) call fields and their values.
#include "nft/text/words.h"

#include <netinet/in.h>

#include <linux/netfilter/nf_tables.h>

#include <algorithm>
#include <array>

namespace cnft::words {
namespace {

using nftables::CtKey;
using nftables::ExthdrOp;
using nftables::FibResult;
using nftables::MetaKey;
using nftables::PayloadBase;
using nftables::RtKey;
using nftables::SocketKey;
using nftables::XfrmKey;

// Words nft knows without looking them up in /etc/protocols.
constexpr auto kProtocols = std::to_array<Word>({{IPPROTO_ICMP, "icmp"},
                                                 {IPPROTO_TCP, "tcp"},
                                                 {IPPROTO_UDP, "udp"},
                                                 {IPPROTO_DCCP, "dccp"},
                                                 {IPPROTO_ESP, "esp"},
                                                 {IPPROTO_AH, "ah"},
                                                 {IPPROTO_SCTP, "sctp"},
                                                 {IPPROTO_UDPLITE, "udplite"}});
constexpr auto kCtStates = std::to_array<Word>(
    {{1, "invalid"}, {2, "established"}, {4, "related"}, {8, "new"}, {64, "untracked"}});
constexpr auto kCtStatuses = std::to_array<Word>({{1, "expected"},
                                                  {2, "seen-reply"},
                                                  {4, "assured"},
                                                  {8, "confirmed"},
                                                  {16, "snat"},
                                                  {32, "dnat"},
                                                  {512, "dying"}});
constexpr auto kCtDirections = std::to_array<Word>({{0, "original"}, {1, "reply"}});
constexpr auto kCtEvents = std::to_array<Word>({{1, "new"},
                                                {2, "related"},
                                                {4, "destroy"},
                                                {8, "reply"},
                                                {16, "assured"},
                                                {32, "protoinfo"},
                                                {64, "helper"},
                                                {128, "mark"},
                                                {256, "seqadj"},
                                                {512, "secmark"},
                                                {1024, "label"}});
constexpr auto kAddressTypes = std::to_array<Word>({{0, "unspec"},
                                                    {1, "unicast"},
                                                    {2, "local"},
                                                    {3, "broadcast"},
                                                    {4, "anycast"},
                                                    {5, "multicast"},
                                                    {6, "blackhole"},
                                                    {7, "unreachable"},
                                                    {8, "prohibit"}});
constexpr auto kPacketTypes =
    std::to_array<Word>({{0, "host"}, {1, "broadcast"}, {2, "multicast"}, {3, "other"}});
constexpr auto kTcpFlags = std::to_array<Word>({{1, "fin"},
                                                {2, "syn"},
                                                {4, "rst"},
                                                {8, "psh"},
                                                {16, "ack"},
                                                {32, "urg"},
                                                {64, "ecn"},
                                                {128, "cwr"}});
constexpr auto kPresence = std::to_array<Word>({{0, "missing"}, {1, "exists"}});

// Words that nft 1.0.6 does not take as the name of a set, found by trying; sorted.
constexpr auto kKeywords = std::to_array<std::string_view>(
    {"accept",   "add",        "ah",       "all",      "and",      "arp",         "auto-merge",
     "bridge",   "cgroup",     "chain",    "comment",  "comp",     "constant",    "continue",
     "counter",  "cpu",        "create",   "ct",       "day",      "dccp",        "define",
     "delete",   "describe",   "device",   "devices",  "dnat",     "drop",        "dst",
     "dup",      "dynamic",    "ecn",      "element",  "elements", "eq",          "esp",
     "ether",    "exists",     "expires",  "export",   "exthdr",   "fib",         "flags",
     "flow",     "flowtable",  "flush",    "frag",     "fwd",      "gc-interval", "ge",
     "get",      "goto",       "gt",       "handle",   "hbh",      "hook",        "hour",
     "ibriport", "ibrname",    "icmp",     "icmpv6",   "igmp",     "iif",         "iifgroup",
     "iifname",  "iiftype",    "import",   "include",  "index",    "inet",        "insert",
     "interval", "ip",         "ip6",      "ipsec",    "jhash",    "jump",        "le",
     "limit",    "list",       "ll",       "log",      "lshift",   "lt",          "map",
     "mark",     "masquerade", "meta",     "meter",    "mh",       "missing",     "monitor",
     "ne",       "netdev",     "nftrace",  "nh",       "not",      "notrack",     "numgen",
     "obriport", "obrname",    "offload",  "oif",      "oifgroup", "oifname",     "oiftype",
     "or",       "osf",        "pkttype",  "policy",   "position", "priority",    "queue",
     "quota",    "random",     "redefine", "redirect", "reject",   "rename",      "replace",
     "reset",    "return",     "rshift",   "rt",       "rt0",      "rt2",         "rtclassid",
     "rule",     "ruleset",    "sctp",     "secmark",  "set",      "size",        "skgid",
     "skuid",    "snat",       "socket",   "srh",      "symhash",  "synproxy",    "table",
     "tcp",      "th",         "time",     "timeout",  "tproxy",   "type",        "typeof",
     "udp",      "udplite",    "undefine", "update",   "vlan",     "vmap",        "xor",
     "xt"});
static_assert(std::ranges::is_sorted(kKeywords));

struct PayloadName {
  std::optional<Family> family;         // of the network header
  std::optional<std::uint8_t> l4proto;  // of the transport header
  nftables::Payload payload;
  HeaderField name;
};

constexpr nftables::Payload Network(std::uint8_t offset, std::uint8_t length) {
  return {PayloadBase::kNetwork, offset, length};
}
constexpr nftables::Payload Transport(std::uint8_t offset, std::uint8_t length) {
  return {PayloadBase::kTransport, offset, length};
}

constexpr auto kPayloads = std::to_array<PayloadName>({
    {Family::kIpv4, {}, Network(12, 4), {"ip", "saddr", ValueKind::kIpv4}},
    {Family::kIpv4, {}, Network(16, 4), {"ip", "daddr", ValueKind::kIpv4}},
    {Family::kIpv4, {}, Network(9, 1), {"ip", "protocol", ValueKind::kProtocol}},
    {Family::kIpv4, {}, Network(8, 1), {"ip", "ttl"}},
    {Family::kIpv4, {}, Network(2, 2), {"ip", "length"}},
    {Family::kIpv4, {}, Network(6, 2), {"ip", "frag-off"}},
    {Family::kIpv6, {}, Network(8, 16), {"ip6", "saddr", ValueKind::kIpv6}},
    {Family::kIpv6, {}, Network(24, 16), {"ip6", "daddr", ValueKind::kIpv6}},
    {Family::kIpv6, {}, Network(6, 1), {"ip6", "nexthdr", ValueKind::kProtocol}},
    {Family::kIpv6, {}, Network(7, 1), {"ip6", "hoplimit"}},
    {Family::kIpv6, {}, Network(4, 2), {"ip6", "length"}},
    {{}, IPPROTO_TCP, Transport(0, 2), {"tcp", "sport"}},
    {{}, IPPROTO_TCP, Transport(2, 2), {"tcp", "dport"}},
    {{}, IPPROTO_TCP, Transport(13, 1), {"tcp", "flags", ValueKind::kTcpFlags}},
    {{}, IPPROTO_UDP, Transport(0, 2), {"udp", "sport"}},
    {{}, IPPROTO_UDP, Transport(2, 2), {"udp", "dport"}},
    {{}, IPPROTO_UDPLITE, Transport(0, 2), {"udplite", "sport"}},
    {{}, IPPROTO_UDPLITE, Transport(2, 2), {"udplite", "dport"}},
    {{}, IPPROTO_SCTP, Transport(0, 2), {"sctp", "sport"}},
    {{}, IPPROTO_SCTP, Transport(2, 2), {"sctp", "dport"}},
    {{}, IPPROTO_DCCP, Transport(0, 2), {"dccp", "sport"}},
    {{}, IPPROTO_DCCP, Transport(2, 2), {"dccp", "dport"}},
    {{}, IPPROTO_ESP, Transport(0, 4), {"esp", "spi"}},
    {{}, IPPROTO_AH, Transport(4, 4), {"ah", "spi"}},
    {Family::kIpv4, IPPROTO_ICMP, Transport(0, 1), {"icmp", "type"}},
    {Family::kIpv4, IPPROTO_ICMP, Transport(1, 1), {"icmp", "code"}},
    {Family::kIpv6, IPPROTO_ICMPV6, Transport(0, 1), {"icmpv6", "type"}},
    {Family::kIpv6, IPPROTO_ICMPV6, Transport(1, 1), {"icmpv6", "code"}},
    {{}, {}, Transport(0, 2), {"th", "sport"}},
    {{}, {}, Transport(2, 2), {"th", "dport"}},
});

struct ExthdrName {
  ExthdrOp op;
  std::uint8_t type;
  std::uint8_t offset;
  std::uint8_t length;
  HeaderField name;  // an empty field: the whole of it, for its presence
};

constexpr auto kExthdrs = std::to_array<ExthdrName>({
    {ExthdrOp::kIpv6, IPPROTO_HOPOPTS, 0, 1, {"hbh", "nexthdr", ValueKind::kProtocol}},
    {ExthdrOp::kIpv6, IPPROTO_HOPOPTS, 1, 1, {"hbh", "hdrlength"}},
    {ExthdrOp::kIpv6, IPPROTO_ROUTING, 0, 1, {"rt", "nexthdr", ValueKind::kProtocol}},
    {ExthdrOp::kIpv6, IPPROTO_ROUTING, 1, 1, {"rt", "hdrlength"}},
    {ExthdrOp::kIpv6, IPPROTO_ROUTING, 2, 1, {"rt", "type"}},
    {ExthdrOp::kIpv6, IPPROTO_ROUTING, 3, 1, {"rt", "seg-left"}},
    {ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 0, 1, {"frag", "nexthdr", ValueKind::kProtocol}},
    {ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 1, 1, {"frag", "reserved"}},
    {ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 4, 4, {"frag", "id"}},
    {ExthdrOp::kIpv6, IPPROTO_DSTOPTS, 0, 1, {"dst", "nexthdr", ValueKind::kProtocol}},
    {ExthdrOp::kIpv6, IPPROTO_DSTOPTS, 1, 1, {"dst", "hdrlength"}},
    {ExthdrOp::kIpv6, IPPROTO_MH, 0, 1, {"mh", "nexthdr", ValueKind::kProtocol}},
    {ExthdrOp::kIpv6, IPPROTO_MH, 1, 1, {"mh", "hdrlength"}},
    {ExthdrOp::kIpv6, IPPROTO_MH, 2, 1, {"mh", "type"}},
    {ExthdrOp::kTcpOption, 2, 2, 2, {"maxseg", "size"}},
});

// Headers and options that can be asked for as a whole.
struct PresenceName {
  ExthdrOp op;
  std::uint8_t type;
  std::string_view word;
};
constexpr auto kPresences = std::to_array<PresenceName>({
    {ExthdrOp::kIpv6, IPPROTO_HOPOPTS, "hbh"},
    {ExthdrOp::kIpv6, IPPROTO_ROUTING, "rt"},
    {ExthdrOp::kIpv6, IPPROTO_FRAGMENT, "frag"},
    {ExthdrOp::kIpv6, IPPROTO_DSTOPTS, "dst"},
    {ExthdrOp::kIpv6, IPPROTO_MH, "mh"},
    {ExthdrOp::kTcpOption, 0, "eol"},
    {ExthdrOp::kTcpOption, 1, "nop"},
    {ExthdrOp::kTcpOption, 2, "maxseg"},
    {ExthdrOp::kTcpOption, 3, "window"},
    {ExthdrOp::kTcpOption, 4, "sack-perm"},
    {ExthdrOp::kTcpOption, 5, "sack"},
    {ExthdrOp::kTcpOption, 8, "timestamp"},
    {ExthdrOp::kIpv4Option, 131, "lsrr"},
    {ExthdrOp::kIpv4Option, 7, "rr"},
    {ExthdrOp::kIpv4Option, 137, "ssrr"},
    {ExthdrOp::kIpv4Option, 148, "ra"},
    {ExthdrOp::kSctp, 0, "data"},
    {ExthdrOp::kSctp, 1, "init"},
    {ExthdrOp::kSctp, 2, "init-ack"},
    {ExthdrOp::kSctp, 3, "sack"},
    {ExthdrOp::kSctp, 4, "heartbeat"},
    {ExthdrOp::kSctp, 5, "heartbeat-ack"},
    {ExthdrOp::kSctp, 6, "abort"},
    {ExthdrOp::kSctp, 7, "shutdown"},
    {ExthdrOp::kSctp, 8, "shutdown-ack"},
    {ExthdrOp::kSctp, 9, "error"},
    {ExthdrOp::kSctp, 10, "cookie-echo"},
    {ExthdrOp::kSctp, 11, "cookie-ack"},
    {ExthdrOp::kSctp, 12, "ecne"},
    {ExthdrOp::kSctp, 13, "cwr"},
    {ExthdrOp::kSctp, 14, "shutdown-complete"},
    {ExthdrOp::kSctp, 0xc1, "asconf"},
    {ExthdrOp::kSctp, 0xc0, "forward-tsn"},
    {ExthdrOp::kSctp, 0x80, "asconf-ack"},
});

constexpr auto kFibFlags = std::to_array<Word>({{NFTA_FIB_F_SADDR, "saddr"},
                                                {NFTA_FIB_F_DADDR, "daddr"},
                                                {NFTA_FIB_F_MARK, "mark"},
                                                {NFTA_FIB_F_IIF, "iif"},
                                                {NFTA_FIB_F_OIF, "oif"}});
constexpr auto kLogLevels = std::to_array<Word>({{0, "emerg"},
                                                 {1, "alert"},
                                                 {2, "crit"},
                                                 {3, "err"},
                                                 {4, "warn"},
                                                 {5, "notice"},
                                                 {6, "info"},
                                                 {7, "debug"}});
constexpr auto kLogFlags = std::to_array<Word>(
    {{1, "tcp sequence"}, {2, "tcp options"}, {4, "ip options"}, {8, "skuid"}, {32, "ether"}});
constexpr auto kNatFlags = std::to_array<Word>({{nftables::kNatRandom, "random"},
                                                {nftables::kNatFullyRandom, "fully-random"},
                                                {nftables::kNatPersistent, "persistent"}});
constexpr auto kRateUnits = std::to_array<Word>(
    {{1, "second"}, {60, "minute"}, {3600, "hour"}, {86400, "day"}, {604800, "week"}});
// ICMP codes of type 3, ICMPv6 codes of type 1.
constexpr auto kUnreachable4 = std::to_array<Word>({{0, "net-unreachable"},
                                                    {1, "host-unreachable"},
                                                    {2, "prot-unreachable"},
                                                    {3, "port-unreachable"},
                                                    {9, "net-prohibited"},
                                                    {10, "host-prohibited"},
                                                    {13, "admin-prohibited"}});
constexpr auto kUnreachable6 = std::to_array<Word>({{0, "no-route"},
                                                    {1, "admin-prohibited"},
                                                    {3, "addr-unreachable"},
                                                    {4, "port-unreachable"},
                                                    {5, "policy-fail"},
                                                    {6, "reject-route"}});

// Protocols whose ports conntrack knows.
bool HasPorts(std::optional<std::uint8_t> l4proto) {
  constexpr auto kWithPorts = std::to_array<std::uint8_t>(
      {IPPROTO_TCP, IPPROTO_UDP, IPPROTO_UDPLITE, IPPROTO_SCTP, IPPROTO_DCCP});
  return l4proto && std::ranges::find(kWithPorts, *l4proto) != kWithPorts.end();
}

// The field of a match that a whole header field is not something; or null.
const nftables::Payload* Unequal(const nftables::Match& match) {
  const bool plain = match.relation == nftables::Relation::kNe && match.selector.mask.empty();
  return plain ? std::get_if<nftables::Payload>(&match.selector.field) : nullptr;
}

}  // namespace

bool Misread(const nftables::Match& match, const Context& context) {
  constexpr int kRegister = 4;
  const nftables::Payload* field = Unequal(match);
  return field != nullptr && std::ranges::any_of(context.unequal, [&](const auto& other) {
           return other.base == field->base && other.length + field->length <= kRegister &&
                  (other.offset + other.length == field->offset ||
                   field->offset + field->length == other.offset);
         });
}

void Learn(const nftables::Statement& statement, Context& context) {
  const auto* match = std::get_if<nftables::Match>(&statement);
  if (match != nullptr && Unequal(*match) != nullptr) context.unequal.push_back(*Unequal(*match));
  if (match == nullptr || match->relation != nftables::Relation::kEq ||
      !match->selector.mask.empty()) {
    return;
  }
  const auto* meta = std::get_if<nftables::Meta>(&match->selector.field);
  if (meta != nullptr && meta->key == MetaKey::kL4proto) {
    context.l4proto = static_cast<std::uint8_t>(match->value.AsNumber());
  }
}

std::span<const Word> WordsOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::kProtocol:
      return kProtocols;
    case ValueKind::kCtState:
      return kCtStates;
    case ValueKind::kCtStatus:
      return kCtStatuses;
    case ValueKind::kCtDirection:
      return kCtDirections;
    case ValueKind::kCtEvent:
      return kCtEvents;
    case ValueKind::kAddressType:
      return kAddressTypes;
    case ValueKind::kPacketType:
      return kPacketTypes;
    case ValueKind::kTcpFlags:
      return kTcpFlags;
    case ValueKind::kPresence:
      return kPresence;
    default:
      return {};
  }
}

std::string_view Find(std::span<const Word> words, std::uint64_t number) {
  const auto found = std::ranges::find(words, number, &Word::number);
  return found == words.end() ? std::string_view() : found->word;
}

bool IsBitmask(ValueKind kind) {
  return kind == ValueKind::kCtState || kind == ValueKind::kCtStatus ||
         kind == ValueKind::kCtEvent || kind == ValueKind::kTcpFlags;
}

std::optional<HeaderField> Name(const nftables::Payload& payload, const Context& context) {
  for (const PayloadName& known : kPayloads) {
    if (known.payload != payload) continue;
    if (known.family && *known.family != context.family) continue;
    if (known.l4proto && known.l4proto != context.l4proto) continue;
    return known.name;
  }
  return std::nullopt;
}

std::optional<HeaderPart> FindHeaderPart(const nftables::SetPayload& set) {
  struct Part {
    std::uint8_t offset;
    std::uint64_t mask;
    unsigned shift;
    std::string_view field;
  };
  static constexpr auto kParts =
      std::to_array<Part>({{0, 0xff03, 2, "dscp"}, {0, 0xfffc, 0, "ecn"}, {8, 0x00ff, 8, "ttl"}});
  const auto* computed = std::get_if<nftables::Computed>(&set.operand);
  if (computed == nullptr || computed->field != nftables::Field{set.payload} ||
      set.payload.base != PayloadBase::kNetwork || set.payload.length != 2) {
    return std::nullopt;
  }
  const std::uint64_t flip = computed->flip.AsNumber();
  for (const Part& part : kParts) {
    if (part.offset == set.payload.offset && part.mask == computed->mask.AsNumber() &&
        (flip & part.mask) == 0) {
      return HeaderPart{part.field, flip >> part.shift};
    }
  }
  return std::nullopt;
}

std::optional<HeaderField> Name(const nftables::Exthdr& exthdr, const Context& context) {
  // nft knows IPv6 headers in IPv6 tables and IPv4 options in IPv4 tables only.
  if (exthdr.op == ExthdrOp::kIpv6 && context.family == Family::kIpv4) return std::nullopt;
  if (exthdr.op == ExthdrOp::kIpv4Option && context.family == Family::kIpv6) return std::nullopt;
  if (exthdr.present) {
    for (const PresenceName& known : kPresences) {
      if (known.op == exthdr.op && known.type == exthdr.type) {
        return HeaderField{known.word, "", ValueKind::kPresence};
      }
    }
    return std::nullopt;
  }
  for (const ExthdrName& known : kExthdrs) {
    if (known.op == exthdr.op && known.type == exthdr.type && known.offset == exthdr.offset &&
        known.length == exthdr.length) {
      return known.name;
    }
  }
  return std::nullopt;
}

std::optional<HeaderBits> FindBits(const nftables::Selector& selector, const Context& context) {
  struct Bits {
    nftables::Exthdr exthdr;
    std::uint64_t mask;
    HeaderBits name;
  };
  static constexpr auto kBits = std::to_array<Bits>(
      {{{ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 2, 2}, 0xfff8, {{"frag", "frag-off"}, 3}},
       {{ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 3, 1}, 0x06, {{"frag", "reserved2"}, 1}},
       {{ExthdrOp::kIpv6, IPPROTO_FRAGMENT, 3, 1}, 0x01, {{"frag", "more-fragments"}, 0}}});
  const auto* exthdr = std::get_if<nftables::Exthdr>(&selector.field);
  if (exthdr == nullptr || context.family == Family::kIpv4) return std::nullopt;
  for (const Bits& bits : kBits) {
    if (bits.exthdr == *exthdr && bits.mask == selector.mask.AsNumber()) return bits.name;
  }
  return std::nullopt;
}

std::string_view Name(nftables::PayloadBase base) {
  constexpr std::array<std::string_view, 3> kNames = {"ll", "nh", "th"};
  return kNames[static_cast<std::size_t>(base)];
}

KeyName Name(MetaKey key) {
  switch (key) {
    case MetaKey::kLength:
      return {"length"};
    case MetaKey::kProtocol:
      return {"protocol", ValueKind::kHex};
    case MetaKey::kPriority:
      return {"priority", ValueKind::kClass};
    case MetaKey::kMark:
      return {"mark", ValueKind::kHex};
    case MetaKey::kIifName:
      return {"iifname", ValueKind::kInterface};
    case MetaKey::kOifName:
      return {"oifname", ValueKind::kInterface};
    case MetaKey::kIifType:
      return {"iiftype"};
    case MetaKey::kSkuid:
      return {"skuid"};
    case MetaKey::kSkgid:
      return {"skgid"};
    case MetaKey::kNftrace:
      return {"nftrace"};
    case MetaKey::kL4proto:
      return {"l4proto", ValueKind::kProtocol};
    case MetaKey::kPkttype:
      return {"pkttype", ValueKind::kPacketType};
    case MetaKey::kCpu:
      return {"cpu"};
    case MetaKey::kIifGroup:
      return {"iifgroup"};
    case MetaKey::kOifGroup:
      return {"oifgroup"};
    case MetaKey::kCgroup:
      return {"cgroup"};
    case MetaKey::kPrandom:
      return {"random"};
    case MetaKey::kSecpath:
      return {"ipsec", ValueKind::kPresence};
    case MetaKey::kIifKind:
      return {"iifkind", ValueKind::kString};
    case MetaKey::kOifKind:
      return {"oifkind", ValueKind::kString};
    case MetaKey::kTimeNs:
      return {"time", ValueKind::kNanoseconds};
    case MetaKey::kTimeDay:
      return {"day"};
    case MetaKey::kTimeHour:
      return {"hour"};
  }
  return {};
}

KeyName Name(CtKey key, const Context& context) {
  switch (key) {
    case CtKey::kState:
      return {"state", ValueKind::kCtState};
    case CtKey::kDirection:
      return {"direction", ValueKind::kCtDirection};
    case CtKey::kStatus:
      return {"status", ValueKind::kCtStatus};
    case CtKey::kMark:
      return {"mark", ValueKind::kHex};
    case CtKey::kExpiration:
      return {"expiration", ValueKind::kMilliseconds};
    case CtKey::kHelper:
      return {"helper", ValueKind::kString};
    case CtKey::kL3protocol:
      return {"l3proto"};
    case CtKey::kProtocol:
      return {"protocol", ValueKind::kProtocol};
    case CtKey::kProtoSrc:
      return {HasPorts(context.l4proto) ? "proto-src" : ""};
    case CtKey::kProtoDst:
      return {HasPorts(context.l4proto) ? "proto-dst" : ""};
    case CtKey::kLabels:
      return {};  // nft looks up the name of a label; 128 bits cannot be said
    case CtKey::kPackets:
      return {"packets"};
    case CtKey::kBytes:
      return {"bytes"};
    case CtKey::kAveragePacket:
      return {"avgpkt"};
    case CtKey::kZone:
      return {"zone"};
    case CtKey::kEventMask:
      return {"event", ValueKind::kCtEvent};
    case CtKey::kSrcIp:
      return {"ip saddr", ValueKind::kIpv4};
    case CtKey::kDstIp:
      return {"ip daddr", ValueKind::kIpv4};
    case CtKey::kSrcIp6:
      return {"ip6 saddr", ValueKind::kIpv6};
    case CtKey::kDstIp6:
      return {"ip6 daddr", ValueKind::kIpv6};
  }
  return {};
}

std::string_view Name(nftables::Direction direction) {
  return Find(kCtDirections, static_cast<std::uint64_t>(direction));
}

KeyName Name(const nftables::Fib& fib) {
  switch (fib.result) {
    case FibResult::kOif:
      return {"oif", fib.present ? ValueKind::kPresence : ValueKind::kNumber};
    case FibResult::kOifName:
      return {"oifname", fib.present ? ValueKind::kPresence : ValueKind::kInterface};
    case FibResult::kAddressType:
      return {"type", fib.present ? ValueKind::kPresence : ValueKind::kAddressType};
  }
  return {};
}

std::span<const Word> FibFlags() { return kFibFlags; }

KeyName Name(SocketKey key) {
  switch (key) {
    case SocketKey::kTransparent:
      return {"transparent"};
    case SocketKey::kMark:
      return {"mark", ValueKind::kHex};
    case SocketKey::kWildcard:
      return {"wildcard"};
    case SocketKey::kCgroupV2:
      return {};  // nft looks up the path of the group; the number cannot be said
  }
  return {};
}

KeyName Name(RtKey key) {
  switch (key) {
    case RtKey::kClassid:
      return {"classid"};
    case RtKey::kTcpMss:
      return {"mtu"};
    case RtKey::kXfrm:
      return {"ipsec", ValueKind::kPresence};
  }
  return {};
}

KeyName Name(XfrmKey key) {
  switch (key) {
    case XfrmKey::kDaddr4:
      return {"ip daddr", ValueKind::kIpv4};
    case XfrmKey::kDaddr6:
      return {"ip6 daddr", ValueKind::kIpv6};
    case XfrmKey::kSaddr4:
      return {"ip saddr", ValueKind::kIpv4};
    case XfrmKey::kSaddr6:
      return {"ip6 saddr", ValueKind::kIpv6};
    case XfrmKey::kReqid:
      return {"reqid"};
    case XfrmKey::kSpi:
      return {"spi"};
  }
  return {};
}

namespace {

struct KindVisitor {
  const Context& context;

  ValueKind operator()(const nftables::Payload& payload) const {
    const auto name = Name(payload, context);
    return name ? name->kind : ValueKind::kHex;
  }
  ValueKind operator()(const nftables::Meta& meta) const { return Name(meta.key).kind; }
  ValueKind operator()(const nftables::Ct& ct) const { return Name(ct.key, context).kind; }
  ValueKind operator()(const nftables::Fib& fib) const { return Name(fib).kind; }
  ValueKind operator()(const nftables::Socket& socket) const { return Name(socket.key).kind; }
  ValueKind operator()(const nftables::Rt& rt) const { return Name(rt.key).kind; }
  ValueKind operator()(const nftables::Exthdr& exthdr) const {
    const auto name = Name(exthdr, context);
    if (name) return name->kind;
    return exthdr.present ? ValueKind::kPresence : ValueKind::kHex;
  }
  ValueKind operator()(const nftables::Numgen&) const { return ValueKind::kNumber; }
  ValueKind operator()(const nftables::Xfrm& xfrm) const { return Name(xfrm.key).kind; }
};

}  // namespace

ValueKind KindOf(const nftables::Field& field, const Context& context) {
  return std::visit(KindVisitor{context}, field);
}

ValueKind KindOf(nftables::DataType type) {
  switch (type) {
    case nftables::DataType::kIpv4Address:
      return ValueKind::kIpv4;
    case nftables::DataType::kIpv6Address:
      return ValueKind::kIpv6;
    case nftables::DataType::kEtherAddress:
      return ValueKind::kEther;
    case nftables::DataType::kInetProtocol:
      return ValueKind::kProtocol;
    case nftables::DataType::kInetService:
      return ValueKind::kNumber;
    case nftables::DataType::kMark:
      return ValueKind::kHex;
    case nftables::DataType::kFibAddressType:
      return ValueKind::kAddressType;
    case nftables::DataType::kInterfaceName:
      return ValueKind::kInterface;
    case nftables::DataType::kDay:
      return ValueKind::kNumber;
  }
  return ValueKind::kHex;
}

bool Assignable(const nftables::Field& from, const nftables::Field& to, const Context& context) {
  return KindOf(from, context) == KindOf(to, context);
}

std::string_view UnreachableCode(Family family, std::uint8_t code) {
  if (family == Family::kIpv4) return Find(kUnreachable4, code);
  return Find(kUnreachable6, code);
}

std::span<const Word> LogLevels() { return kLogLevels; }
std::span<const Word> LogFlags() { return kLogFlags; }
std::span<const Word> NatFlags() { return kNatFlags; }
std::string_view RateUnit(std::uint64_t seconds) { return Find(kRateUnits, seconds); }

bool IsIdentifier(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
  };
  const auto allowed = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '/' || c == '-';
  };
  return !name.empty() && letter(name[0]) && std::ranges::all_of(name, allowed) &&
         !std::ranges::binary_search(kKeywords, name);
}

}  // namespace cnft::words
