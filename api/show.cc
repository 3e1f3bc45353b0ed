// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft has installed, as the iptables rules it came from: texts from userdata, counters summed
// over the nftables rules that stand for one iptables rule.
#include "api/show.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

#include "ruleset/iptables/model.h"

namespace cnft {
namespace {

using nftables::Chain;
using nftables::ChainRole;
using nftables::Counters;
using nftables::Role;
using nftables::Rule;

// The iptables name behind "table/NAME": ".hh" stands for a byte (translator::NftName).
std::string IptablesName(std::string_view name) {
  const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; };
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '.' && i + 2 < name.size()) {
      result += static_cast<char>(digit(name[i + 1]) * 16 + digit(name[i + 2]));
      i += 2;
    } else {
      result += name[i];
    }
  }
  return result;
}

class Printer {
 public:
  Printer(const nftables::Table& table, bool counters) : table_(table), counters_(counters) {
    for (const Chain& chain : table.chains) chains_.emplace(chain.name, &chain);
  }

  std::string Print() {
    for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
      PrintTable(iptables::Info(static_cast<iptables::TableId>(id)));
    }
    return std::move(out_);
  }

  std::vector<CountedRule> Count() {
    std::vector<CountedRule> rules;
    for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
      const auto& info = iptables::Info(static_cast<iptables::TableId>(id));
      for (const auto& [name, chain] : ListChains(info)) {
        if (chain == nullptr) continue;
        ForEachRule(*chain, [&](const Rule& rule, const Counters& sum) {
          rules.push_back({info.name, name, rule.source, sum});
        });
      }
    }
    return rules;
  }

 private:
  struct Listed {
    std::string name;
    const Chain* chain;  // null: a built-in chain that does nothing
  };

  // The chains of a table of iptables in its order; none when the table is not in force.
  std::vector<Listed> ListChains(const iptables::TableInfo& info) const {
    const std::string prefix = fmt::format("{}/", info.name);
    std::vector<Listed> user;
    bool any = false;
    for (const Chain& chain : table_.chains) {
      if (!chain.name.starts_with(prefix)) continue;
      any = true;
      if (chain.role == ChainRole::kChain && !chain.base) {
        user.push_back({IptablesName(std::string_view(chain.name).substr(prefix.size())), &chain});
      }
    }
    if (!any) return {};
    std::ranges::sort(user, {}, &Listed::name);
    std::vector<Listed> listed;
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      if ((info.hooks >> hook & 1U) == 0) continue;
      const std::string name(iptables::HookName(static_cast<iptables::Hook>(hook)));
      const auto found = chains_.find(prefix + name);
      listed.push_back({name, found == chains_.end() ? nullptr : found->second});
    }
    std::ranges::move(user, std::back_inserter(listed));
    return listed;
  }

  void PrintTable(const iptables::TableInfo& info) {
    const std::vector<Listed> listed = ListChains(info);
    if (listed.empty()) return;
    out_ += fmt::format("*{}\n", info.name);
    for (const auto& [name, chain] : listed) {
      const bool drops =
          chain != nullptr && chain->base && chain->base->policy == nftables::Policy::kDrop;
      const bool user_chain = chain != nullptr && !chain->base;
      const Counters counters =
          chain != nullptr ? chain->policy_counters.value_or(Counters{}) : Counters{};
      out_ += fmt::format(":{} {} [{}:{}]\n", name,
                          user_chain ? "-"
                          : drops    ? "DROP"
                                     : "ACCEPT",
                          counters.packets, counters.bytes);
    }
    for (const auto& [name, chain] : listed) {
      if (chain == nullptr) continue;
      ForEachRule(*chain, [&](const Rule& rule, const Counters& sum) {
        if (counters_) out_ += fmt::format("[{}:{}] ", sum.packets, sum.bytes);
        out_ += fmt::format("-A {}{}{}\n", name, rule.source.empty() ? "" : " ", rule.source);
      });
    }
    out_ += "COMMIT\n";
  }

  // Calls `visit(rule, counters)` for each iptables rule of a chain.
  template <typename Visitor>
  void ForEachRule(const Chain& first, Visitor visit) const {
    const Rule* open = nullptr;  // the rule whose parts are being summed
    Counters sum;
    for (const Chain* chain = &first; chain != nullptr;) {
      const Chain* rest = nullptr;
      for (const Rule& rule : chain->rules) {
        if (rule.role == Role::kGuard) continue;
        if (rule.role == Role::kRule) {
          if (open != nullptr) visit(*open, sum);
          open = &rule;
          sum = {};
          visited_.clear();
        }
        if (const Chain* next = Add(rule, sum)) rest = next;
      }
      chain = rest;
    }
    if (open != nullptr) visit(*open, sum);
  }

  // Adds what the rule and its helper chains counted. Returns the chain in which the rules go on,
  // if the rule leads there.
  const Chain* Add(const Rule& rule, Counters& sum) const {
    const Chain* rest = nullptr;
    for (const nftables::Statement& statement : rule.statements) {
      if (const auto* counter = std::get_if<nftables::Counter>(&statement)) {
        sum.packets += counter->initial.packets;
        sum.bytes += counter->initial.bytes;
      } else if (const auto* verdict = std::get_if<nftables::Verdict>(&statement)) {
        const auto found = chains_.find(verdict->chain);
        if (found == chains_.end()) continue;
        if (found->second->role == ChainRole::kRest) rest = found->second;
        if (found->second->role == ChainRole::kHelper) AddHelper(*found->second, sum);
      }
    }
    return rest;
  }

  void AddHelper(const Chain& helper, Counters& sum) const {
    // Several rules of one decision may lead to the same body: each chain counts once.
    if (std::ranges::find(visited_, &helper) != visited_.end()) return;
    visited_.push_back(&helper);
    for (const Rule& rule : helper.rules) Add(rule, sum);
  }

  const nftables::Table& table_;
  bool counters_;
  std::unordered_map<std::string_view, const Chain*> chains_;
  mutable std::vector<const Chain*> visited_;
  std::string out_;
};

}  // namespace

std::string PrintIptables(const nftables::Table& table, bool counters) {
  return Printer(table, counters).Print();
}

std::vector<CountedRule> CountRules(const nftables::Table& table) {
  return Printer(table, true).Count();
}

}  // namespace cnft
