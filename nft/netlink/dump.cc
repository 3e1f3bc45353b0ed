// SPDX-License-Identifier: GPL-2.0-or-later
// Netlink messages for people to read (include/uapi/linux/netfilter/nf_tables.h). Attributes are
// described by tables: what number has which name, and what is in it.
#include "nft/netlink/dump.h"

#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "nft/netlink/attributes.h"

namespace cnft::netlink {
namespace {

enum class Kind : std::uint8_t { kText, kNumber, kBytes, kNest, kExpressions, kExpression };

struct Attribute {
  std::uint16_t type;
  std::string_view name;
  Kind kind = Kind::kNumber;
  std::span<const Attribute> nested = {};
};
using Attributes = std::span<const Attribute>;

constexpr auto kVerdict = std::to_array<Attribute>(
    {{NFTA_VERDICT_CODE, "code"}, {NFTA_VERDICT_CHAIN, "chain", Kind::kText}});
constexpr auto kData =
    std::to_array<Attribute>({{NFTA_DATA_VALUE, "value", Kind::kBytes},
                              {NFTA_DATA_VERDICT, "verdict", Kind::kNest, kVerdict}});
constexpr auto kPayload = std::to_array<Attribute>({{NFTA_PAYLOAD_DREG, "dreg"},
                                                    {NFTA_PAYLOAD_BASE, "base"},
                                                    {NFTA_PAYLOAD_OFFSET, "offset"},
                                                    {NFTA_PAYLOAD_LEN, "len"},
                                                    {NFTA_PAYLOAD_SREG, "sreg"},
                                                    {NFTA_PAYLOAD_CSUM_TYPE, "csum_type"},
                                                    {NFTA_PAYLOAD_CSUM_OFFSET, "csum_offset"},
                                                    {NFTA_PAYLOAD_CSUM_FLAGS, "csum_flags"}});
constexpr auto kMeta = std::to_array<Attribute>(
    {{NFTA_META_DREG, "dreg"}, {NFTA_META_KEY, "key"}, {NFTA_META_SREG, "sreg"}});
constexpr auto kCt = std::to_array<Attribute>({{NFTA_CT_DREG, "dreg"},
                                               {NFTA_CT_KEY, "key"},
                                               {NFTA_CT_DIRECTION, "direction"},
                                               {NFTA_CT_SREG, "sreg"}});
constexpr auto kFib = std::to_array<Attribute>(
    {{NFTA_FIB_DREG, "dreg"}, {NFTA_FIB_RESULT, "result"}, {NFTA_FIB_FLAGS, "flags"}});
constexpr auto kSocket = std::to_array<Attribute>(
    {{NFTA_SOCKET_KEY, "key"}, {NFTA_SOCKET_DREG, "dreg"}, {NFTA_SOCKET_LEVEL, "level"}});
constexpr auto kRt = std::to_array<Attribute>({{NFTA_RT_DREG, "dreg"}, {NFTA_RT_KEY, "key"}});
constexpr auto kExthdr = std::to_array<Attribute>({{NFTA_EXTHDR_DREG, "dreg"},
                                                   {NFTA_EXTHDR_TYPE, "type"},
                                                   {NFTA_EXTHDR_OFFSET, "offset"},
                                                   {NFTA_EXTHDR_LEN, "len"},
                                                   {NFTA_EXTHDR_FLAGS, "flags"},
                                                   {NFTA_EXTHDR_OP, "op"},
                                                   {NFTA_EXTHDR_SREG, "sreg"}});
constexpr auto kNumgen = std::to_array<Attribute>({{NFTA_NG_DREG, "dreg"},
                                                   {NFTA_NG_MODULUS, "modulus"},
                                                   {NFTA_NG_TYPE, "type"},
                                                   {NFTA_NG_OFFSET, "offset"}});
constexpr auto kXfrm = std::to_array<Attribute>({{NFTA_XFRM_DREG, "dreg"},
                                                 {NFTA_XFRM_KEY, "key"},
                                                 {NFTA_XFRM_DIR, "dir"},
                                                 {NFTA_XFRM_SPNUM, "spnum"}});
constexpr auto kCmp = std::to_array<Attribute>(
    {{NFTA_CMP_SREG, "sreg"}, {NFTA_CMP_OP, "op"}, {NFTA_CMP_DATA, "data", Kind::kNest, kData}});
constexpr auto kRange =
    std::to_array<Attribute>({{NFTA_RANGE_SREG, "sreg"},
                              {NFTA_RANGE_OP, "op"},
                              {NFTA_RANGE_FROM_DATA, "from", Kind::kNest, kData},
                              {NFTA_RANGE_TO_DATA, "to", Kind::kNest, kData}});
constexpr auto kBitwise = std::to_array<Attribute>({{NFTA_BITWISE_SREG, "sreg"},
                                                    {NFTA_BITWISE_DREG, "dreg"},
                                                    {NFTA_BITWISE_LEN, "len"},
                                                    {NFTA_BITWISE_MASK, "mask", Kind::kNest, kData},
                                                    {NFTA_BITWISE_XOR, "xor", Kind::kNest, kData},
                                                    {NFTA_BITWISE_OP, "op"}});
constexpr auto kByteorder = std::to_array<Attribute>({{NFTA_BYTEORDER_SREG, "sreg"},
                                                      {NFTA_BYTEORDER_DREG, "dreg"},
                                                      {NFTA_BYTEORDER_OP, "op"},
                                                      {NFTA_BYTEORDER_LEN, "len"},
                                                      {NFTA_BYTEORDER_SIZE, "size"}});
constexpr auto kImmediate = std::to_array<Attribute>(
    {{NFTA_IMMEDIATE_DREG, "dreg"}, {NFTA_IMMEDIATE_DATA, "data", Kind::kNest, kData}});
constexpr auto kLookup = std::to_array<Attribute>({{NFTA_LOOKUP_SET, "set", Kind::kText},
                                                   {NFTA_LOOKUP_SREG, "sreg"},
                                                   {NFTA_LOOKUP_FLAGS, "flags"}});
constexpr auto kCounter =
    std::to_array<Attribute>({{NFTA_COUNTER_BYTES, "bytes"}, {NFTA_COUNTER_PACKETS, "packets"}});
constexpr auto kLimit = std::to_array<Attribute>({{NFTA_LIMIT_RATE, "rate"},
                                                  {NFTA_LIMIT_UNIT, "unit"},
                                                  {NFTA_LIMIT_BURST, "burst"},
                                                  {NFTA_LIMIT_TYPE, "type"},
                                                  {NFTA_LIMIT_FLAGS, "flags"}});
constexpr auto kQuota =
    std::to_array<Attribute>({{NFTA_QUOTA_BYTES, "bytes"}, {NFTA_QUOTA_FLAGS, "flags"}});
constexpr auto kConnlimit =
    std::to_array<Attribute>({{NFTA_CONNLIMIT_COUNT, "count"}, {NFTA_CONNLIMIT_FLAGS, "flags"}});
constexpr auto kNat = std::to_array<Attribute>({{NFTA_NAT_TYPE, "type"},
                                                {NFTA_NAT_FAMILY, "family"},
                                                {NFTA_NAT_REG_ADDR_MIN, "reg_addr_min"},
                                                {NFTA_NAT_REG_ADDR_MAX, "reg_addr_max"},
                                                {NFTA_NAT_REG_PROTO_MIN, "reg_proto_min"},
                                                {NFTA_NAT_REG_PROTO_MAX, "reg_proto_max"},
                                                {NFTA_NAT_FLAGS, "flags"}});
constexpr auto kMasq = std::to_array<Attribute>({{NFTA_MASQ_FLAGS, "flags"},
                                                 {NFTA_MASQ_REG_PROTO_MIN, "reg_proto_min"},
                                                 {NFTA_MASQ_REG_PROTO_MAX, "reg_proto_max"}});
constexpr auto kRedir = std::to_array<Attribute>({{NFTA_REDIR_REG_PROTO_MIN, "reg_proto_min"},
                                                  {NFTA_REDIR_REG_PROTO_MAX, "reg_proto_max"},
                                                  {NFTA_REDIR_FLAGS, "flags"}});
constexpr auto kTproxy = std::to_array<Attribute>({{NFTA_TPROXY_FAMILY, "family"},
                                                   {NFTA_TPROXY_REG_ADDR, "reg_addr"},
                                                   {NFTA_TPROXY_REG_PORT, "reg_port"}});
constexpr auto kReject =
    std::to_array<Attribute>({{NFTA_REJECT_TYPE, "type"}, {NFTA_REJECT_ICMP_CODE, "icmp_code"}});
constexpr auto kLog = std::to_array<Attribute>({{NFTA_LOG_GROUP, "group"},
                                                {NFTA_LOG_PREFIX, "prefix", Kind::kText},
                                                {NFTA_LOG_SNAPLEN, "snaplen"},
                                                {NFTA_LOG_QTHRESHOLD, "qthreshold"},
                                                {NFTA_LOG_LEVEL, "level"},
                                                {NFTA_LOG_FLAGS, "flags"}});
constexpr auto kQueue = std::to_array<Attribute>(
    {{NFTA_QUEUE_NUM, "num"}, {NFTA_QUEUE_TOTAL, "total"}, {NFTA_QUEUE_FLAGS, "flags"}});
constexpr auto kDynset =
    std::to_array<Attribute>({{NFTA_DYNSET_SET_NAME, "set", Kind::kText},
                              {NFTA_DYNSET_OP, "op"},
                              {NFTA_DYNSET_SREG_KEY, "sreg_key"},
                              {NFTA_DYNSET_TIMEOUT, "timeout"},
                              {NFTA_DYNSET_EXPR, "expr", Kind::kExpression},
                              {NFTA_DYNSET_EXPRESSIONS, "expressions", Kind::kExpressions}});
constexpr auto kObjref = std::to_array<Attribute>(
    {{NFTA_OBJREF_IMM_TYPE, "type"}, {NFTA_OBJREF_IMM_NAME, "name", Kind::kText}});
constexpr auto kXt = std::to_array<Attribute>({{NFTA_MATCH_NAME, "name", Kind::kText},
                                               {NFTA_MATCH_REV, "rev"},
                                               {NFTA_MATCH_INFO, "info", Kind::kBytes}});

struct Expression {
  std::string_view name;
  Attributes attributes;
};
constexpr auto kExpressions = std::to_array<Expression>({{"payload", kPayload},
                                                         {"meta", kMeta},
                                                         {"ct", kCt},
                                                         {"fib", kFib},
                                                         {"socket", kSocket},
                                                         {"rt", kRt},
                                                         {"exthdr", kExthdr},
                                                         {"numgen", kNumgen},
                                                         {"xfrm", kXfrm},
                                                         {"cmp", kCmp},
                                                         {"range", kRange},
                                                         {"bitwise", kBitwise},
                                                         {"counter", kCounter},
                                                         {"byteorder", kByteorder},
                                                         {"immediate", kImmediate},
                                                         {"lookup", kLookup},
                                                         {"limit", kLimit},
                                                         {"quota", kQuota},
                                                         {"nat", kNat},
                                                         {"connlimit", kConnlimit},
                                                         {"masq", kMasq},
                                                         {"redir", kRedir},
                                                         {"tproxy", kTproxy},
                                                         {"reject", kReject},
                                                         {"log", kLog},
                                                         {"queue", kQueue},
                                                         {"dynset", kDynset},
                                                         {"objref", kObjref},
                                                         {"match", kXt},
                                                         {"target", kXt}});

constexpr auto kTableAttributes =
    std::to_array<Attribute>({{NFTA_TABLE_NAME, "name", Kind::kText}});
constexpr auto kHook =
    std::to_array<Attribute>({{NFTA_HOOK_HOOKNUM, "hooknum"}, {NFTA_HOOK_PRIORITY, "priority"}});
constexpr auto kChainAttributes =
    std::to_array<Attribute>({{NFTA_CHAIN_TABLE, "table", Kind::kText},
                              {NFTA_CHAIN_NAME, "name", Kind::kText},
                              {NFTA_CHAIN_HOOK, "hook", Kind::kNest, kHook},
                              {NFTA_CHAIN_POLICY, "policy"},
                              {NFTA_CHAIN_TYPE, "type", Kind::kText},
                              {NFTA_CHAIN_COUNTERS, "counters", Kind::kNest, kCounter},
                              {NFTA_CHAIN_USERDATA, "userdata", Kind::kBytes}});
constexpr auto kCompat = std::to_array<Attribute>(
    {{NFTA_RULE_COMPAT_PROTO, "proto"}, {NFTA_RULE_COMPAT_FLAGS, "flags"}});
constexpr auto kRuleAttributes =
    std::to_array<Attribute>({{NFTA_RULE_TABLE, "table", Kind::kText},
                              {NFTA_RULE_CHAIN, "chain", Kind::kText},
                              {NFTA_RULE_HANDLE, "handle"},
                              {NFTA_RULE_POSITION, "position"},
                              {NFTA_RULE_EXPRESSIONS, "expressions", Kind::kExpressions},
                              {NFTA_RULE_COMPAT, "compat", Kind::kNest, kCompat},
                              {NFTA_RULE_USERDATA, "userdata", Kind::kBytes}});
constexpr auto kField = std::to_array<Attribute>({{NFTA_SET_FIELD_LEN, "len"}});
constexpr auto kConcat = std::to_array<Attribute>({{NFTA_LIST_ELEM, "field", Kind::kNest, kField}});
constexpr auto kDescription = std::to_array<Attribute>(
    {{NFTA_SET_DESC_SIZE, "size"}, {NFTA_SET_DESC_CONCAT, "concat", Kind::kNest, kConcat}});
constexpr auto kSetAttributes =
    std::to_array<Attribute>({{NFTA_SET_TABLE, "table", Kind::kText},
                              {NFTA_SET_NAME, "name", Kind::kText},
                              {NFTA_SET_FLAGS, "flags"},
                              {NFTA_SET_KEY_TYPE, "key_type"},
                              {NFTA_SET_KEY_LEN, "key_len"},
                              {NFTA_SET_ID, "id"},
                              {NFTA_SET_DESC, "desc", Kind::kNest, kDescription},
                              {NFTA_SET_TIMEOUT, "timeout"},
                              {NFTA_SET_USERDATA, "userdata", Kind::kBytes},
                              {NFTA_SET_EXPR, "expr", Kind::kExpression},
                              {NFTA_SET_EXPRESSIONS, "expressions", Kind::kExpressions}});
constexpr auto kElement =
    std::to_array<Attribute>({{NFTA_SET_ELEM_KEY, "key", Kind::kNest, kData},
                              {NFTA_SET_ELEM_KEY_END, "key_end", Kind::kNest, kData},
                              {NFTA_SET_ELEM_FLAGS, "flags"},
                              {NFTA_SET_ELEM_TIMEOUT, "timeout"},
                              {NFTA_SET_ELEM_EXPIRATION, "expiration"},
                              {NFTA_SET_ELEM_USERDATA, "userdata", Kind::kBytes},
                              {NFTA_SET_ELEM_EXPR, "expr", Kind::kExpression}});
constexpr auto kElements =
    std::to_array<Attribute>({{NFTA_LIST_ELEM, "element", Kind::kNest, kElement}});
constexpr auto kElementAttributes =
    std::to_array<Attribute>({{NFTA_SET_ELEM_LIST_TABLE, "table", Kind::kText},
                              {NFTA_SET_ELEM_LIST_SET, "set", Kind::kText},
                              {NFTA_SET_ELEM_LIST_ELEMENTS, "elements", Kind::kNest, kElements}});
constexpr auto kHelper = std::to_array<Attribute>(
    {{NFTA_CT_HELPER_NAME, "name", Kind::kText}, {NFTA_CT_HELPER_L4PROTO, "l4proto"}});
constexpr auto kObjectAttributes =
    std::to_array<Attribute>({{NFTA_OBJ_TABLE, "table", Kind::kText},
                              {NFTA_OBJ_NAME, "name", Kind::kText},
                              {NFTA_OBJ_TYPE, "type"},
                              {NFTA_OBJ_DATA, "data", Kind::kNest, kHelper}});

struct Message {
  std::uint8_t type;
  std::string_view name;
  Attributes attributes;
};
constexpr auto kMessages =
    std::to_array<Message>({{NFT_MSG_NEWTABLE, "NEWTABLE", kTableAttributes},
                            {NFT_MSG_DELTABLE, "DELTABLE", kTableAttributes},
                            {NFT_MSG_NEWCHAIN, "NEWCHAIN", kChainAttributes},
                            {NFT_MSG_DELCHAIN, "DELCHAIN", kChainAttributes},
                            {NFT_MSG_NEWRULE, "NEWRULE", kRuleAttributes},
                            {NFT_MSG_DELRULE, "DELRULE", kRuleAttributes},
                            {NFT_MSG_NEWSET, "NEWSET", kSetAttributes},
                            {NFT_MSG_DELSET, "DELSET", kSetAttributes},
                            {NFT_MSG_NEWSETELEM, "NEWSETELEM", kElementAttributes},
                            {NFT_MSG_DELSETELEM, "DELSETELEM", kElementAttributes},
                            {NFT_MSG_NEWOBJ, "NEWOBJ", kObjectAttributes},
                            {NFT_MSG_DELOBJ, "DELOBJ", kObjectAttributes}});

std::string HexOf(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
  return text;
}

std::string NumberOf(std::string_view payload) {
  const AttributeView view(payload);
  switch (payload.size()) {
    case 1:
      return fmt::format("{}", view.U8());
    case 2:
      return fmt::format("{}", view.Be16());
    case 4:
      return fmt::format("{}", static_cast<std::int32_t>(view.Be32()));
    case 8:
      return fmt::format("{}", view.Be64());
    default:
      return HexOf(payload);
  }
}

std::string TextOf(std::string_view payload) {
  std::string text = "\"";
  for (const char c : AttributeView(payload).String()) {
    if (static_cast<unsigned char>(c) < 0x20) {
      text += fmt::format("\\x{:02x}", c);
    } else {
      text += c;
    }
  }
  return text + '"';
}

class Writer {
 public:
  std::string Take() { return std::move(out_); }

  void WriteMessage(std::string_view message) {
    nlmsghdr header;
    std::memcpy(&header, message.data(), sizeof header);
    nfgenmsg generic{};
    if (message.size() >= NLMSG_HDRLEN + sizeof generic) {
      std::memcpy(&generic, message.data() + NLMSG_HDRLEN, sizeof generic);
    }
    const auto* known = std::ranges::find(
        kMessages, static_cast<std::uint8_t>(header.nlmsg_type & 0xff), &Message::type);
    const bool is_known = known != kMessages.end();
    out_ += fmt::format("#{} {} family {} flags {:#x} length {}\n", header.nlmsg_seq,
                        is_known ? known->name : "message", generic.nfgen_family,
                        header.nlmsg_flags, header.nlmsg_len);
    const std::size_t body = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof generic);
    if (is_known && message.size() > body) Run(message.substr(body), known->attributes, 1);
    for (std::size_t at = 0; at < message.size(); at += 32) {
      out_ += fmt::format("  {:04x}  {}\n", at, HexOf(message.substr(at, 32)));
    }
    out_ += '\n';
  }

 private:
  void Indent(unsigned depth) { out_.append(std::size_t{depth} * 2, ' '); }

  void Run(std::string_view run, Attributes known, unsigned depth) {
    ForEachAttribute(run, [&](std::uint16_t type, std::string_view payload) {
      const auto found = std::ranges::find(known, type, &Attribute::type);
      Indent(depth);
      if (found == known.end()) {
        out_ += fmt::format("attribute {}: {}\n", type, HexOf(payload));
        return;
      }
      out_ += found->name;
      switch (found->kind) {
        case Kind::kText:
          out_ += fmt::format(": {}\n", TextOf(payload));
          return;
        case Kind::kNumber:
          out_ += fmt::format(": {}\n", NumberOf(payload));
          return;
        case Kind::kBytes:
          out_ += fmt::format(": {}\n", HexOf(payload));
          return;
        case Kind::kNest:
          out_ += ":\n";
          Run(payload, found->nested, depth + 1);
          return;
        case Kind::kExpressions:
          out_ += ":\n";
          ForEachAttribute(payload, [&](std::uint16_t, std::string_view one) {
            Indent(depth + 1);
            OneExpression(one, depth + 2);
          });
          return;
        case Kind::kExpression:
          out_ += ": ";
          OneExpression(payload, depth + 1);
          return;
      }
    });
  }

  void OneExpression(std::string_view payload, unsigned depth) {
    const AttributeTable<NFTA_EXPR_MAX + 1> expression(payload);
    const std::string_view name = expression[NFTA_EXPR_NAME].String();
    out_ += fmt::format("{}\n", name);
    const auto* known = std::ranges::find(kExpressions, name, &Expression::name);
    Run(expression[NFTA_EXPR_DATA].bytes(),
        known == kExpressions.end() ? Attributes() : known->attributes, depth);
  }

  std::string out_;
};

}  // namespace

std::string DumpMessages(std::span<const std::uint8_t> messages) {
  std::string_view rest(reinterpret_cast<const char*>(messages.data()), messages.size());
  Writer writer;
  while (rest.size() >= NLMSG_HDRLEN) {
    nlmsghdr header;
    std::memcpy(&header, rest.data(), sizeof header);
    if (header.nlmsg_len < NLMSG_HDRLEN || header.nlmsg_len > rest.size()) break;
    writer.WriteMessage(rest.substr(0, header.nlmsg_len));
    rest.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), rest.size()));
  }
  return writer.Take();
}

}  // namespace cnft::netlink
