// SPDX-License-Identifier: GPL-2.0-or-later
// What iptables would do: the tables, chains and rules of one family.
#include "ruleset/iptables/model.h"

#include <algorithm>

namespace cnft::iptables {
namespace {

constexpr std::uint8_t Bit(Hook hook) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(hook));
}

constexpr std::uint8_t kLocal = Bit(Hook::kInput) | Bit(Hook::kForward) | Bit(Hook::kOutput);

constexpr std::array<TableInfo, kTableCount> kTables = {{
    {TableId::kRaw, "raw", Bit(Hook::kPrerouting) | Bit(Hook::kOutput)},
    {TableId::kMangle, "mangle", 0x1f},
    {TableId::kNat, "nat", 0x1f & ~Bit(Hook::kForward)},
    {TableId::kFilter, "filter", kLocal},
    {TableId::kSecurity, "security", kLocal},
}};

constexpr std::array<std::string_view, kHookCount> kHookNames = {"PREROUTING", "INPUT", "FORWARD",
                                                                 "OUTPUT", "POSTROUTING"};

}  // namespace

const TableInfo& Info(TableId id) { return kTables[static_cast<std::size_t>(id)]; }

const TableInfo* FindTable(std::string_view name) {
  const auto* found = std::ranges::find(kTables, name, &TableInfo::name);
  return found == kTables.end() ? nullptr : found;
}

std::string_view HookName(Hook hook) { return kHookNames[static_cast<std::size_t>(hook)]; }

const Chain* Table::Find(std::string_view name) const {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &chains[found->second];
}

Chain* Table::Find(std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &chains[found->second];
}

Chain& Table::Add(Chain chain) {
  index.emplace(chain.name, static_cast<std::uint32_t>(chains.size()));
  return chains.emplace_back(std::move(chain));
}

void Table::Remove(std::string_view name) {
  const auto found = index.find(name);
  if (found == index.end()) return;
  const std::uint32_t position = found->second;
  index.erase(found);
  chains.erase(chains.begin() + position);
  for (auto& [_, at] : index) at -= at > position;
}

std::size_t Ruleset::RuleCount() const {
  std::size_t count = 0;
  for (const auto& table : tables) {
    if (!table) continue;
    for (const Chain& chain : table->chains) count += chain.rules.size();
  }
  return count;
}

Table MakeTable(TableId id) {
  Table table;
  table.id = id;
  for (std::size_t hook = 0; hook < kHookCount; ++hook) {
    if ((Info(id).hooks >> hook & 1U) == 0) continue;
    Chain chain;
    chain.name = kHookNames[hook];
    chain.hook = static_cast<Hook>(hook);
    table.Add(std::move(chain));
  }
  return table;
}

}  // namespace cnft::iptables
