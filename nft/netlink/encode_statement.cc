// SPDX-License-Identifier: GPL-2.0-or-later
// Statements as nf_tables expressions (net/netfilter/nft_*.c). Values go through registers: a test
// loads its field into the first one, a concatenation fills 32-bit ones in a row.
#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "nft/netlink/encode.h"

namespace cnft::netlink {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types

class ExpressionWriter {
 public:
  ExpressionWriter(Buffer& out, Family family) : out_(out), family_(family) {}

  void operator()(const Match& match) {
    const bool ordered = match.relation != Relation::kEq && match.relation != Relation::kNe;
    Load(match.selector, NFT_REG_1, ordered);
    Compare(static_cast<std::uint32_t>(match.relation), match.value,
            HostOrder(match.selector) && !ordered);
  }

  void operator()(const RangeMatch& match) {
    Load(match.selector, NFT_REG_1, true);
    if (!match.negated) {
      Compare(NFT_CMP_GTE, match.low, false);
      Compare(NFT_CMP_LTE, match.high, false);
      return;
    }
    Expression("range", [&] {
      out_.PutBe32(NFTA_RANGE_SREG, NFT_REG_1);
      out_.PutBe32(NFTA_RANGE_OP, NFT_RANGE_NEQ);
      Data(NFTA_RANGE_FROM_DATA, match.low, false);
      Data(NFTA_RANGE_TO_DATA, match.high, false);
    });
  }

  void operator()(const Lookup& lookup) {
    LoadKey(lookup.key);
    Expression("lookup", [&] {
      out_.PutString(NFTA_LOOKUP_SET, lookup.set);
      out_.PutBe32(NFTA_LOOKUP_SREG, NFT_REG_1);
      if (lookup.negated) out_.PutBe32(NFTA_LOOKUP_FLAGS, NFT_LOOKUP_F_INV);
    });
  }

  void operator()(const Counter& counter) {
    Expression("counter", [&] {
      // Counters start at 0, unless they are told where.
      if (counter.initial.bytes != 0) out_.PutBe64(NFTA_COUNTER_BYTES, counter.initial.bytes);
      if (counter.initial.packets != 0) out_.PutBe64(NFTA_COUNTER_PACKETS, counter.initial.packets);
    });
  }

  void operator()(const Limit& limit) {
    Expression("limit", [&] {
      out_.PutBe64(NFTA_LIMIT_RATE, limit.rate);
      out_.PutBe64(NFTA_LIMIT_UNIT, limit.per_seconds);
      out_.PutBe32(NFTA_LIMIT_BURST, limit.burst);
      out_.PutBe32(NFTA_LIMIT_TYPE, limit.bytes ? NFT_LIMIT_PKT_BYTES : NFT_LIMIT_PKTS);
      out_.PutBe32(NFTA_LIMIT_FLAGS, limit.inverted ? NFT_LIMIT_F_INV : 0);
    });
  }

  void operator()(const Quota& quota) {
    Expression("quota", [&] {
      out_.PutBe64(NFTA_QUOTA_BYTES, quota.bytes);
      out_.PutBe32(NFTA_QUOTA_FLAGS, quota.inverted ? NFT_QUOTA_F_INV : 0);
    });
  }

  void operator()(const ConnLimit& limit) {
    Expression("connlimit", [&] {
      out_.PutBe32(NFTA_CONNLIMIT_COUNT, limit.count);
      out_.PutBe32(NFTA_CONNLIMIT_FLAGS, limit.inverted ? NFT_CONNLIMIT_F_INV : 0);
    });
  }

  void operator()(const Verdict& verdict) {
    Expression("immediate", [&] {
      out_.PutBe32(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
      const Mark data = out_.BeginNest(NFTA_IMMEDIATE_DATA);
      const Mark nest = out_.BeginNest(NFTA_DATA_VERDICT);
      out_.PutBe32(NFTA_VERDICT_CODE, static_cast<std::uint32_t>(VerdictCode(verdict.kind)));
      if (!verdict.chain.empty()) out_.PutString(NFTA_VERDICT_CHAIN, verdict.chain);
      out_.EndNest(nest);
      out_.EndNest(data);
    });
  }

  void operator()(const SetMeta& set) {
    LoadOperand(set.operand, Describe(Field{Meta{set.key}}).host_order);
    Expression("meta", [&] {
      out_.PutBe32(NFTA_META_KEY, static_cast<std::uint32_t>(set.key));
      out_.PutBe32(NFTA_META_SREG, NFT_REG_1);
    });
  }

  void operator()(const SetCt& set) {
    LoadOperand(set.operand, Describe(Field{Ct{set.key, set.direction}}).host_order);
    Expression("ct", [&] {
      out_.PutBe32(NFTA_CT_KEY, static_cast<std::uint32_t>(set.key));
      if (set.direction) out_.PutU8(NFTA_CT_DIRECTION, static_cast<std::uint8_t>(*set.direction));
      out_.PutBe32(NFTA_CT_SREG, NFT_REG_1);
    });
  }

  void operator()(const SetPayload& set) {
    LoadOperand(set.operand, false);
    Expression("payload", [&] {
      out_.PutBe32(NFTA_PAYLOAD_SREG, NFT_REG_1);
      out_.PutBe32(NFTA_PAYLOAD_BASE, static_cast<std::uint32_t>(set.payload.base));
      out_.PutBe32(NFTA_PAYLOAD_OFFSET, set.payload.offset);
      out_.PutBe32(NFTA_PAYLOAD_LEN, set.payload.length);
      out_.PutBe32(NFTA_PAYLOAD_CSUM_TYPE,
                   set.fix_checksum ? NFT_PAYLOAD_CSUM_INET : NFT_PAYLOAD_CSUM_NONE);
      constexpr std::uint32_t kIpv4ChecksumOffset = 10;
      constexpr std::uint32_t kTcpChecksumOffset = 16;
      const bool transport = set.payload.base == PayloadBase::kTransport;
      const std::uint32_t offset = transport ? kTcpChecksumOffset : kIpv4ChecksumOffset;
      out_.PutBe32(NFTA_PAYLOAD_CSUM_OFFSET, set.fix_checksum ? offset : 0);
      out_.PutBe32(NFTA_PAYLOAD_CSUM_FLAGS, 0);
    });
  }

  void operator()(const SetExthdr& set) {
    LoadOperand(set.operand, false);
    Expression("exthdr", [&] {
      out_.PutBe32(NFTA_EXTHDR_SREG, NFT_REG_1);
      PutExthdr(set.exthdr);
    });
  }

  void operator()(const StripTcpOption& strip) {
    Expression("exthdr", [&] {
      out_.PutU8(NFTA_EXTHDR_TYPE, strip.kind);
      out_.PutBe32(NFTA_EXTHDR_OP, NFT_EXTHDR_OP_TCPOPT);
    });
  }

  void operator()(const Notrack&) {
    Expression("notrack", [] {});
  }

  void operator()(const Nat& nat) {
    std::uint32_t reg = NFT_REG_1;
    const auto load = [&](const Value& value) {
      Immediate(reg, value, false);
      return reg++;
    };
    std::uint32_t address_low = 0;
    std::uint32_t address_high = 0;
    if (nat.addresses) {
      address_low = load(Value::Of(nat.addresses->low));
      if (nat.addresses->high != nat.addresses->low)
        address_high = load(Value::Of(nat.addresses->high));
    }
    if (nat.address_field) {
      LoadField(*nat.address_field, reg);
      address_low = reg++;
    }
    const auto [port_low, port_high] = LoadPorts(nat.ports, reg);
    Expression("nat", [&] {
      out_.PutBe32(NFTA_NAT_TYPE, static_cast<std::uint32_t>(nat.kind));
      out_.PutBe32(NFTA_NAT_FAMILY, family_ == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
      if (address_low != 0) out_.PutBe32(NFTA_NAT_REG_ADDR_MIN, address_low);
      if (address_high != 0) out_.PutBe32(NFTA_NAT_REG_ADDR_MAX, address_high);
      if (port_low != 0) out_.PutBe32(NFTA_NAT_REG_PROTO_MIN, port_low);
      if (port_high != 0) out_.PutBe32(NFTA_NAT_REG_PROTO_MAX, port_high);
      if (nat.flags != 0) out_.PutBe32(NFTA_NAT_FLAGS, NatFlags(nat.flags, port_low != 0));
    });
  }

  void operator()(const Masquerade& masquerade) {
    const auto [low, high] = LoadPorts(masquerade.ports, NFT_REG_1);
    Expression("masq", [&] {
      if (low != 0) out_.PutBe32(NFTA_MASQ_REG_PROTO_MIN, low);
      if (high != 0) out_.PutBe32(NFTA_MASQ_REG_PROTO_MAX, high);
      const std::uint32_t flags = NatFlags(masquerade.flags, low != 0);
      if (flags != 0) out_.PutBe32(NFTA_MASQ_FLAGS, flags);
    });
  }

  void operator()(const Redirect& redirect) {
    const auto [low, high] = LoadPorts(redirect.ports, NFT_REG_1);
    Expression("redir", [&] {
      if (low != 0) out_.PutBe32(NFTA_REDIR_REG_PROTO_MIN, low);
      if (high != 0) out_.PutBe32(NFTA_REDIR_REG_PROTO_MAX, high);
      if (redirect.flags != 0) out_.PutBe32(NFTA_REDIR_FLAGS, NatFlags(redirect.flags, low != 0));
    });
  }

  void operator()(const Tproxy& tproxy) {
    std::uint32_t reg = NFT_REG_1;
    if (tproxy.address) Immediate(reg++, Value::Of(*tproxy.address), false);
    if (tproxy.port) Immediate(reg, Value::Number(*tproxy.port, 2), false);
    Expression("tproxy", [&] {
      out_.PutBe32(NFTA_TPROXY_FAMILY, family_ == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
      if (tproxy.address) out_.PutBe32(NFTA_TPROXY_REG_ADDR, NFT_REG_1);
      if (tproxy.port) out_.PutBe32(NFTA_TPROXY_REG_PORT, reg);
    });
  }

  void operator()(const Reject& reject) {
    Expression("reject", [&] {
      out_.PutBe32(NFTA_REJECT_TYPE,
                   reject.tcp_reset ? NFT_REJECT_TCP_RST : NFT_REJECT_ICMP_UNREACH);
      if (!reject.tcp_reset) out_.PutU8(NFTA_REJECT_ICMP_CODE, reject.icmp_code);
    });
  }

  void operator()(const Log& log) {
    Expression("log", [&] {
      if (!log.prefix.empty()) out_.PutString(NFTA_LOG_PREFIX, log.prefix);
      if (log.group) {
        out_.PutBe16(NFTA_LOG_GROUP, *log.group);
        if (log.snaplen) out_.PutBe32(NFTA_LOG_SNAPLEN, *log.snaplen);
        if (log.queue_threshold != 0) out_.PutBe16(NFTA_LOG_QTHRESHOLD, log.queue_threshold);
        return;
      }
      out_.PutBe32(NFTA_LOG_LEVEL, log.level);
      if (log.flags != 0) out_.PutBe32(NFTA_LOG_FLAGS, log.flags);
    });
  }

  void operator()(const Queue& queue) {
    Expression("queue", [&] {
      out_.PutBe16(NFTA_QUEUE_NUM, queue.first);
      out_.PutBe16(NFTA_QUEUE_TOTAL, queue.count);
      out_.PutBe16(NFTA_QUEUE_FLAGS,
                   static_cast<std::uint16_t>((queue.bypass ? NFT_QUEUE_FLAG_BYPASS : 0) |
                                              (queue.fanout ? NFT_QUEUE_FLAG_CPU_FANOUT : 0)));
    });
  }

  void operator()(const Duplicate& duplicate) {
    Immediate(NFT_REG_1, Value::Of(duplicate.gateway), false);
    Expression("dup", [&] { out_.PutBe32(NFTA_DUP_SREG_ADDR, NFT_REG_1); });
  }

  void operator()(const DynamicSet& dynamic) {
    LoadKey(dynamic.key);
    Expression("dynset", [&] {
      out_.PutString(NFTA_DYNSET_SET_NAME, dynamic.set);
      out_.PutBe32(NFTA_DYNSET_OP, static_cast<std::uint32_t>(dynamic.operation));
      out_.PutBe32(NFTA_DYNSET_SREG_KEY, NFT_REG_1);
      if (dynamic.timeout_ms != 0) out_.PutBe64(NFTA_DYNSET_TIMEOUT, dynamic.timeout_ms);
      if (dynamic.stateful.size() == 1) {
        PutStateful(NFTA_DYNSET_EXPR, dynamic.stateful[0]);
      } else if (!dynamic.stateful.empty()) {
        const Mark list = out_.BeginNest(NFTA_DYNSET_EXPRESSIONS);
        for (const Stateful& stateful : dynamic.stateful) PutStateful(NFTA_LIST_ELEM, stateful);
        out_.EndNest(list);
      }
    });
  }

  void operator()(const ObjectReference& reference) {
    Expression("objref", [&] {
      out_.PutBe32(NFTA_OBJREF_IMM_TYPE, static_cast<std::uint32_t>(reference.type));
      out_.PutString(NFTA_OBJREF_IMM_NAME, reference.name);
    });
  }

  void operator()(const Xt& xt) {
    // The attributes of match and target have the same numbers.
    Expression(xt.target ? "target" : "match", [&] {
      out_.PutString(NFTA_MATCH_NAME, xt.name);
      out_.PutBe32(NFTA_MATCH_REV, xt.revision);
      out_.PutBytes(NFTA_MATCH_INFO, xt.info.data(), xt.info.size());
    });
  }

  // As the nested expression of an attribute of its own: of sets and dynamic set updates.
  void PutStateful(std::uint16_t type, const Stateful& stateful) {
    nest_type_ = type;
    std::visit(*this, stateful);
    nest_type_ = NFTA_LIST_ELEM;
  }

 private:
  template <typename Attributes>
  void Expression(std::string_view name, Attributes attributes) {
    const Mark element = out_.BeginNest(nest_type_);
    out_.PutString(NFTA_EXPR_NAME, name);
    const Mark data = out_.BeginNest(NFTA_EXPR_DATA);
    const std::uint16_t nest_type = std::exchange(nest_type_, std::uint16_t{NFTA_LIST_ELEM});
    attributes();
    nest_type_ = nest_type;
    out_.EndNest(data);
    out_.EndNest(element);
  }

  static std::int32_t VerdictCode(VerdictKind kind) {
    switch (kind) {
      case VerdictKind::kAccept:
        return 1;  // NF_ACCEPT
      case VerdictKind::kDrop:
        return 0;  // NF_DROP
      case VerdictKind::kReturn:
        return NFT_RETURN;
      case VerdictKind::kJump:
        return NFT_JUMP;
      case VerdictKind::kGoto:
        return NFT_GOTO;
    }
    return 0;
  }

  static bool HostOrder(const Selector& selector) { return Describe(selector.field).host_order; }

  // Big-endian bytes as a register wants them.
  static Value InOrder(const Value& value, bool host_order) {
    Value ordered = value;
    if (host_order && std::endian::native == std::endian::little) {
      std::reverse(ordered.bytes.begin(), ordered.bytes.begin() + ordered.length);
    }
    return ordered;
  }

  void Data(std::uint16_t type, const Value& value, bool host_order) {
    const Value ordered = InOrder(value, host_order);
    const Mark nest = out_.BeginNest(type);
    out_.PutBytes(NFTA_DATA_VALUE, ordered.bytes.data(), ordered.length);
    out_.EndNest(nest);
  }

  void Immediate(std::uint32_t reg, const Value& value, bool host_order) {
    Expression("immediate", [&] {
      out_.PutBe32(NFTA_IMMEDIATE_DREG, reg);
      Data(NFTA_IMMEDIATE_DATA, value, host_order);
    });
  }

  void Compare(std::uint32_t relation, const Value& value, bool host_order) {
    Expression("cmp", [&] {
      out_.PutBe32(NFTA_CMP_SREG, NFT_REG_1);
      out_.PutBe32(NFTA_CMP_OP, relation);
      Data(NFTA_CMP_DATA, value, host_order);
    });
  }

  void Bitwise(std::uint32_t reg, const Value& mask, const Value& flip, bool host_order) {
    Expression("bitwise", [&] {
      out_.PutBe32(NFTA_BITWISE_SREG, reg);
      out_.PutBe32(NFTA_BITWISE_DREG, reg);
      out_.PutBe32(NFTA_BITWISE_LEN, mask.length);
      Data(NFTA_BITWISE_MASK, mask, host_order);
      Data(NFTA_BITWISE_XOR, flip, host_order);
    });
  }

  // `ordered`: as big-endian bytes, so that memcmp compares numbers.
  void Load(const Selector& selector, std::uint32_t reg, bool ordered) {
    LoadField(selector.field, reg);
    const bool host_order = HostOrder(selector);
    if (!selector.mask.empty()) {
      Value none;
      none.length = selector.mask.length;
      Bitwise(reg, selector.mask, none, host_order);
    }
    if (ordered && host_order) {
      ToNetworkOrder(reg, Describe(selector.field).length);
    }
  }

  void ToNetworkOrder(std::uint32_t reg, std::uint8_t length) {
    Expression("byteorder", [&] {
      out_.PutBe32(NFTA_BYTEORDER_SREG, reg);
      out_.PutBe32(NFTA_BYTEORDER_DREG, reg);
      out_.PutBe32(NFTA_BYTEORDER_OP, NFT_BYTEORDER_HTON);
      out_.PutBe32(NFTA_BYTEORDER_LEN, length);
      out_.PutBe32(NFTA_BYTEORDER_SIZE, length);
    });
  }

  void LoadKey(const std::vector<Selector>& key) {
    std::uint32_t word = 0;
    for (const Selector& selector : key) {
      // The first 32-bit register of the run is the first 128-bit one.
      const std::uint32_t reg = word % 4 == 0 ? NFT_REG_1 + word / 4 : NFT_REG32_00 + word;
      Load(selector, reg, false);
      word += (Describe(selector.field).length + 3U) / 4U;
    }
  }

  void LoadOperand(const Operand& operand, bool host_order) {
    if (const auto* value = std::get_if<Value>(&operand)) {
      Immediate(NFT_REG_1, *value, host_order);
      return;
    }
    const auto& computed = std::get<Computed>(operand);
    LoadField(computed.field, NFT_REG_1);
    const FieldInfo field = Describe(computed.field);
    if (!computed.mask.empty()) {
      Bitwise(NFT_REG_1, computed.mask, computed.flip, field.host_order);
    }
    // Into a packet numbers go in its order.
    if (field.host_order && !host_order) ToNetworkOrder(NFT_REG_1, field.length);
  }

  // "masq" never looks at ports without this flag, "redir" not when it is given other flags.
  static std::uint32_t NatFlags(std::uint32_t flags, bool ports) {
    constexpr std::uint32_t kPortsGiven = 1U << 1;  // NF_NAT_RANGE_PROTO_SPECIFIED
    return flags | (ports ? kPortsGiven : 0);
  }

  std::pair<std::uint32_t, std::uint32_t> LoadPorts(const std::optional<PortRange>& ports,
                                                    std::uint32_t reg) {
    if (!ports) return {0, 0};
    const std::uint32_t low = reg;
    Immediate(low, Value::Number(ports->low, 2), false);
    if (ports->high == ports->low) return {low, 0};
    Immediate(low + 1, Value::Number(ports->high, 2), false);
    return {low, low + 1};
  }

  void LoadField(const Field& field, std::uint32_t reg) {
    reg_ = reg;
    std::visit([this](const auto& alternative) { LoadOne(alternative); }, field);
  }

  void LoadOne(const Payload& payload) {
    Expression("payload", [&] {
      out_.PutBe32(NFTA_PAYLOAD_DREG, reg_);
      out_.PutBe32(NFTA_PAYLOAD_BASE, static_cast<std::uint32_t>(payload.base));
      out_.PutBe32(NFTA_PAYLOAD_OFFSET, payload.offset);
      out_.PutBe32(NFTA_PAYLOAD_LEN, payload.length);
    });
  }

  void LoadOne(const Meta& meta) {
    Expression("meta", [&] {
      out_.PutBe32(NFTA_META_DREG, reg_);
      out_.PutBe32(NFTA_META_KEY, static_cast<std::uint32_t>(meta.key));
    });
  }

  void LoadOne(const Ct& ct) {
    Expression("ct", [&] {
      out_.PutBe32(NFTA_CT_KEY, static_cast<std::uint32_t>(ct.key));
      if (ct.direction) out_.PutU8(NFTA_CT_DIRECTION, static_cast<std::uint8_t>(*ct.direction));
      out_.PutBe32(NFTA_CT_DREG, reg_);
    });
  }

  void LoadOne(const Fib& fib) {
    Expression("fib", [&] {
      out_.PutBe32(NFTA_FIB_FLAGS,
                   fib.flags | (fib.present ? std::uint32_t{NFTA_FIB_F_PRESENT} : 0U));
      out_.PutBe32(NFTA_FIB_RESULT, static_cast<std::uint32_t>(fib.result));
      out_.PutBe32(NFTA_FIB_DREG, reg_);
    });
  }

  void LoadOne(const Socket& socket) {
    Expression("socket", [&] {
      out_.PutBe32(NFTA_SOCKET_KEY, static_cast<std::uint32_t>(socket.key));
      out_.PutBe32(NFTA_SOCKET_DREG, reg_);
      if (socket.key == SocketKey::kCgroupV2) out_.PutBe32(NFTA_SOCKET_LEVEL, socket.level);
    });
  }

  void LoadOne(const Rt& rt) {
    Expression("rt", [&] {
      out_.PutBe32(NFTA_RT_KEY, static_cast<std::uint32_t>(rt.key));
      out_.PutBe32(NFTA_RT_DREG, reg_);
    });
  }

  void PutExthdr(const Exthdr& exthdr) {
    out_.PutU8(NFTA_EXTHDR_TYPE, exthdr.type);
    out_.PutBe32(NFTA_EXTHDR_OFFSET, exthdr.offset);
    out_.PutBe32(NFTA_EXTHDR_LEN, exthdr.length);
    if (exthdr.op != ExthdrOp::kIpv6)
      out_.PutBe32(NFTA_EXTHDR_OP, static_cast<std::uint32_t>(exthdr.op));
    if (exthdr.present) out_.PutBe32(NFTA_EXTHDR_FLAGS, NFT_EXTHDR_F_PRESENT);
  }

  void LoadOne(const Exthdr& exthdr) {
    Expression("exthdr", [&] {
      out_.PutBe32(NFTA_EXTHDR_DREG, reg_);
      PutExthdr(exthdr);
    });
  }

  void LoadOne(const Numgen& numgen) {
    Expression("numgen", [&] {
      out_.PutBe32(NFTA_NG_DREG, reg_);
      out_.PutBe32(NFTA_NG_TYPE, static_cast<std::uint32_t>(numgen.type));
      out_.PutBe32(NFTA_NG_MODULUS, numgen.modulus);
      out_.PutBe32(NFTA_NG_OFFSET, numgen.offset);
    });
  }

  void LoadOne(const Xfrm& xfrm) {
    Expression("xfrm", [&] {
      out_.PutBe32(NFTA_XFRM_DREG, reg_);
      out_.PutBe32(NFTA_XFRM_KEY, static_cast<std::uint32_t>(xfrm.key));
      out_.PutU8(NFTA_XFRM_DIR, xfrm.out ? 1 : 0);
      out_.PutBe32(NFTA_XFRM_SPNUM, xfrm.spnum);
    });
  }

  Buffer& out_;
  Family family_;
  std::uint16_t nest_type_ = NFTA_LIST_ELEM;
  std::uint32_t reg_ = NFT_REG_1;
};

// Relation has the kernel's numbers.
static_assert(static_cast<int>(Relation::kEq) == NFT_CMP_EQ &&
              static_cast<int>(Relation::kNe) == NFT_CMP_NEQ &&
              static_cast<int>(Relation::kLt) == NFT_CMP_LT &&
              static_cast<int>(Relation::kLe) == NFT_CMP_LTE &&
              static_cast<int>(Relation::kGt) == NFT_CMP_GT &&
              static_cast<int>(Relation::kGe) == NFT_CMP_GTE);

}  // namespace

void EncodeStatements(const std::vector<Statement>& statements, Family family, Buffer& buffer) {
  ExpressionWriter writer(buffer, family);
  for (const Statement& statement : statements) std::visit(writer, statement);
}

void EncodeStateful(const Stateful& stateful, std::uint16_t type, Buffer& buffer) {
  ExpressionWriter(buffer, Family::kIpv4).PutStateful(type, stateful);
}

}  // namespace cnft::netlink
