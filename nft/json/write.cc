// SPDX-License-Identifier: GPL-2.0-or-later
// Tables, sets, chains and rules in the JSON of libnftables.
#include "nft/json/write.h"

#include <fmt/core.h>

#include <array>
#include <cstring>

namespace cnft::json {
namespace {

using nftables::Chain;
using nftables::Element;
using nftables::Rule;
using nftables::Set;
using nftables::Table;
using nftables::Value;

constexpr std::size_t kCommentMax = 128;  // NFTNL_UDATA_COMMENT_MAXLEN

constexpr std::array<std::string_view, 5> kHooks = {"prerouting", "input", "forward", "output",
                                                    "postrouting"};
constexpr std::array<std::string_view, 3> kChainTypes = {"filter", "nat", "route"};

// What every object says of where it is.
Json In(const Table& table) {
  Json object = Object("family", Text(table.family == Family::kIpv4 ? "ip" : "ip6"));
  Put(object, "table", Text(table.name));
  return object;
}

std::uint64_t Seconds(std::uint64_t milliseconds, Unsayable& unsayable) {
  if (milliseconds % 1000 != 0) unsayable.emplace_back("a timeout finer than seconds");
  return milliseconds / 1000;
}

Json WriteKeyPart(const Value& low, const Value& high, words::ValueKind kind, const Place& place) {
  if (low == high) return Write(low, kind, low.length, place);
  if (kind == words::ValueKind::kIpv4 || kind == words::ValueKind::kIpv6) {
    const Address first{low.bytes, low.length};
    if (const auto length = PrefixOf(first, Address{high.bytes, high.length})) {
      Json prefix = Object("addr", Text(cnft::Print(first)));
      Put(prefix, "len", Integer(*length));
      return Object("prefix", std::move(prefix));
    }
  }
  return Object("range",
                Array(Write(low, kind, low.length, place), Write(high, kind, high.length, place)));
}

Json WriteElement(const Table& table, const Set& set, const Element& element,
                  Unsayable& unsayable) {
  words::Context context{table.family, {}, {}};
  const Place place{context, unsayable};
  Json parts = Array();
  std::size_t at = 0;
  for (const nftables::DataType type : set.key) {
    const std::size_t length = nftables::Info(type).length;
    const auto part = [&](std::string_view key) {
      Value value;
      value.length = static_cast<std::uint8_t>(length);
      std::memcpy(value.bytes.data(), key.data() + at, length);
      return value;
    };
    const Value low = part(element.key);
    const Value high = element.key_end.empty() ? low : part(element.key_end);
    Append(parts, WriteKeyPart(low, high, words::KindOf(type), place));
    at += length;
  }
  Json key = set.key.size() == 1 ? Json(json_incref(json_array_get(parts.get(), 0)))
                                 : Object("concat", std::move(parts));
  // libnftables shows what an element has counted, but does not read it.
  if (set.counters && element.counters && *element.counters != nftables::Counters{}) {
    unsayable.emplace_back("what an element of a set has counted");
  }
  if (element.timeout_ms == 0 && element.expires_ms == 0 && element.comment.empty()) {
    return key;
  }
  Json body = Object("val", std::move(key));
  if (element.timeout_ms != 0) {
    Put(body, "timeout", Integer(Seconds(element.timeout_ms, unsayable)));
  }
  // What is left of a timeout changes all the time: a second more is as good.
  if (element.expires_ms != 0) Put(body, "expires", Integer((element.expires_ms + 999) / 1000));
  if (!element.comment.empty()) Put(body, "comment", Text(element.comment));
  return Object("elem", std::move(body));
}

}  // namespace

Json WriteTable(const Table& table) {
  Json object = Object("family", Text(table.family == Family::kIpv4 ? "ip" : "ip6"));
  Put(object, "name", Text(table.name));
  return object;
}

Json WriteObject(const Table& table, const nftables::Object& object, Unsayable& unsayable) {
  Json json = In(table);
  Put(json, "name", Text(object.name));
  Put(json, "type", Text(object.helper));
  const std::string_view protocol =
      words::Find(words::WordsOf(words::ValueKind::kProtocol), object.l4proto);
  if (protocol != "tcp" && protocol != "udp") {
    unsayable.push_back(fmt::format("a helper of protocol {}", object.l4proto));
  }
  Put(json, "protocol", Text(protocol));
  return json;
}

Json WriteSet(const Table& table, const Set& set, Purpose purpose, Unsayable& unsayable) {
  Json json = In(table);
  Put(json, "name", Text(set.name));
  if (set.key.size() == 1) {
    Put(json, "type", Text(nftables::Info(set.key[0]).name));
  } else {
    Json types = Array();
    for (const nftables::DataType type : set.key) Append(types, Text(nftables::Info(type).name));
    Put(json, "type", std::move(types));
  }
  if (set.size != 0) Put(json, "size", Integer(set.size));
  Json flags = Array();
  for (const auto& [on, word] : {std::pair(set.interval, "interval"),
                                 {set.timeout, "timeout"},
                                 {set.dynamic && purpose == Purpose::kListing, "dynamic"}}) {
    if (on) Append(flags, Text(word));
  }
  if (json_array_size(flags.get()) > 0) Put(json, "flags", std::move(flags));
  if (set.timeout_ms != 0) Put(json, "timeout", Integer(Seconds(set.timeout_ms, unsayable)));
  Json statements = Array();
  words::Context context{table.family, {}, {}};
  if (set.counters) Append(statements, Object("counter", Null()));
  for (const nftables::Stateful& stateful : set.stateful) {
    Append(statements, Write(stateful, {context, unsayable}));
  }
  if (json_array_size(statements.get()) > 0) Put(json, "stmt", std::move(statements));
  return json;
}

Json WriteElements(const Table& table, const Set& set, const std::vector<Element>& elements,
                   Unsayable& unsayable) {
  Json json = In(table);
  Put(json, "name", Text(set.name));
  Json list = Array();
  for (const Element& element : elements) {
    Append(list, WriteElement(table, set, element, unsayable));
  }
  Put(json, "elem", std::move(list));
  return json;
}

Json WriteChain(const Table& table, const Chain& chain) {
  Json json = In(table);
  Put(json, "name", Text(chain.name));
  if (chain.base) {
    Put(json, "type", Text(kChainTypes[static_cast<std::size_t>(chain.base->type)]));
    Put(json, "hook", Text(kHooks[static_cast<std::size_t>(chain.base->hook)]));
    Put(json, "prio", Json(json_integer(chain.base->priority)));
    Put(json, "policy", Text(chain.base->policy == nftables::Policy::kAccept ? "accept" : "drop"));
  }
  return json;
}

Json WriteRule(const Table& table, std::string_view chain, const Rule& rule, Unsayable& unsayable) {
  Json json = In(table);
  Put(json, "chain", Text(chain));
  words::Context context{table.family, {}, {}};
  Json statements = Array();
  for (const nftables::Statement& statement : rule.statements) {
    Append(statements, Write(statement, {context, unsayable}));
  }
  if (!rule.comment.empty() && rule.comment.size() <= kCommentMax) {
    Json comment = Text(rule.comment);
    if (!json_is_null(comment.get())) Put(json, "comment", std::move(comment));
  }
  Put(json, "expr", std::move(statements));
  return json;
}

namespace {

// Calls `visit(kind, object)` for everything in the tables, in an order in which it can be loaded.
// In listings, elements stand in their sets.
template <typename Visitor>
void ForEach(const nftables::Ruleset& ruleset, Purpose purpose, Unsayable& unsayable,
             Visitor visit) {
  const bool inline_elements = purpose == Purpose::kListing;
  for (const Table& table : ruleset.tables) {
    visit("table", WriteTable(table));
    for (const auto& object : table.objects) {
      visit("ct helper", WriteObject(table, object, unsayable));
    }
    for (const Set& set : table.sets) {
      Json json = WriteSet(table, set, purpose, unsayable);
      Json elements = WriteElements(table, set, set.elements, unsayable);
      if (inline_elements && !set.elements.empty()) {
        Put(json, "elem", Json(json_incref(json_object_get(elements.get(), "elem"))));
      }
      visit("set", std::move(json));
      if (!inline_elements && !set.elements.empty()) visit("element", std::move(elements));
    }
    for (const Chain& chain : table.chains) visit("chain", WriteChain(table, chain));
    for (const Chain& chain : table.chains) {
      for (const Rule& rule : chain.rules) {
        visit("rule", WriteRule(table, chain.name, rule, unsayable));
      }
    }
  }
}

}  // namespace

Json WriteCommands(const nftables::Ruleset& ruleset, Unsayable& unsayable) {
  Json list = Array();
  ForEach(ruleset, Purpose::kLoad, unsayable, [&](const char* kind, Json object) {
    Append(list, Object("add", Object(kind, std::move(object))));
  });
  return Object("nftables", std::move(list));
}

Json WriteListing(const nftables::Ruleset& ruleset, Unsayable& unsayable) {
  Json list = Array(Object("metainfo", Object("json_schema_version", Integer(1))));
  ForEach(ruleset, Purpose::kListing, unsayable,
          [&](const char* kind, Json object) { Append(list, Object(kind, std::move(object))); });
  return Object("nftables", std::move(list));
}

}  // namespace cnft::json
