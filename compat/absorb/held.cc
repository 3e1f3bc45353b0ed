// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of iptables as their backend holds them.
#include "compat/absorb/held.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cnft::compat {

std::string HeldTable::Name() const {
  return fmt::format("{}-{} {}", family == Family::kIpv4 ? "iptables" : "ip6tables",
                     compat::Name(backend), iptables::Info(id).name);
}

const HeldChain* HeldTable::Find(std::string_view name) const {
  const auto found = std::ranges::find(chains, name, &HeldChain::name);
  return found == chains.end() ? nullptr : &*found;
}

HeldChain* HeldTable::Find(std::string_view name) {
  const auto found = std::ranges::find(chains, name, &HeldChain::name);
  return found == chains.end() ? nullptr : &*found;
}

Result<std::vector<HeldTable>> ReadHeld(Backend backend, Family family) {
  return backend == Backend::kLegacy ? ReadHeldLegacy(family) : ReadHeldNft(family);
}

Result<void> Carry(const HeldEdit& edit) {
  if (edit.empty()) return {};
  return edit.before->backend == Backend::kLegacy ? CarryLegacy(edit) : CarryNft(edit);
}

void Renumber(Backend backend, Family family, const Renumbering& numbers, HeldRule& rule) {
  if (rule.text.find("--match-set") == std::string::npos) return;
  if (backend == Backend::kLegacy) {
    RenumberLegacy(family, numbers, rule);
  } else {
    RenumberNft(numbers, rule);
  }
}

std::string SaveText(const HeldTable& table, bool counters) {
  std::string text = fmt::format("*{}\n", iptables::Info(table.id).name);
  for (const HeldChain& chain : table.chains) {
    text += ChainLine(chain.name, chain.policy, chain.counters);
  }
  for (const HeldChain& chain : table.chains) {
    for (const HeldRule& rule : chain.rules) {
      if (counters) {
        text += fmt::format("[{}:{}] ", rule.counters.packets, rule.counters.bytes);
      }
      text += fmt::format("-A {}{}{}\n", chain.name, rule.text.empty() ? "" : " ", rule.text);
    }
  }
  text += "COMMIT\n";
  return text;
}

BackendRules ReadAgain(const std::vector<HeldTable>& tables) {
  LiveRules rules;
  for (const HeldTable& table : tables) rules.text += SaveText(table, false);
  const Backend backend = tables.empty() ? Backend::kLegacy : tables[0].backend;
  const Family family = tables.empty() ? Family::kIpv4 : tables[0].family;
  return ParseLive(backend, family, std::move(rules));
}

HeldTable Edited(const HeldEdit& edit) {
  HeldTable after = *edit.before;
  const std::set<std::string_view> gone(edit.gone.begin(), edit.gone.end());
  std::set<std::string_view> changed;
  for (const HeldEdit::OldRule& rule : edit.gone_rules) changed.insert(rule.chain);
  for (const HeldEdit::NewRule& rule : edit.come_rules) changed.insert(rule.chain);
  std::erase_if(after.chains,
                [&gone](const HeldChain& chain) { return gone.contains(chain.name); });
  for (HeldChain& chain : after.chains) {
    if (!changed.contains(chain.name)) continue;
    const HeldChain before = chain;
    chain.rules = EditedRules<HeldRule>(
        edit, before, [&before](std::size_t index) { return before.rules[index]; },
        [](const HeldRule& rule) { return rule; });
  }
  after.chains.insert(after.chains.end(), edit.come.begin(), edit.come.end());
  const auto user = std::ranges::find_if_not(after.chains, &HeldChain::built_in);
  std::stable_sort(user, after.chains.end(),
                   [](const HeldChain& a, const HeldChain& b) { return a.name < b.name; });
  return after;
}

}  // namespace cnft::compat
