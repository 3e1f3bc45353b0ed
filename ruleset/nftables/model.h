// SPDX-License-Identifier: GPL-2.0-or-later
// What will be installed: tables, sets, chains and rules as the kernel's nf_tables understands them
// (include/uapi/linux/netfilter/nf_tables.h, nft(8)).
//
// Meaning only: which registers hold what and in which byte order belongs to the encoder (nft/).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/iptables/model.h"
#include "ruleset/source.h"

namespace cnft::nftables {

using iptables::Counters;
using iptables::Hook;
using iptables::Policy;

// At most 16 bytes as they are compared: packet bytes in packet order, numbers big-endian, names
// padded with NULs. Empty: no value.
struct Value {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t length = 0;

  static Value Number(std::uint64_t number, std::uint8_t length);
  static Value Name(std::string_view name);  // 16 bytes, NUL padded
  static Value Of(const Address& address);

  std::uint64_t AsNumber() const;  // of at most 8 bytes
  bool empty() const { return length == 0; }
  friend bool operator==(const Value&, const Value&) = default;
  friend auto operator<=>(const Value&, const Value&) = default;
};

// ---- Fields: what a rule can look at -----------------------------------------------------------

enum class PayloadBase : std::uint8_t { kLink, kNetwork, kTransport };  // NFT_PAYLOAD_*

// Bytes of a packet header. Cannot be computed where the packet has none (fragments, short
// packets).
struct Payload {
  PayloadBase base = PayloadBase::kNetwork;
  std::uint8_t offset = 0;
  std::uint8_t length = 0;
  friend bool operator==(const Payload&, const Payload&) = default;
};

// Values are the kernel's NFT_META_*.
enum class MetaKey : std::uint8_t {
  kLength = 0,
  kProtocol = 1,
  kPriority = 2,
  kMark = 3,
  kIifName = 6,
  kOifName = 7,
  kIifType = 8,
  kSkuid = 10,
  kSkgid = 11,
  kNftrace = 12,
  kL4proto = 16,
  kPkttype = 19,
  kCpu = 20,
  kIifGroup = 21,
  kOifGroup = 22,
  kCgroup = 23,
  kPrandom = 24,
  kSecpath = 25,
  kIifKind = 26,
  kOifKind = 27,
  kTimeNs = 30,
  kTimeDay = 31,
  kTimeHour = 32,
};

struct Meta {
  MetaKey key = MetaKey::kMark;
  friend bool operator==(const Meta&, const Meta&) = default;
};

// Values are the kernel's NFT_CT_*.
enum class CtKey : std::uint8_t {
  kState = 0,
  kDirection = 1,
  kStatus = 2,
  kMark = 3,
  kExpiration = 5,
  kHelper = 6,
  kL3protocol = 7,
  kProtocol = 10,
  kProtoSrc = 11,
  kProtoDst = 12,
  kLabels = 13,
  kPackets = 14,
  kBytes = 15,
  kAveragePacket = 16,
  kZone = 17,
  kEventMask = 18,
  kSrcIp = 19,
  kDstIp = 20,
  kSrcIp6 = 21,
  kDstIp6 = 22,
};

enum class Direction : std::uint8_t { kOriginal, kReply };  // IP_CT_DIR_*

// Of the packet's conntrack entry. Only the state can be computed without one.
struct Ct {
  CtKey key = CtKey::kState;
  std::optional<Direction> direction;
  friend bool operator==(const Ct&, const Ct&) = default;
};

enum class FibResult : std::uint8_t {
  kOif = 1,
  kOifName = 2,
  kAddressType = 3
};  // NFT_FIB_RESULT_*

// A route lookup; flags are the kernel's NFTA_FIB_F_* less PRESENT.
struct Fib {
  FibResult result = FibResult::kAddressType;
  std::uint8_t flags = 0;
  bool present = false;  // asks only whether there is a result
  friend bool operator==(const Fib&, const Fib&) = default;
};

enum class SocketKey : std::uint8_t { kTransparent = 0, kMark = 1, kWildcard = 2, kCgroupV2 = 3 };

struct Socket {
  SocketKey key = SocketKey::kTransparent;
  std::uint8_t level = 0;  // of kCgroupV2
  friend bool operator==(const Socket&, const Socket&) = default;
};

enum class RtKey : std::uint8_t { kClassid = 0, kTcpMss = 3, kXfrm = 4 };  // NFT_RT_*

struct Rt {
  RtKey key = RtKey::kClassid;
  friend bool operator==(const Rt&, const Rt&) = default;
};

enum class ExthdrOp : std::uint8_t {
  kIpv6 = 0,
  kTcpOption = 1,
  kIpv4Option = 2,
  kSctp = 3,
  kDccp = 4
};

// A part of an IPv6 extension header, TCP option, SCTP chunk or DCCP option.
struct Exthdr {
  ExthdrOp op = ExthdrOp::kTcpOption;
  std::uint8_t type = 0;
  std::uint8_t offset = 0;
  std::uint8_t length = 1;
  bool present = false;  // asks only whether there is one: can always be computed
  friend bool operator==(const Exthdr&, const Exthdr&) = default;
};

enum class NumgenType : std::uint8_t { kIncremental = 0, kRandom = 1 };

struct Numgen {
  NumgenType type = NumgenType::kIncremental;
  std::uint32_t modulus = 1;
  std::uint32_t offset = 0;
  friend bool operator==(const Numgen&, const Numgen&) = default;
};

// NFT_XFRM_KEY_*
enum class XfrmKey : std::uint8_t { kDaddr4 = 1, kDaddr6, kSaddr4, kSaddr6, kReqid, kSpi };

struct Xfrm {
  XfrmKey key = XfrmKey::kReqid;
  bool out = false;
  std::uint32_t spnum = 0;
  friend bool operator==(const Xfrm&, const Xfrm&) = default;
};

using Field = std::variant<Payload, Meta, Ct, Fib, Socket, Rt, Exthdr, Numgen, Xfrm>;

// Bytes of the field's value, and whether the kernel keeps it as a number in host byte order.
struct FieldInfo {
  std::uint8_t length = 0;
  bool host_order = false;
};
FieldInfo Describe(const Field& field);

// A field, of which only the bits of `mask` count; an empty mask: all of them.
struct Selector {
  Field field;
  Value mask;
  friend bool operator==(const Selector&, const Selector&) = default;
};

// ---- Statements: what a rule does, in order ----------------------------------------------------

enum class Relation : std::uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };

// Leaves the rule unless the selected bits stand in this relation to the value.
struct Match {
  Selector selector;
  Relation relation = Relation::kEq;
  Value value;
  friend bool operator==(const Match&, const Match&) = default;
};

// Leaves the rule unless the selected bits are in (negated: not in) low..high, both included.
struct RangeMatch {
  Selector selector;
  bool negated = false;
  Value low;
  Value high;
  friend bool operator==(const RangeMatch&, const RangeMatch&) = default;
};

// Leaves the rule unless the concatenated fields are (negated: are not) in the set.
struct Lookup {
  std::vector<Selector> key;
  std::string set;
  bool negated = false;
  friend bool operator==(const Lookup&, const Lookup&) = default;
};

struct Counter {
  Counters initial;
  friend bool operator==(const Counter&, const Counter&) = default;
};

// Leaves the rule when the rate is exceeded (inverted: unless it is).
struct Limit {
  std::uint64_t rate = 0;
  std::uint64_t per_seconds = 1;
  std::uint32_t burst = 5;
  bool bytes = false;  // rate and burst count bytes, not packets
  bool inverted = false;
  friend bool operator==(const Limit&, const Limit&) = default;
};

struct Quota {
  std::uint64_t bytes = 0;
  bool inverted = false;
  friend bool operator==(const Quota&, const Quota&) = default;
};

// Leaves the rule when there are more than `count` connections (inverted: unless there are).
struct ConnLimit {
  std::uint32_t count = 0;
  bool inverted = false;
  friend bool operator==(const ConnLimit&, const ConnLimit&) = default;
};

enum class VerdictKind : std::uint8_t { kAccept, kDrop, kReturn, kJump, kGoto };

struct Verdict {
  VerdictKind kind = VerdictKind::kAccept;
  std::string chain;  // of kJump and kGoto
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// (field & mask) ^ flip; empty mask and flip: the field as it is.
struct Computed {
  Field field;
  Value mask;
  Value flip;
  friend bool operator==(const Computed&, const Computed&) = default;
};
using Operand = std::variant<Value, Computed>;

struct SetMeta {
  MetaKey key = MetaKey::kMark;
  Operand operand;
  friend bool operator==(const SetMeta&, const SetMeta&) = default;
};

struct SetCt {
  CtKey key = CtKey::kMark;
  std::optional<Direction> direction;
  Operand operand;
  friend bool operator==(const SetCt&, const SetCt&) = default;
};

// Writes packet bytes; `fix_checksum`: and the checksum that covers them, of the IPv4 header in the
// network layer, of the TCP segment in the transport layer.
struct SetPayload {
  Payload payload;
  bool fix_checksum = false;
  Operand operand;
  friend bool operator==(const SetPayload&, const SetPayload&) = default;
};

struct SetExthdr {
  Exthdr exthdr;
  Operand operand;
  friend bool operator==(const SetExthdr&, const SetExthdr&) = default;
};

// Overwrites a TCP option with no-operations: the first of that kind, if there is one.
struct StripTcpOption {
  std::uint8_t kind = 0;
  friend bool operator==(const StripTcpOption&, const StripTcpOption&) = default;
};

struct Notrack {
  friend bool operator==(const Notrack&, const Notrack&) = default;
};

// Values are the kernel's NF_NAT_RANGE_*.
inline constexpr std::uint32_t kNatRandom = 1U << 2;
inline constexpr std::uint32_t kNatPersistent = 1U << 3;
inline constexpr std::uint32_t kNatFullyRandom = 1U << 4;
inline constexpr std::uint32_t kNatNetmap = 1U << 6;

enum class NatKind : std::uint8_t { kSnat = 0, kDnat = 1 };

struct Nat {
  NatKind kind = NatKind::kSnat;
  std::optional<AddressRange> addresses;
  // Instead: the address that the header holds. To its own, a flow is bound and not changed.
  std::optional<Payload> address_field;
  std::optional<PortRange> ports;
  std::uint32_t flags = 0;
  friend bool operator==(const Nat&, const Nat&) = default;
};

struct Masquerade {
  std::optional<PortRange> ports;
  std::uint32_t flags = 0;
  friend bool operator==(const Masquerade&, const Masquerade&) = default;
};

struct Redirect {
  std::optional<PortRange> ports;
  std::uint32_t flags = 0;
  friend bool operator==(const Redirect&, const Redirect&) = default;
};

// Leaves the rule when there is no transparent socket.
struct Tproxy {
  std::optional<Address> address;     // none: the primary one of the incoming interface
  std::optional<std::uint16_t> port;  // none: the packet's
  friend bool operator==(const Tproxy&, const Tproxy&) = default;
};

struct Reject {
  bool tcp_reset = false;
  std::uint8_t icmp_code = 0;  // of ICMP "destination unreachable", ICMPv6 "unreachable"
  friend bool operator==(const Reject&, const Reject&) = default;
};

// Values are the kernel's NF_LOG_*.
struct Log {
  std::string prefix;
  std::optional<std::uint16_t> group;    // with one: to nfnetlink_log
  std::optional<std::uint32_t> snaplen;  // none: the packet whole
  std::uint16_t queue_threshold = 0;
  std::uint8_t level = 4;
  std::uint8_t flags = 0;
  friend bool operator==(const Log&, const Log&) = default;
};

struct Queue {
  std::uint16_t first = 0;
  std::uint16_t count = 1;
  bool bypass = false;
  bool fanout = false;
  friend bool operator==(const Queue&, const Queue&) = default;
};

// Sends a copy of the packet to a neighbour.
struct Duplicate {
  Address gateway;
  friend bool operator==(const Duplicate&, const Duplicate&) = default;
};

enum class DynamicOperation : std::uint8_t {
  kAdd = 0,
  kUpdate = 1,
  kDelete = 2
};  // NFT_DYNSET_OP_*
using Stateful = std::variant<Counter, Limit, Quota, ConnLimit>;

// Adds, refreshes or deletes an element; its stateful expressions decide whether the rule goes on.
struct DynamicSet {
  DynamicOperation operation = DynamicOperation::kAdd;
  std::string set;
  std::vector<Selector> key;
  std::uint64_t timeout_ms = 0;
  std::vector<Stateful> stateful;
  friend bool operator==(const DynamicSet&, const DynamicSet&) = default;
};

enum class ObjectType : std::uint8_t { kCtHelper = 3 };  // NFT_OBJECT_*

struct ObjectReference {
  ObjectType type = ObjectType::kCtHelper;
  std::string name;
  friend bool operator==(const ObjectReference&, const ObjectReference&) = default;
};

// An xtables match or target through nft_compat, with the kernel's own structure.
struct Xt {
  bool target = false;
  std::string name;
  std::uint32_t revision = 0;
  std::string info;
  friend bool operator==(const Xt&, const Xt&) = default;
};

using Statement =
    std::variant<Match, RangeMatch, Lookup, Counter, Limit, Quota, ConnLimit, Verdict, SetMeta,
                 SetCt, SetPayload, SetExthdr, StripTcpOption, Notrack, Nat, Masquerade, Redirect,
                 Tproxy, Reject, Log, Queue, Duplicate, DynamicSet, ObjectReference, Xt>;

// ---- Objects -----------------------------------------------------------------------------------

// What a rule is to the iptables rule it came from; kept in the kernel, in the rule's userdata.
enum class Role : std::uint8_t {
  kRule,          // stands for a rule (alone, or as the first of several)
  kContinuation,  // belongs to the rule before it
  kGuard,         // stands for none: drops what iptables drops when it looks at the rules behind it
};

struct Rule {
  std::vector<Statement> statements;
  std::string comment;  // shown by nft
  std::string source;   // of kRule: the iptables rule as iptables-save prints it, after "-A CHAIN"
  Role role = Role::kRule;
  std::uint64_t handle = 0;  // of a rule read from the kernel
  Span span;                 // of the input

  // The same rule, whatever its handle, its place in the input and the state of its counters.
  friend bool operator==(const Rule& a, const Rule& b);
};

enum class ChainType : std::uint8_t { kFilter, kNat, kRoute };

struct BaseChain {
  ChainType type = ChainType::kFilter;
  Hook hook = Hook::kPrerouting;
  std::int32_t priority = 0;
  Policy policy = Policy::kAccept;
  friend bool operator==(const BaseChain&, const BaseChain&) = default;
};

// What a chain is to the iptables chain it came from; kept in the chain's userdata.
enum class ChainRole : std::uint8_t {
  kChain,   // stands for a chain
  kHelper,  // part of the one rule that jumps to it
  kRest,    // goes on where the chain that ends with a goto to it leaves off
};

struct Chain {
  std::string name;
  std::optional<BaseChain> base;
  // Counts what reaches the policy, as iptables does; of base chains only.
  std::optional<Counters> policy_counters;
  ChainRole role = ChainRole::kChain;
  std::vector<Rule> rules;
  std::uint64_t handle = 0;
  Span span;

  friend bool operator==(const Chain& a, const Chain& b);
};

// Types of set keys; values are nft's datatype numbers, which `nft list` needs.
enum class DataType : std::uint8_t {
  kIpv4Address = 7,
  kIpv6Address = 8,
  kEtherAddress = 9,
  kInetProtocol = 12,
  kInetService = 13,
  kMark = 19,
  kFibAddressType = 38,
  kInterfaceName = 41,
  kDay = 45,
};

struct DataTypeInfo {
  std::string_view name;  // as nft spells it
  std::uint8_t length;
  bool host_order;
};
const DataTypeInfo& Info(DataType type);

// One element: a key, or all keys from `key` to `key_end`. Each field of a key stands at its own
// length, one after the other, like Value does: numbers big-endian.
struct Element {
  std::string key;
  std::string key_end;  // empty: the key alone
  std::uint64_t timeout_ms = 0;
  std::uint64_t expires_ms = 0;
  std::optional<Counters> counters;
  std::string comment;

  friend bool operator==(const Element&, const Element&) = default;
};

struct Set {
  std::string name;
  std::vector<DataType> key;
  bool interval = false;           // elements may be ranges
  bool timeout = false;            // elements may time out
  bool dynamic = false;            // rules add elements
  bool counters = false;           // each element has a counter
  std::vector<Stateful> stateful;  // expressions of the elements that rules add
  std::uint64_t timeout_ms = 0;    // of elements that do not say
  std::uint32_t size = 0;          // at most so many elements; 0: no limit
  std::string comment;
  std::string origin;  // of an ipset: its "create" line; kept in userdata
  std::vector<Element> elements;
  Span span;

  // The same set, whatever its elements.
  bool SameDefinition(const Set& other) const;
};

struct Object {
  std::string name;
  ObjectType type = ObjectType::kCtHelper;
  std::string helper;  // of kCtHelper: the kernel's name
  std::uint8_t l4proto = 0;
  Span span;
  friend bool operator==(const Object& a, const Object& b) {
    return a.name == b.name && a.type == b.type && a.helper == b.helper && a.l4proto == b.l4proto;
  }
};

struct Table {
  Family family = Family::kIpv4;
  std::string name = "cnft";
  std::vector<Object> objects;
  std::vector<Set> sets;
  std::vector<Chain> chains;
};

struct Ruleset {
  std::vector<Table> tables;  // at most one a family

  std::size_t RuleCount() const;
};

// Receives a table piece by piece, in an order in which the kernel takes it: what a rule refers to
// comes before the rule. Lets a large ruleset be encoded without being held.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void BeginTable(const Table& table) = 0;  // without its contents
  virtual void AddObject(Object object) = 0;
  virtual void AddSet(Set set) = 0;
  virtual void AddChain(Chain chain) = 0;  // without rules
  // At the end of the chain. What is not moved out of the rule, the caller uses again.
  virtual void AddRule(std::string_view chain, Rule&& rule) = 0;
};

// A sink that builds the model.
class Collector : public Sink {
 public:
  void BeginTable(const Table& table) override;
  void AddObject(Object object) override;
  void AddSet(Set set) override;
  void AddChain(Chain chain) override;
  void AddRule(std::string_view chain, Rule&& rule) override;
  Ruleset Take() { return std::move(ruleset_); }

 private:
  Ruleset ruleset_;
  std::unordered_map<std::string, std::size_t, iptables::NameHash, std::equal_to<>> index_;
};

}  // namespace cnft::nftables
