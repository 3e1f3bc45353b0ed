// SPDX-License-Identifier: GPL-2.0-or-later
// Tables, chains, rules and sets as nf_tables messages (net/netfilter/nf_tables_api.c).
#include "nft/netlink/encode.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "nft/netlink/userdata.h"
#include "ruleset/iptables/lexer.h"

namespace cnft::netlink {

void EncodeStateful(const nftables::Stateful& stateful, std::uint16_t type, Buffer& buffer);

namespace {

using nftables::Chain;
using nftables::DataType;
using nftables::Element;
using nftables::Object;
using nftables::Rule;
using nftables::Set;
using nftables::Statement;
using nftables::Table;

std::uint8_t Nfproto(Family family) {
  return family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6;
}

constexpr std::array<std::string_view, 3> kChainTypes = {"filter", "nat", "route"};

// A nested attribute holds at most 64 KiB; an element is a few hundred bytes at most.
constexpr std::size_t kElementsNestMax = 60000;

// nft shows comments of at most this many bytes and cannot read longer ones back.
constexpr std::size_t kNftCommentMax = 127;

// Stands in a stored rule text for the comment that userdata holds anyway.
constexpr std::string_view kCommentHere = "\1";

// nft's number for a concatenation: six bits a type.
std::uint32_t KeyType(const std::vector<DataType>& key) {
  std::uint32_t type = 0;
  for (const DataType part : key) type = type << 6 | static_cast<std::uint32_t>(part);
  return type;
}

constexpr std::size_t Padded(std::size_t length) { return (length + 3) / 4 * 4; }

// The key as it lies in registers: each field in the kernel's byte order, padded to 32 bits when
// there are several.
std::string RegisterKey(const Set& set, std::string_view key) {
  std::string out;
  std::size_t at = 0;
  for (const DataType part : set.key) {
    const auto& info = nftables::Info(part);
    std::string field(key.substr(at, info.length));
    at += info.length;
    if (info.host_order && std::endian::native == std::endian::little) {
      std::ranges::reverse(field);
    }
    out += field;
    if (set.key.size() > 1) out.resize(Padded(out.size()));
  }
  return out;
}

// The key that follows `key`; empty when there is none.
std::string NextKey(std::string key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (static_cast<std::uint8_t>(++key[i]) != 0) return key;
  }
  return {};
}

std::uint16_t MessageType(std::uint16_t message) {
  return static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8 | message);
}

// The protocol the rule tests for: xtables extensions insist on being told.
std::uint32_t TestedProtocol(const Rule& rule) {
  for (const Statement& statement : rule.statements) {
    const auto* match = std::get_if<nftables::Match>(&statement);
    if (match == nullptr || match->relation != nftables::Relation::kEq) continue;
    const auto* meta = std::get_if<nftables::Meta>(&match->selector.field);
    if (meta != nullptr && meta->key == nftables::MetaKey::kL4proto) {
      return static_cast<std::uint32_t>(match->value.AsNumber());
    }
  }
  return 0;
}

bool HoldsXt(const Rule& rule) {
  return std::ranges::any_of(rule.statements, [](const Statement& statement) {
    return std::holds_alternative<nftables::Xt>(statement);
  });
}

}  // namespace

Batch::Batch() {
  // The generation is optional: it stands after the header, so that leaving it out is a shorter
  // message. Room for both is made here, Finish decides.
  const Mark mark =
      buffer_.BeginMessage(NFNL_MSG_BATCH_BEGIN, NLM_F_REQUEST, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
  buffer_.PutBe32(NFNL_BATCH_GENID, 0);
  buffer_.EndMessage(mark);
  body_begin_ = buffer_.size();
}

Mark Batch::Begin(std::uint16_t message, std::uint16_t flags, Family family, Subject subject,
                  Span span) {
  origins_.push_back({subject, static_cast<std::uint32_t>(buffer_.size()), span});
  return buffer_.BeginMessage(MessageType(message),
                              static_cast<std::uint16_t>(NLM_F_REQUEST | flags),
                              static_cast<std::uint32_t>(origins_.size()), Nfproto(family));
}

void Batch::AddTable(const Table& table) {
  const Mark message = Begin(NFT_MSG_NEWTABLE, NLM_F_CREATE, table.family, Subject::kTable, {});
  buffer_.PutString(NFTA_TABLE_NAME, table.name);
  buffer_.EndMessage(message);
}

void Batch::SetTableFlags(const Table& table, TableFlags flags) {
  std::uint32_t bits = 0;
  if (flags.dormant) bits |= NFT_TABLE_F_DORMANT;
  if (flags.owned) bits |= NFT_TABLE_F_OWNER;
  if (flags.persistent) bits |= kTablePersistent;
  const Mark message = Begin(NFT_MSG_NEWTABLE, NLM_F_CREATE, table.family, Subject::kTable, {});
  buffer_.PutString(NFTA_TABLE_NAME, table.name);
  buffer_.PutBe32(NFTA_TABLE_FLAGS, bits);
  buffer_.EndMessage(message);
}

void Batch::DeleteTable(Family family, std::string_view name) {
  const Mark message = Begin(NFT_MSG_DELTABLE, 0, family, Subject::kTable, {});
  buffer_.PutString(NFTA_TABLE_NAME, name);
  buffer_.EndMessage(message);
  source_set_known_[static_cast<std::size_t>(family)] = false;
}

void Batch::AddObject(const Table& table, const Object& object) {
  const Mark message =
      Begin(NFT_MSG_NEWOBJ, NLM_F_CREATE, table.family, Subject::kObject, object.span);
  buffer_.PutString(NFTA_OBJ_TABLE, table.name);
  buffer_.PutString(NFTA_OBJ_NAME, object.name);
  buffer_.PutBe32(NFTA_OBJ_TYPE, static_cast<std::uint32_t>(object.type));
  const Mark data = buffer_.BeginNest(NFTA_OBJ_DATA);
  buffer_.PutString(NFTA_CT_HELPER_NAME, object.helper);
  buffer_.PutU8(NFTA_CT_HELPER_L4PROTO, object.l4proto);
  buffer_.EndNest(data);
  buffer_.EndMessage(message);
}

void Batch::DeleteObject(const Table& table, const Object& object) {
  const Mark message = Begin(NFT_MSG_DELOBJ, 0, table.family, Subject::kObject, object.span);
  buffer_.PutString(NFTA_OBJ_TABLE, table.name);
  buffer_.PutString(NFTA_OBJ_NAME, object.name);
  buffer_.PutBe32(NFTA_OBJ_TYPE, static_cast<std::uint32_t>(object.type));
  buffer_.EndMessage(message);
}

void Batch::AddSet(const Table& table, const Set& set) {
  const Mark message = Begin(NFT_MSG_NEWSET, NLM_F_CREATE, table.family, Subject::kSet, set.span);
  buffer_.PutString(NFTA_SET_TABLE, table.name);
  buffer_.PutString(NFTA_SET_NAME, set.name);
  std::uint32_t flags = 0;
  if (set.interval) flags |= NFT_SET_INTERVAL;
  if (set.timeout) flags |= NFT_SET_TIMEOUT;
  if (set.dynamic) flags |= NFT_SET_EVAL;
  if (set.key.size() > 1) flags |= NFT_SET_CONCAT;
  buffer_.PutBe32(NFTA_SET_FLAGS, flags);
  buffer_.PutBe32(NFTA_SET_KEY_TYPE, KeyType(set.key));
  std::size_t key_length = 0;
  for (const DataType part : set.key) {
    const std::size_t length = nftables::Info(part).length;
    key_length += set.key.size() > 1 ? Padded(length) : length;
  }
  buffer_.PutBe32(NFTA_SET_KEY_LEN, static_cast<std::uint32_t>(key_length));
  // Elements may refer to the set by this number while it is not committed.
  buffer_.PutBe32(NFTA_SET_ID, static_cast<std::uint32_t>(origins_.size()));
  if (set.size != 0 || set.key.size() > 1) {
    const Mark description = buffer_.BeginNest(NFTA_SET_DESC);
    if (set.size != 0) buffer_.PutBe32(NFTA_SET_DESC_SIZE, set.size);
    if (set.key.size() > 1) {
      const Mark concat = buffer_.BeginNest(NFTA_SET_DESC_CONCAT);
      for (const DataType part : set.key) {
        const Mark field = buffer_.BeginNest(NFTA_LIST_ELEM);
        buffer_.PutBe32(NFTA_SET_FIELD_LEN, nftables::Info(part).length);
        buffer_.EndNest(field);
      }
      buffer_.EndNest(concat);
    }
    buffer_.EndNest(description);
  }
  if (set.timeout_ms != 0) buffer_.PutBe64(NFTA_SET_TIMEOUT, set.timeout_ms);
  UserdataWriter userdata;
  if (!set.comment.empty()) userdata.PutString(kSetComment, set.comment);
  if (!set.origin.empty()) userdata.Put(kSetOrigin, set.origin);
  if (!userdata.data().empty()) {
    buffer_.PutBytes(NFTA_SET_USERDATA, userdata.data().data(), userdata.data().size());
  }
  std::vector<nftables::Stateful> stateful = set.stateful;
  if (set.counters) stateful.insert(stateful.begin(), nftables::Counter{});
  if (stateful.size() == 1) {
    EncodeStateful(stateful[0], NFTA_SET_EXPR, buffer_);
  } else if (!stateful.empty()) {
    const Mark list = buffer_.BeginNest(NFTA_SET_EXPRESSIONS);
    for (const auto& expression : stateful) EncodeStateful(expression, NFTA_LIST_ELEM, buffer_);
    buffer_.EndNest(list);
  }
  buffer_.EndMessage(message);
  AddElements(table, set, set.elements);
}

void Batch::DeleteSet(const Table& table, std::string_view name) {
  const Mark message = Begin(NFT_MSG_DELSET, 0, table.family, Subject::kSet, {});
  buffer_.PutString(NFTA_SET_TABLE, table.name);
  buffer_.PutString(NFTA_SET_NAME, name);
  buffer_.EndMessage(message);
}

void Batch::AddElements(const Table& table, const Set& set, const std::vector<Element>& elements) {
  PutElements(NFT_MSG_NEWSETELEM, NLM_F_CREATE, table, set, elements);
}

void Batch::DeleteElements(const Table& table, const Set& set,
                           const std::vector<Element>& elements) {
  PutElements(NFT_MSG_DELSETELEM, 0, table, set, elements);
}

void Batch::PutElements(std::uint16_t type, std::uint16_t flags, const Table& table, const Set& set,
                        const std::vector<Element>& elements) {
  const bool adding = type == NFT_MSG_NEWSETELEM;
  const auto put_key = [&](std::uint16_t attribute, std::string_view key) {
    const std::string bytes = RegisterKey(set, key);
    const Mark nest = buffer_.BeginNest(attribute);
    buffer_.PutBytes(NFTA_DATA_VALUE, bytes.data(), bytes.size());
    buffer_.EndNest(nest);
  };
  const bool concatenated = set.key.size() > 1;
  for (std::size_t next = 0; next < elements.size();) {
    const Mark message = Begin(type, flags, table.family, Subject::kElements, set.span);
    buffer_.PutString(NFTA_SET_ELEM_LIST_TABLE, table.name);
    buffer_.PutString(NFTA_SET_ELEM_LIST_SET, set.name);
    const Mark list = buffer_.BeginNest(NFTA_SET_ELEM_LIST_ELEMENTS);
    for (; next < elements.size() && buffer_.size() - list < kElementsNestMax; ++next) {
      const Element& element = elements[next];
      const std::string& last = element.key_end.empty() ? element.key : element.key_end;
      const Mark nest = buffer_.BeginNest(NFTA_LIST_ELEM);
      put_key(NFTA_SET_ELEM_KEY, element.key);
      if (concatenated && set.interval) put_key(NFTA_SET_ELEM_KEY_END, last);
      if (adding) {
        if (element.timeout_ms != 0) buffer_.PutBe64(NFTA_SET_ELEM_TIMEOUT, element.timeout_ms);
        if (element.expires_ms != 0) buffer_.PutBe64(NFTA_SET_ELEM_EXPIRATION, element.expires_ms);
        if (element.counters && set.counters) {
          EncodeStateful(nftables::Counter{*element.counters}, NFTA_SET_ELEM_EXPR, buffer_);
        }
        if (!element.comment.empty()) {
          UserdataWriter userdata;
          userdata.PutString(kElementComment, element.comment);
          buffer_.PutBytes(NFTA_SET_ELEM_USERDATA, userdata.data().data(), userdata.data().size());
        }
      }
      buffer_.EndNest(nest);
      // An interval of one field is two elements: its start, and where it no longer holds.
      if (set.interval && !concatenated) {
        const std::string end = NextKey(last);
        if (!end.empty()) {
          const Mark end_nest = buffer_.BeginNest(NFTA_LIST_ELEM);
          buffer_.PutBe32(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
          put_key(NFTA_SET_ELEM_KEY, end);
          buffer_.EndNest(end_nest);
        }
      }
    }
    buffer_.EndNest(list);
    buffer_.EndMessage(message);
  }
}

void Batch::AddChain(const Table& table, const Chain& chain) {
  const Mark message =
      Begin(NFT_MSG_NEWCHAIN, NLM_F_CREATE, table.family, Subject::kChain, chain.span);
  buffer_.PutString(NFTA_CHAIN_TABLE, table.name);
  buffer_.PutString(NFTA_CHAIN_NAME, chain.name);
  if (chain.base) {
    const Mark hook = buffer_.BeginNest(NFTA_CHAIN_HOOK);
    buffer_.PutBe32(NFTA_HOOK_HOOKNUM, static_cast<std::uint32_t>(chain.base->hook));
    buffer_.PutBe32(NFTA_HOOK_PRIORITY, static_cast<std::uint32_t>(chain.base->priority));
    buffer_.EndNest(hook);
    buffer_.PutBe32(NFTA_CHAIN_POLICY, chain.base->policy == nftables::Policy::kAccept ? 1 : 0);
    buffer_.PutString(NFTA_CHAIN_TYPE, kChainTypes[static_cast<std::size_t>(chain.base->type)]);
    if (chain.policy_counters) {
      const Mark counters = buffer_.BeginNest(NFTA_CHAIN_COUNTERS);
      buffer_.PutBe64(NFTA_COUNTER_BYTES, chain.policy_counters->bytes);
      buffer_.PutBe64(NFTA_COUNTER_PACKETS, chain.policy_counters->packets);
      buffer_.EndNest(counters);
    }
  }
  if (chain.role != nftables::ChainRole::kChain) {
    UserdataWriter userdata;
    const char role = static_cast<char>(chain.role);
    userdata.Put(kChainRole, std::string_view(&role, 1));
    buffer_.PutBytes(NFTA_CHAIN_USERDATA, userdata.data().data(), userdata.data().size());
  }
  buffer_.EndMessage(message);
}

void Batch::DeleteChain(const Table& table, std::string_view name) {
  const Mark message = Begin(NFT_MSG_DELCHAIN, 0, table.family, Subject::kChain, {});
  buffer_.PutString(NFTA_CHAIN_TABLE, table.name);
  buffer_.PutString(NFTA_CHAIN_NAME, name);
  buffer_.EndMessage(message);
}

void Batch::AddRule(const Table& table, std::string_view chain, const Rule& rule,
                    Placement placement) {
  // A text too long for the rule goes into elements, whose message cannot stand inside the rule's.
  std::string elsewhere;
  if (rule.source.size() > kUserdataMax - 2) elsewhere = StoreSource(table, rule.source, rule.span);
  const bool append = placement.after != 0 || !placement.at_start;
  const Mark message =
      Begin(NFT_MSG_NEWRULE, static_cast<std::uint16_t>(NLM_F_CREATE | (append ? NLM_F_APPEND : 0)),
            table.family, Subject::kRule, rule.span);
  buffer_.PutString(NFTA_RULE_TABLE, table.name);
  buffer_.PutString(NFTA_RULE_CHAIN, chain);
  if (placement.after != 0) buffer_.PutBe64(NFTA_RULE_POSITION, placement.after);
  const Mark expressions = buffer_.BeginNest(NFTA_RULE_EXPRESSIONS);
  EncodeStatements(rule.statements, table.family, buffer_);
  buffer_.EndNest(expressions);
  if (HoldsXt(rule)) {
    const Mark compat = buffer_.BeginNest(NFTA_RULE_COMPAT);
    buffer_.PutBe32(NFTA_RULE_COMPAT_PROTO, TestedProtocol(rule));
    buffer_.PutBe32(NFTA_RULE_COMPAT_FLAGS, 0);
    buffer_.EndNest(compat);
  }
  UserdataWriter userdata;
  if (rule.role == nftables::Role::kContinuation) userdata.Put(kRuleContinuation, "");
  if (rule.role == nftables::Role::kGuard) userdata.Put(kRuleGuard, "");
  if (!elsewhere.empty()) {
    userdata.Put(kRuleSourceElsewhere, elsewhere);
  } else if (!rule.source.empty()) {
    // The comment is kept once: where nft finds it.
    const std::string_view source = rule.source;
    std::array<std::string_view, 3> parts = {source, {}, {}};
    if (!rule.comment.empty() && rule.comment.size() <= kNftCommentMax) {
      quoted_.clear();
      iptables::AppendQuoted(rule.comment, quoted_);
      const std::size_t at = source.find(quoted_);
      if (at != std::string_view::npos && source.size() + 8 < kUserdataMax) {
        parts = {source.substr(0, at), kCommentHere, source.substr(at + quoted_.size())};
      }
    }
    userdata.Put(kRuleSource, parts);
  }
  if (!rule.comment.empty() && userdata.room() > 3) {
    const std::size_t most = std::min(kNftCommentMax, userdata.room() - 3);
    userdata.PutString(kRuleComment, std::string_view(rule.comment).substr(0, most));
  }
  if (!userdata.data().empty()) {
    buffer_.PutBytes(NFTA_RULE_USERDATA, userdata.data().data(), userdata.data().size());
  }
  buffer_.EndMessage(message);
}

// Texts are kept under their hash, in pieces numbered from 0.
std::string Batch::StoreSource(const Table& table, std::string_view source, Span span) {
  Set set;
  set.name = kSourceSet;
  set.key = {DataType::kMark, DataType::kMark};
  set.comment = "iptables rules too long for the rules themselves";
  set.span = span;
  bool& known = source_set_known_[static_cast<std::size_t>(table.family)];
  if (!known) AddSet(table, set);
  known = true;
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(source));
  constexpr std::size_t kPiece = 250;
  std::string id;
  for (std::uint32_t piece = 0; piece * kPiece < source.size(); ++piece) {
    Element element;
    const auto hash_value = nftables::Value::Number(hash, 4);
    const auto piece_value = nftables::Value::Number(piece, 4);
    element.key.append(reinterpret_cast<const char*>(hash_value.bytes.data()), 4);
    if (piece == 0) id = element.key;
    element.key.append(reinterpret_cast<const char*>(piece_value.bytes.data()), 4);
    element.comment = source.substr(piece * kPiece, kPiece);
    set.elements.push_back(std::move(element));
  }
  AddElements(table, set, set.elements);
  return id;
}

void Batch::DeleteRule(const Table& table, std::string_view chain, std::uint64_t handle) {
  const Mark message = Begin(NFT_MSG_DELRULE, 0, table.family, Subject::kRule, {});
  buffer_.PutString(NFTA_RULE_TABLE, table.name);
  buffer_.PutString(NFTA_RULE_CHAIN, chain);
  buffer_.PutBe64(NFTA_RULE_HANDLE, handle);
  buffer_.EndMessage(message);
}

std::string_view Batch::message(std::uint32_t sequence) const {
  const std::uint8_t* at = buffer_.bytes().data() + origin(sequence).offset;
  return {reinterpret_cast<const char*>(at), reinterpret_cast<const nlmsghdr*>(at)->nlmsg_len};
}

std::span<const std::uint8_t> Batch::Messages() const {
  return buffer_.bytes().subspan(body_begin_,
                                 (body_end_ == 0 ? buffer_.size() : body_end_) - body_begin_);
}

std::span<const std::uint8_t> Batch::Finish(const CommitOptions& options) {
  if (body_end_ == 0) {
    body_end_ = buffer_.size();
    const Mark mark = buffer_.BeginMessage(NFNL_MSG_BATCH_END, NLM_F_REQUEST,
                                           static_cast<std::uint32_t>(origins_.size() + 1),
                                           AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
    buffer_.EndMessage(mark);
  }
  std::uint8_t* bytes = buffer_.data();
  // An attribute the kernel does not know is skipped: type 0 is "no generation".
  auto* attribute =
      reinterpret_cast<nlattr*>(bytes + body_begin_ - NLA_HDRLEN - sizeof(std::uint32_t));
  attribute->nla_type = options.generation ? NFNL_BATCH_GENID : NFNL_BATCH_UNSPEC;
  const std::uint32_t generation = htobe32(options.generation.value_or(0));
  std::memcpy(attribute + 1, &generation, sizeof generation);
  return buffer_.bytes().first(options.check_only ? body_end_ : buffer_.size());
}

}  // namespace cnft::netlink
