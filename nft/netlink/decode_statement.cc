// SPDX-License-Identifier: GPL-2.0-or-later
// nf_tables expressions as statements: follows what each register holds (net/netfilter/nft_*.c).
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <optional>

#include "nft/netlink/attributes.h"
#include "nft/netlink/decode.h"

namespace cnft::netlink {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types

// What a register holds: a constant, or a field seen through a mask and a flip.
struct Content {
  std::optional<Value> constant;  // as loaded, in register order
  Field field;
  Value mask;  // big-endian, as in the model
  Value flip;
  bool big_endian = false;  // a byteorder expression turned it
};

Value FlipOrder(Value value, bool host_order) {
  if (host_order && std::endian::native == std::endian::little) {
    std::reverse(value.bytes.begin(), value.bytes.begin() + value.length);
  }
  return value;
}

Value DataValue(const AttributeView& attribute, bool host_order) {
  const AttributeTable<NFTA_DATA_MAX + 1> data(attribute.bytes());
  const std::string_view bytes = data[NFTA_DATA_VALUE].bytes();
  Value value;
  value.length = static_cast<std::uint8_t>(std::min<std::size_t>(bytes.size(), 16));
  std::copy_n(bytes.begin(), value.length, value.bytes.begin());
  return FlipOrder(value, host_order);
}

bool AllZero(const Value& value) {
  return std::ranges::all_of(value.bytes, [](std::uint8_t byte) { return byte == 0; });
}

class Decoder {
 public:
  explicit Decoder(std::vector<Statement>& out) : out_(out) {}

  bool foreign() const { return foreign_; }

  void Expression(std::string_view payload) {
    const AttributeTable<NFTA_EXPR_MAX + 1> attributes(payload);
    const std::string_view name = attributes[NFTA_EXPR_NAME].String();
    const std::string_view data = attributes[NFTA_EXPR_DATA].bytes();
    for (const auto& [known, decode] : kExpressions) {
      if (known == name) return (this->*decode)(data);
    }
    foreign_ = true;
  }

  static std::optional<Stateful> DecodeStateful(std::string_view payload) {
    std::vector<Statement> statements;
    Decoder decoder(statements);
    decoder.Expression(payload);
    if (statements.size() != 1) return std::nullopt;
    return std::visit(
        [](auto& statement) -> std::optional<Stateful> {
          if constexpr (std::is_constructible_v<Stateful, decltype(statement)>) return statement;
          return std::nullopt;
        },
        statements[0]);
  }

 private:
  struct Known {
    std::string_view name;
    void (Decoder::*decode)(std::string_view data);
  };
  static const std::array<Known, 32> kExpressions;

  // 32-bit register number, from either numbering.
  static std::size_t Word(std::uint32_t reg) {
    if (reg >= NFT_REG_1 && reg <= NFT_REG_4) return (reg - NFT_REG_1) * 4U;
    return (reg - NFT_REG32_00) % 16U;
  }
  Content& Register(const AttributeView& attribute) { return registers_[Word(attribute.Be32())]; }

  void Set(const AttributeView& destination, Field field) {
    const std::size_t word = Word(destination.Be32());
    loaded_end_ = word + (Describe(field).length + 3U) / 4U;
    last_compared_ = nullptr;
    registers_[word] = Content{std::nullopt, std::move(field), {}, {}, false};
  }

  bool HostOrder(const Content& content) const {
    return Describe(content.field).host_order && !content.big_endian;
  }

  static Selector SelectorOf(const Content& content) { return {content.field, content.mask}; }

  Operand OperandOf(const Content& content, bool host_order) const {
    if (content.constant) return FlipOrder(*content.constant, host_order);
    return Computed{content.field, content.mask, content.flip};
  }

  void Payload_(std::string_view data) {
    const AttributeTable<NFTA_PAYLOAD_MAX + 1> a(data);
    const Payload payload{static_cast<PayloadBase>(a[NFTA_PAYLOAD_BASE].Be32()),
                          static_cast<std::uint8_t>(a[NFTA_PAYLOAD_OFFSET].Be32()),
                          static_cast<std::uint8_t>(a[NFTA_PAYLOAD_LEN].Be32())};
    if (a[NFTA_PAYLOAD_DREG]) return Set(a[NFTA_PAYLOAD_DREG], payload);
    out_.emplace_back(SetPayload{payload, a[NFTA_PAYLOAD_CSUM_TYPE].Be32() == NFT_PAYLOAD_CSUM_INET,
                                 OperandOf(Register(a[NFTA_PAYLOAD_SREG]), false)});
  }

  void Meta_(std::string_view data) {
    const AttributeTable<NFTA_META_MAX + 1> a(data);
    const auto key = static_cast<MetaKey>(a[NFTA_META_KEY].Be32());
    const Field field = Meta{key};
    if (Describe(field).length == 0) {
      foreign_ = true;
      return;
    }
    if (a[NFTA_META_DREG]) return Set(a[NFTA_META_DREG], field);
    out_.emplace_back(
        SetMeta{key, OperandOf(Register(a[NFTA_META_SREG]), Describe(field).host_order)});
  }

  void Ct_(std::string_view data) {
    const AttributeTable<NFTA_CT_MAX + 1> a(data);
    Ct ct{static_cast<CtKey>(a[NFTA_CT_KEY].Be32()), std::nullopt};
    if (a[NFTA_CT_DIRECTION]) ct.direction = static_cast<Direction>(a[NFTA_CT_DIRECTION].U8());
    const Field field = ct;
    if (Describe(field).length == 0) {
      foreign_ = true;
      return;
    }
    if (a[NFTA_CT_DREG]) return Set(a[NFTA_CT_DREG], field);
    out_.emplace_back(SetCt{ct.key, ct.direction,
                            OperandOf(Register(a[NFTA_CT_SREG]), Describe(field).host_order)});
  }

  void Fib_(std::string_view data) {
    const AttributeTable<NFTA_FIB_MAX + 1> a(data);
    const std::uint32_t flags = a[NFTA_FIB_FLAGS].Be32();
    Set(a[NFTA_FIB_DREG], Fib{static_cast<FibResult>(a[NFTA_FIB_RESULT].Be32()),
                              static_cast<std::uint8_t>(flags & ~std::uint32_t{NFTA_FIB_F_PRESENT}),
                              (flags & NFTA_FIB_F_PRESENT) != 0});
  }

  void Socket_(std::string_view data) {
    const AttributeTable<NFTA_SOCKET_MAX + 1> a(data);
    Set(a[NFTA_SOCKET_DREG], Socket{static_cast<SocketKey>(a[NFTA_SOCKET_KEY].Be32()),
                                    static_cast<std::uint8_t>(a[NFTA_SOCKET_LEVEL].Be32())});
  }

  void Rt_(std::string_view data) {
    const AttributeTable<NFTA_RT_MAX + 1> a(data);
    Set(a[NFTA_RT_DREG], Rt{static_cast<RtKey>(a[NFTA_RT_KEY].Be32())});
  }

  void Exthdr_(std::string_view data) {
    const AttributeTable<NFTA_EXTHDR_MAX + 1> a(data);
    const Exthdr exthdr{static_cast<ExthdrOp>(a[NFTA_EXTHDR_OP].Be32()), a[NFTA_EXTHDR_TYPE].U8(),
                        static_cast<std::uint8_t>(a[NFTA_EXTHDR_OFFSET].Be32()),
                        static_cast<std::uint8_t>(a[NFTA_EXTHDR_LEN].Be32()),
                        (a[NFTA_EXTHDR_FLAGS].Be32() & NFT_EXTHDR_F_PRESENT) != 0};
    if (a[NFTA_EXTHDR_DREG]) return Set(a[NFTA_EXTHDR_DREG], exthdr);
    if (!a[NFTA_EXTHDR_SREG]) {
      out_.emplace_back(StripTcpOption{exthdr.type});
      return;
    }
    out_.emplace_back(SetExthdr{exthdr, OperandOf(Register(a[NFTA_EXTHDR_SREG]), false)});
  }

  void Numgen_(std::string_view data) {
    const AttributeTable<NFTA_NG_MAX + 1> a(data);
    Set(a[NFTA_NG_DREG], Numgen{static_cast<NumgenType>(a[NFTA_NG_TYPE].Be32()),
                                a[NFTA_NG_MODULUS].Be32(), a[NFTA_NG_OFFSET].Be32()});
  }

  void Xfrm_(std::string_view data) {
    const AttributeTable<NFTA_XFRM_MAX + 1> a(data);
    Set(a[NFTA_XFRM_DREG], Xfrm{static_cast<XfrmKey>(a[NFTA_XFRM_KEY].Be32()),
                                a[NFTA_XFRM_DIR].U8() != 0, a[NFTA_XFRM_SPNUM].Be32()});
  }

  void Bitwise_(std::string_view data) {
    const AttributeTable<NFTA_BITWISE_MAX + 1> a(data);
    if (a[NFTA_BITWISE_OP].Be32() != 0) {  // shifts and operations on two registers
      foreign_ = true;
      return;
    }
    Content content = Register(a[NFTA_BITWISE_SREG]);
    const bool host_order = HostOrder(content);
    content.mask = DataValue(a[NFTA_BITWISE_MASK], host_order);
    content.flip = DataValue(a[NFTA_BITWISE_XOR], host_order);
    Register(a[NFTA_BITWISE_DREG]) = content;
  }

  void Byteorder_(std::string_view data) {
    const AttributeTable<NFTA_BYTEORDER_MAX + 1> a(data);
    Content content = Register(a[NFTA_BYTEORDER_SREG]);
    content.big_endian = true;
    Register(a[NFTA_BYTEORDER_DREG]) = content;
  }

  void Cmp_(std::string_view data) {
    const AttributeTable<NFTA_CMP_MAX + 1> a(data);
    const Content& content = Register(a[NFTA_CMP_SREG]);
    const auto relation = static_cast<Relation>(a[NFTA_CMP_OP].Be32());
    const Value value = DataValue(a[NFTA_CMP_DATA], HostOrder(content));
    if (!AllZero(content.flip) || content.constant) {
      foreign_ = true;
      return;
    }
    // A second bound on what was just loaded closes a range.
    if (relation == Relation::kLe && &content == last_compared_ && !out_.empty()) {
      auto* low = std::get_if<Match>(&out_.back());
      if (low != nullptr && low->relation == Relation::kGe &&
          low->selector == SelectorOf(content)) {
        out_.back() = RangeMatch{low->selector, false, low->value, value};
        return;
      }
    }
    last_compared_ = &content;
    out_.emplace_back(Match{SelectorOf(content), relation, value});
  }

  void Range_(std::string_view data) {
    const AttributeTable<NFTA_RANGE_MAX + 1> a(data);
    const Content& content = Register(a[NFTA_RANGE_SREG]);
    out_.emplace_back(RangeMatch{SelectorOf(content), a[NFTA_RANGE_OP].Be32() == NFT_RANGE_NEQ,
                                 DataValue(a[NFTA_RANGE_FROM_DATA], HostOrder(content)),
                                 DataValue(a[NFTA_RANGE_TO_DATA], HostOrder(content))});
  }

  // Which registers a key takes is known from the set; here, from what was loaded since.
  std::vector<Selector> Key(const AttributeView& first) {
    std::vector<Selector> key;
    const std::size_t end = std::min(loaded_end_, registers_.size());
    for (std::size_t word = Word(first.Be32()); word < end;) {
      const Content& content = registers_[word];
      const std::size_t length = Describe(content.field).length;
      if (length == 0) {  // nothing was loaded here
        foreign_ = true;
        break;
      }
      key.push_back(SelectorOf(content));
      word += (length + 3U) / 4U;
    }
    return key;
  }

  void Lookup_(std::string_view data) {
    const AttributeTable<NFTA_LOOKUP_MAX + 1> a(data);
    if (a[NFTA_LOOKUP_DREG]) {
      foreign_ = true;
      return;
    }
    out_.emplace_back(Lookup{Key(a[NFTA_LOOKUP_SREG]), std::string(a[NFTA_LOOKUP_SET].String()),
                             (a[NFTA_LOOKUP_FLAGS].Be32() & NFT_LOOKUP_F_INV) != 0});
  }

  void Counter_(std::string_view data) {
    const AttributeTable<NFTA_COUNTER_MAX + 1> a(data);
    out_.emplace_back(Counter{{a[NFTA_COUNTER_PACKETS].Be64(), a[NFTA_COUNTER_BYTES].Be64()}});
  }

  void Limit_(std::string_view data) {
    const AttributeTable<NFTA_LIMIT_MAX + 1> a(data);
    out_.emplace_back(Limit{a[NFTA_LIMIT_RATE].Be64(), a[NFTA_LIMIT_UNIT].Be64(),
                            a[NFTA_LIMIT_BURST].Be32(),
                            a[NFTA_LIMIT_TYPE].Be32() == NFT_LIMIT_PKT_BYTES,
                            (a[NFTA_LIMIT_FLAGS].Be32() & NFT_LIMIT_F_INV) != 0});
  }

  void Quota_(std::string_view data) {
    const AttributeTable<NFTA_QUOTA_MAX + 1> a(data);
    out_.emplace_back(
        Quota{a[NFTA_QUOTA_BYTES].Be64(), (a[NFTA_QUOTA_FLAGS].Be32() & NFT_QUOTA_F_INV) != 0});
  }

  void ConnLimit_(std::string_view data) {
    const AttributeTable<NFTA_CONNLIMIT_MAX + 1> a(data);
    out_.emplace_back(ConnLimit{a[NFTA_CONNLIMIT_COUNT].Be32(),
                                (a[NFTA_CONNLIMIT_FLAGS].Be32() & NFT_CONNLIMIT_F_INV) != 0});
  }

  void Immediate_(std::string_view data) {
    const AttributeTable<NFTA_IMMEDIATE_MAX + 1> a(data);
    if (a[NFTA_IMMEDIATE_DREG].Be32() != NFT_REG_VERDICT) {
      Register(a[NFTA_IMMEDIATE_DREG]) =
          Content{DataValue(a[NFTA_IMMEDIATE_DATA], false), {}, {}, {}, false};
      return;
    }
    const AttributeTable<NFTA_DATA_MAX + 1> nested(a[NFTA_IMMEDIATE_DATA].bytes());
    const AttributeTable<NFTA_VERDICT_MAX + 1> verdict(nested[NFTA_DATA_VERDICT].bytes());
    const std::string chain(verdict[NFTA_VERDICT_CHAIN].String());
    switch (static_cast<std::int32_t>(verdict[NFTA_VERDICT_CODE].Be32())) {
      case NF_ACCEPT:
        out_.emplace_back(Verdict{VerdictKind::kAccept, {}});
        return;
      case NF_DROP:
        out_.emplace_back(Verdict{VerdictKind::kDrop, {}});
        return;
      case NFT_RETURN:
        out_.emplace_back(Verdict{VerdictKind::kReturn, {}});
        return;
      case NFT_JUMP:
        out_.emplace_back(Verdict{VerdictKind::kJump, chain});
        return;
      case NFT_GOTO:
        out_.emplace_back(Verdict{VerdictKind::kGoto, chain});
        return;
      default:
        foreign_ = true;
    }
  }

  void Notrack_(std::string_view) { out_.emplace_back(Notrack{}); }

  std::optional<PortRange> Ports(const AttributeView& low, const AttributeView& high) {
    if (!low) return std::nullopt;
    const auto port = [this](const AttributeView& attribute) {
      const Content& content = Register(attribute);
      return static_cast<std::uint16_t>(content.constant ? content.constant->AsNumber() : 0);
    };
    return PortRange{port(low), port(high ? high : low)};
  }

  std::optional<Address> AddressIn(const AttributeView& attribute) {
    const Content& content = Register(attribute);
    if (!content.constant) {
      foreign_ = true;
      return std::nullopt;
    }
    return Address{content.constant->bytes, content.constant->length};
  }

  void Nat_(std::string_view data) {
    const AttributeTable<NFTA_NAT_MAX + 1> a(data);
    Nat nat;
    nat.kind = static_cast<NatKind>(a[NFTA_NAT_TYPE].Be32());
    const Content* content =
        a[NFTA_NAT_REG_ADDR_MIN] ? &Register(a[NFTA_NAT_REG_ADDR_MIN]) : nullptr;
    const auto* header = content == nullptr || content->constant || !content->mask.empty()
                             ? nullptr
                             : std::get_if<Payload>(&content->field);
    if (header != nullptr) {
      nat.address_field = *header;
    } else if (content != nullptr) {
      const auto low = AddressIn(a[NFTA_NAT_REG_ADDR_MIN]);
      const auto high =
          AddressIn(a[NFTA_NAT_REG_ADDR_MAX] ? a[NFTA_NAT_REG_ADDR_MAX] : a[NFTA_NAT_REG_ADDR_MIN]);
      if (low && high) nat.addresses = AddressRange{*low, *high};
    }
    nat.ports = Ports(a[NFTA_NAT_REG_PROTO_MIN], a[NFTA_NAT_REG_PROTO_MAX]);
    nat.flags =
        a[NFTA_NAT_FLAGS].Be32() & (kNatRandom | kNatPersistent | kNatFullyRandom | kNatNetmap);
    out_.emplace_back(std::move(nat));
  }

  void Masq_(std::string_view data) {
    const AttributeTable<NFTA_MASQ_MAX + 1> a(data);
    out_.emplace_back(
        Masquerade{Ports(a[NFTA_MASQ_REG_PROTO_MIN], a[NFTA_MASQ_REG_PROTO_MAX]),
                   a[NFTA_MASQ_FLAGS].Be32() & (kNatRandom | kNatPersistent | kNatFullyRandom)});
  }

  void Redir_(std::string_view data) {
    const AttributeTable<NFTA_REDIR_MAX + 1> a(data);
    out_.emplace_back(
        Redirect{Ports(a[NFTA_REDIR_REG_PROTO_MIN], a[NFTA_REDIR_REG_PROTO_MAX]),
                 a[NFTA_REDIR_FLAGS].Be32() & (kNatRandom | kNatPersistent | kNatFullyRandom)});
  }

  void Tproxy_(std::string_view data) {
    const AttributeTable<NFTA_TPROXY_MAX + 1> a(data);
    Tproxy tproxy;
    if (a[NFTA_TPROXY_REG_ADDR]) tproxy.address = AddressIn(a[NFTA_TPROXY_REG_ADDR]);
    if (const auto ports = Ports(a[NFTA_TPROXY_REG_PORT], {})) tproxy.port = ports->low;
    out_.emplace_back(std::move(tproxy));
  }

  void Reject_(std::string_view data) {
    const AttributeTable<NFTA_REJECT_MAX + 1> a(data);
    out_.emplace_back(
        Reject{a[NFTA_REJECT_TYPE].Be32() == NFT_REJECT_TCP_RST, a[NFTA_REJECT_ICMP_CODE].U8()});
  }

  void Log_(std::string_view data) {
    const AttributeTable<NFTA_LOG_MAX + 1> a(data);
    Log log;
    log.prefix = a[NFTA_LOG_PREFIX].String();
    if (a[NFTA_LOG_GROUP]) {
      log.group = a[NFTA_LOG_GROUP].Be16();
      if (a[NFTA_LOG_SNAPLEN]) log.snaplen = a[NFTA_LOG_SNAPLEN].Be32();
      log.queue_threshold = a[NFTA_LOG_QTHRESHOLD].Be16();
    } else {
      if (a[NFTA_LOG_LEVEL]) log.level = static_cast<std::uint8_t>(a[NFTA_LOG_LEVEL].Be32());
      log.flags = static_cast<std::uint8_t>(a[NFTA_LOG_FLAGS].Be32());
    }
    out_.emplace_back(std::move(log));
  }

  void Queue_(std::string_view data) {
    const AttributeTable<NFTA_QUEUE_MAX + 1> a(data);
    const std::uint16_t flags = a[NFTA_QUEUE_FLAGS].Be16();
    out_.emplace_back(
        Queue{a[NFTA_QUEUE_NUM].Be16(), std::max<std::uint16_t>(1, a[NFTA_QUEUE_TOTAL].Be16()),
              (flags & NFT_QUEUE_FLAG_BYPASS) != 0, (flags & NFT_QUEUE_FLAG_CPU_FANOUT) != 0});
  }

  void Dup_(std::string_view data) {
    const AttributeTable<NFTA_DUP_MAX + 1> a(data);
    const auto gateway = AddressIn(a[NFTA_DUP_SREG_ADDR]);
    if (!gateway || a[NFTA_DUP_SREG_DEV]) {
      foreign_ = true;
      return;
    }
    out_.emplace_back(Duplicate{*gateway});
  }

  void Dynset_(std::string_view data) {
    const AttributeTable<NFTA_DYNSET_MAX + 1> a(data);
    DynamicSet dynamic;
    dynamic.operation = static_cast<DynamicOperation>(a[NFTA_DYNSET_OP].Be32());
    dynamic.set = a[NFTA_DYNSET_SET_NAME].String();
    dynamic.key = Key(a[NFTA_DYNSET_SREG_KEY]);
    dynamic.timeout_ms = a[NFTA_DYNSET_TIMEOUT].Be64();
    const auto add = [&](std::string_view payload) {
      if (const auto stateful = DecodeStateful(payload)) {
        dynamic.stateful.push_back(*stateful);
      } else {
        foreign_ = true;
      }
    };
    if (a[NFTA_DYNSET_EXPRESSIONS]) {
      ForEachAttribute(a[NFTA_DYNSET_EXPRESSIONS].bytes(),
                       [&](std::uint16_t, std::string_view payload) { add(payload); });
    } else if (a[NFTA_DYNSET_EXPR]) {
      add(a[NFTA_DYNSET_EXPR].bytes());
    }
    out_.emplace_back(std::move(dynamic));
  }

  void Objref_(std::string_view data) {
    const AttributeTable<NFTA_OBJREF_MAX + 1> a(data);
    out_.emplace_back(ObjectReference{static_cast<ObjectType>(a[NFTA_OBJREF_IMM_TYPE].Be32()),
                                      std::string(a[NFTA_OBJREF_IMM_NAME].String())});
  }

  void XtMatch(std::string_view data) { Xt_(data, false); }
  void XtTarget(std::string_view data) { Xt_(data, true); }
  void Xt_(std::string_view data, bool target) {
    const AttributeTable<NFTA_MATCH_MAX + 1> a(data);
    out_.emplace_back(Xt{target, std::string(a[NFTA_MATCH_NAME].String()), a[NFTA_MATCH_REV].Be32(),
                         std::string(a[NFTA_MATCH_INFO].bytes())});
  }

  std::vector<Statement>& out_;
  std::array<Content, 20> registers_;
  std::size_t loaded_end_ = 0;
  const Content* last_compared_ = nullptr;
  bool foreign_ = false;
};

const std::array<Decoder::Known, 32> Decoder::kExpressions = {{
    {"payload", &Decoder::Payload_},
    {"meta", &Decoder::Meta_},
    {"cmp", &Decoder::Cmp_},
    {"counter", &Decoder::Counter_},
    {"immediate", &Decoder::Immediate_},
    {"bitwise", &Decoder::Bitwise_},
    {"lookup", &Decoder::Lookup_},
    {"ct", &Decoder::Ct_},
    {"fib", &Decoder::Fib_},
    {"socket", &Decoder::Socket_},
    {"rt", &Decoder::Rt_},
    {"exthdr", &Decoder::Exthdr_},
    {"numgen", &Decoder::Numgen_},
    {"xfrm", &Decoder::Xfrm_},
    {"byteorder", &Decoder::Byteorder_},
    {"range", &Decoder::Range_},
    {"limit", &Decoder::Limit_},
    {"quota", &Decoder::Quota_},
    {"connlimit", &Decoder::ConnLimit_},
    {"notrack", &Decoder::Notrack_},
    {"nat", &Decoder::Nat_},
    {"masq", &Decoder::Masq_},
    {"redir", &Decoder::Redir_},
    {"tproxy", &Decoder::Tproxy_},
    {"reject", &Decoder::Reject_},
    {"log", &Decoder::Log_},
    {"queue", &Decoder::Queue_},
    {"dup", &Decoder::Dup_},
    {"dynset", &Decoder::Dynset_},
    {"objref", &Decoder::Objref_},
    {"match", &Decoder::XtMatch},
    {"target", &Decoder::XtTarget},
}};

}  // namespace

std::optional<Stateful> DecodeStateful(std::string_view expression) {
  return Decoder::DecodeStateful(expression);
}

std::vector<Statement> DecodeStatements(std::string_view expressions, bool& foreign) {
  std::vector<Statement> statements;
  statements.reserve(8);
  Decoder decoder(statements);
  ForEachAttribute(expressions,
                   [&](std::uint16_t, std::string_view payload) { decoder.Expression(payload); });
  foreign = decoder.foreign();
  // Tables hold many rules: none keeps room to spare.
  return {std::make_move_iterator(statements.begin()), std::make_move_iterator(statements.end())};
}

}  // namespace cnft::netlink
