// SPDX-License-Identifier: GPL-2.0-or-later
// A transaction as JSON commands of libnftables (libnftables-json(5)).
#include "nft/libnftables/transaction.h"

namespace cnft::libnftables {
namespace {

using json::Json;
using nftables::Element;
using nftables::Set;
using nftables::Table;

Json Named(const Table& table, std::string_view name) {
  Json json = json::Object("family", json::Text(table.family == Family::kIpv4 ? "ip" : "ip6"));
  json::Put(json, "table", json::Text(table.name));
  json::Put(json, "name", json::Text(name));
  return json;
}

}  // namespace

void JsonTransaction::Push(const char* verb, const char* what, Json object, Span span) {
  commands_.push_back(
      {json::Dump(json::Object(verb, json::Object(what, std::move(object)))), span});
}

void JsonTransaction::Note(const json::Unsayable& unsayable, Span span) {
  for (const std::string& what : unsayable) lost_.push_back({what, span});
}

void JsonTransaction::AddTable(const Table& table) {
  Push("add", "table", json::WriteTable(table), {});
}

void JsonTransaction::SetTableFlags(const Table& table, TableFlags flags) {
  Json words = json::Array();
  if (flags.dormant) json::Append(words, json::Text("dormant"));
  if (flags.owned) json::Append(words, json::Text("owner"));
  if (flags.persistent) json::Append(words, json::Text("persist"));
  Json json = json::WriteTable(table);
  json::Put(json, "flags", std::move(words));
  Push("add", "table", std::move(json), {});
}

void JsonTransaction::DeleteTable(Family family, std::string_view name) {
  Table table;
  table.family = family;
  table.name = name;
  Push("delete", "table", json::WriteTable(table), {});
}

void JsonTransaction::AddObject(const Table& table, const nftables::Object& object) {
  json::Unsayable unsayable;
  Push("add", "ct helper", json::WriteObject(table, object, unsayable), object.span);
  Note(unsayable, object.span);
}

void JsonTransaction::DeleteObject(const Table& table, const nftables::Object& object) {
  Push("delete", "ct helper", Named(table, object.name), object.span);
}

void JsonTransaction::AddSet(const Table& table, const Set& set) {
  json::Unsayable unsayable;
  Push("add", "set", json::WriteSet(table, set, json::Purpose::kLoad, unsayable), set.span);
  Note(unsayable, set.span);
  if (set.dynamic) unused_sets_.emplace(set.name, set.span);
  if (!set.elements.empty()) AddElements(table, set, set.elements);
}

void JsonTransaction::DeleteSet(const Table& table, std::string_view name) {
  Push("delete", "set", Named(table, name), {});
}

void JsonTransaction::AddElements(const Table& table, const Set& set,
                                  const std::vector<Element>& elements) {
  json::Unsayable unsayable;
  Push("add", "element", json::WriteElements(table, set, elements, unsayable), set.span);
  Note(unsayable, set.span);
}

void JsonTransaction::DeleteElements(const Table& table, const Set& set,
                                     const std::vector<Element>& elements) {
  std::vector<Element> keys;
  keys.reserve(elements.size());
  for (const Element& element : elements) {
    Element& key = keys.emplace_back();
    key.key = element.key;
    key.key_end = element.key_end;
  }
  json::Unsayable unsayable;
  Push("delete", "element", json::WriteElements(table, set, keys, unsayable), set.span);
  Note(unsayable, set.span);
}

void JsonTransaction::AddChain(const Table& table, const nftables::Chain& chain) {
  Push("add", "chain", json::WriteChain(table, chain), chain.span);
}

void JsonTransaction::DeleteChain(const Table& table, std::string_view name) {
  Push("delete", "chain", Named(table, name), {});
}

void JsonTransaction::AddRule(const Table& table, std::string_view chain,
                              const nftables::Rule& rule, Placement placement) {
  json::Unsayable unsayable;
  Json json = json::WriteRule(table, chain, rule, unsayable);
  Note(unsayable, rule.span);
  for (const nftables::Statement& statement : rule.statements) {
    const auto* dynamic = std::get_if<nftables::DynamicSet>(&statement);
    if (dynamic != nullptr) unused_sets_.erase(dynamic->set);
  }
  // With "add", the handle of the rule to stand behind.
  if (placement.after != 0) json::Put(json, "handle", json::Integer(placement.after));
  const bool first = placement.after == 0 && placement.at_start;
  Push(first ? "insert" : "add", "rule", std::move(json), rule.span);
}

void JsonTransaction::DeleteRule(const Table& table, std::string_view chain, std::uint64_t handle) {
  Json json = json::Object("family", json::Text(table.family == Family::kIpv4 ? "ip" : "ip6"));
  json::Put(json, "table", json::Text(table.name));
  json::Put(json, "chain", json::Text(chain));
  json::Put(json, "handle", json::Integer(handle));
  Push("delete", "rule", std::move(json), {});
}

std::vector<JsonTransaction::Lost> JsonTransaction::lost() const {
  std::vector<Lost> lost = lost_;
  for (const auto& [name, span] : unused_sets_) {
    lost.push_back({"a set that rules may add to when none does", span});
  }
  return lost;
}

std::string JsonTransaction::Text(std::size_t count) const {
  std::string text = "{\"nftables\":[";
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) text += ',';
    text += commands_[i].json;
  }
  return text + "]}";
}

}  // namespace cnft::libnftables
