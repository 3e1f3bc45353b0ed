// SPDX-License-Identifier: GPL-2.0-or-later
// nf_tables messages as tables, chains, rules and sets (net/netfilter/nf_tables_api.c).
#include "nft/netlink/decode.h"

#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>

#include <algorithm>
#include <array>
#include <bit>

#include "nft/netlink/attributes.h"
#include "nft/netlink/userdata.h"
#include "ruleset/iptables/lexer.h"

namespace cnft::netlink {
namespace {

using nftables::Chain;
using nftables::ChainType;
using nftables::DataType;
using nftables::Element;
using nftables::Set;

constexpr std::array<std::string_view, 3> kChainTypes = {"filter", "nat", "route"};
constexpr char kCommentHere = '\1';

constexpr std::size_t Padded(std::size_t length) { return (length + 3) / 4 * 4; }

std::vector<DataType> KeyTypes(std::uint32_t type) {
  std::vector<DataType> key;
  for (; type != 0; type >>= 6) key.insert(key.begin(), static_cast<DataType>(type & 0x3f));
  return key;
}

// From register layout to the model's: see encode.cc.
std::string ModelKey(const Set& set, std::string_view bytes) {
  std::string key;
  std::size_t at = 0;
  for (const DataType part : set.key) {
    const auto& info = nftables::Info(part);
    std::string field(bytes.substr(std::min(at, bytes.size()), info.length));
    if (info.host_order && std::endian::native == std::endian::little) std::ranges::reverse(field);
    key += field;
    at += set.key.size() > 1 ? Padded(info.length) : info.length;
  }
  return key;
}

std::string PreviousKey(std::string key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (static_cast<std::uint8_t>(key[i]--) != 0) break;
  }
  return key;
}

nftables::Counters DecodeCounters(std::string_view payload) {
  const AttributeTable<NFTA_COUNTER_MAX + 1> a(payload);
  return {a[NFTA_COUNTER_PACKETS].Be64(), a[NFTA_COUNTER_BYTES].Be64()};
}

}  // namespace

std::optional<DecodedTable> DecodeTable(std::string_view payload, Family family) {
  const AttributeTable<NFTA_TABLE_MAX + 1> a(payload);
  DecodedTable decoded;
  decoded.table.family = family;
  decoded.table.name = a[NFTA_TABLE_NAME].String();
  decoded.handle = a[NFTA_TABLE_HANDLE].Be64();
  decoded.flags = a[NFTA_TABLE_FLAGS].Be32();
  return decoded;
}

std::optional<DecodedChain> DecodeChain(std::string_view payload) {
  const AttributeTable<NFTA_CHAIN_MAX + 1> a(payload);
  DecodedChain decoded;
  decoded.table = a[NFTA_CHAIN_TABLE].String();
  Chain& chain = decoded.chain;
  chain.name = a[NFTA_CHAIN_NAME].String();
  chain.handle = a[NFTA_CHAIN_HANDLE].Be64();
  if (a[NFTA_CHAIN_HOOK]) {
    const AttributeTable<NFTA_HOOK_MAX + 1> hook(a[NFTA_CHAIN_HOOK].bytes());
    const auto type = std::ranges::find(kChainTypes, a[NFTA_CHAIN_TYPE].String());
    if (type == kChainTypes.end() || hook[NFTA_HOOK_HOOKNUM].Be32() >= iptables::kHookCount) {
      return std::nullopt;
    }
    chain.base =
        nftables::BaseChain{static_cast<ChainType>(type - kChainTypes.begin()),
                            static_cast<nftables::Hook>(hook[NFTA_HOOK_HOOKNUM].Be32()),
                            static_cast<std::int32_t>(hook[NFTA_HOOK_PRIORITY].Be32()),
                            a[NFTA_CHAIN_POLICY].Be32() == NF_ACCEPT ? nftables::Policy::kAccept
                                                                     : nftables::Policy::kDrop};
    if (a[NFTA_CHAIN_COUNTERS])
      chain.policy_counters = DecodeCounters(a[NFTA_CHAIN_COUNTERS].bytes());
  }
  const auto role = FindUserdata(a[NFTA_CHAIN_USERDATA].bytes(), kChainRole);
  if (role && !role->empty()) chain.role = static_cast<nftables::ChainRole>((*role)[0]);
  return decoded;
}

std::optional<DecodedSet> DecodeSet(std::string_view payload) {
  const AttributeTable<NFTA_SET_MAX + 1> a(payload);
  DecodedSet decoded;
  decoded.table = a[NFTA_SET_TABLE].String();
  Set& set = decoded.set;
  set.name = a[NFTA_SET_NAME].String();
  const std::uint32_t flags = a[NFTA_SET_FLAGS].Be32();
  if ((flags & (NFT_SET_MAP | NFT_SET_ANONYMOUS | NFT_SET_OBJECT)) != 0) return std::nullopt;
  set.interval = (flags & NFT_SET_INTERVAL) != 0;
  set.timeout = (flags & NFT_SET_TIMEOUT) != 0;
  set.dynamic = (flags & NFT_SET_EVAL) != 0;
  set.key = KeyTypes(a[NFTA_SET_KEY_TYPE].Be32());
  set.timeout_ms = a[NFTA_SET_TIMEOUT].Be64();
  const AttributeTable<NFTA_SET_DESC_MAX + 1> description(a[NFTA_SET_DESC].bytes());
  set.size = description[NFTA_SET_DESC_SIZE].Be32();
  const std::string_view userdata = a[NFTA_SET_USERDATA].bytes();
  set.comment = FindUserdataString(userdata, kSetComment).value_or("");
  set.origin = FindUserdata(userdata, kSetOrigin).value_or("");
  const auto add = [&](std::string_view expression) {
    const auto stateful = DecodeStateful(expression);
    if (!stateful) return;
    if (std::holds_alternative<nftables::Counter>(*stateful)) {
      set.counters = true;
    } else {
      set.stateful.push_back(*stateful);
    }
  };
  if (a[NFTA_SET_EXPR]) add(a[NFTA_SET_EXPR].bytes());
  ForEachAttribute(a[NFTA_SET_EXPRESSIONS].bytes(),
                   [&](std::uint16_t, std::string_view expression) { add(expression); });
  return decoded;
}

std::optional<DecodedObject> DecodeObject(std::string_view payload) {
  const AttributeTable<NFTA_OBJ_MAX + 1> a(payload);
  if (a[NFTA_OBJ_TYPE].Be32() != NFT_OBJECT_CT_HELPER) return std::nullopt;
  const AttributeTable<NFTA_CT_HELPER_MAX + 1> helper(a[NFTA_OBJ_DATA].bytes());
  DecodedObject decoded;
  decoded.table = a[NFTA_OBJ_TABLE].String();
  decoded.object.name = a[NFTA_OBJ_NAME].String();
  decoded.object.helper = helper[NFTA_CT_HELPER_NAME].String();
  decoded.object.l4proto = helper[NFTA_CT_HELPER_L4PROTO].U8();
  return decoded;
}

DecodedRule DecodeRule(std::string_view payload) {
  const AttributeTable<NFTA_RULE_MAX + 1> a(payload);
  DecodedRule decoded;
  decoded.table = a[NFTA_RULE_TABLE].String();
  decoded.chain = a[NFTA_RULE_CHAIN].String();
  nftables::Rule& rule = decoded.rule;
  rule.handle = a[NFTA_RULE_HANDLE].Be64();
  rule.statements = DecodeStatements(a[NFTA_RULE_EXPRESSIONS].bytes(), decoded.foreign);
  const std::string_view userdata = a[NFTA_RULE_USERDATA].bytes();
  rule.comment = FindUserdataString(userdata, kRuleComment).value_or("");
  if (FindUserdata(userdata, kRuleContinuation)) rule.role = nftables::Role::kContinuation;
  if (FindUserdata(userdata, kRuleGuard)) rule.role = nftables::Role::kGuard;
  decoded.source_key = FindUserdata(userdata, kRuleSourceElsewhere).value_or("");
  const std::string_view source = FindUserdata(userdata, kRuleSource).value_or("");
  const std::size_t at = source.find(kCommentHere);
  if (at == std::string_view::npos) {
    rule.source = source;
    return decoded;
  }
  rule.source.reserve(source.size() + rule.comment.size() + 1);
  rule.source = source.substr(0, at);
  iptables::AppendQuoted(rule.comment, rule.source);
  rule.source += source.substr(at + 1);
  return decoded;
}

void ElementDecoder::Add(std::string_view payload) {
  const AttributeTable<NFTA_SET_ELEM_LIST_MAX + 1> list(payload);
  ForEachAttribute(
      list[NFTA_SET_ELEM_LIST_ELEMENTS].bytes(), [&](std::uint16_t, std::string_view one) {
        const AttributeTable<NFTA_SET_ELEM_MAX + 1> a(one);
        const auto key = [&](std::size_t attribute) {
          const AttributeTable<NFTA_DATA_MAX + 1> data(a[attribute].bytes());
          return ModelKey(set_, data[NFTA_DATA_VALUE].bytes());
        };
        Raw raw;
        raw.end = (a[NFTA_SET_ELEM_FLAGS].Be32() & NFT_SET_ELEM_INTERVAL_END) != 0;
        raw.element.key = key(NFTA_SET_ELEM_KEY);
        if (a[NFTA_SET_ELEM_KEY_END]) {
          raw.element.key_end = key(NFTA_SET_ELEM_KEY_END);
          if (raw.element.key_end == raw.element.key) raw.element.key_end.clear();
        }
        raw.element.timeout_ms = a[NFTA_SET_ELEM_TIMEOUT].Be64();
        raw.element.expires_ms = a[NFTA_SET_ELEM_EXPIRATION].Be64();
        raw.element.comment =
            FindUserdataString(a[NFTA_SET_ELEM_USERDATA].bytes(), kElementComment).value_or("");
        const auto add = [&](std::string_view expression) {
          const auto stateful = DecodeStateful(expression);
          if (!stateful) return;
          if (const auto* counter = std::get_if<nftables::Counter>(&*stateful)) {
            raw.element.counters = counter->initial;
          }
        };
        if (a[NFTA_SET_ELEM_EXPR]) add(a[NFTA_SET_ELEM_EXPR].bytes());
        ForEachAttribute(a[NFTA_SET_ELEM_EXPRESSIONS].bytes(),
                         [&](std::uint16_t, std::string_view expression) { add(expression); });
        raw_.push_back(std::move(raw));
      });
}

std::vector<Element> ElementDecoder::Finish() {
  // At the same key an end comes before the start of the next interval.
  std::ranges::sort(raw_, [](const Raw& a, const Raw& b) {
    if (a.element.key != b.element.key) return a.element.key < b.element.key;
    return a.end && !b.end;
  });
  std::vector<Element> elements;
  const bool pairs = set_.interval && set_.key.size() == 1;
  bool open = false;
  const auto close = [&](std::string last) {
    if (open && last != elements.back().key) elements.back().key_end = std::move(last);
    open = false;
  };
  for (Raw& raw : raw_) {
    if (pairs && raw.end) {
      close(PreviousKey(raw.element.key));
      continue;
    }
    if (pairs) open = true;
    elements.push_back(std::move(raw.element));
  }
  if (open) close(std::string(elements.back().key.size(), '\xff'));
  raw_.clear();
  return elements;
}

}  // namespace cnft::netlink
