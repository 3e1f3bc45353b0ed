// SPDX-License-Identifier: GPL-2.0-or-later
// Absorbed rules in cnft's own table.
#include "compat/absorb/native.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace cnft::compat {
namespace {

using nftables::Chain;
using nftables::ChainRole;
using nftables::Role;
using nftables::Rule;
using nftables::Set;
using nftables::Statement;
using nftables::Table;

using Chains = std::map<std::string_view, Chain*>;

Chains ByName(Table& table) {
  Chains chains;
  for (Chain& chain : table.chains) chains.emplace(chain.name, &chain);
  return chains;
}

// The chain that a rule jumps or goes to; empty: none.
std::string_view Leads(const Rule& rule) {
  if (rule.statements.empty()) return {};
  const auto* verdict = std::get_if<nftables::Verdict>(&rule.statements.back());
  return verdict == nullptr ? std::string_view() : verdict->chain;
}

// A base chain, and the chains in which its rules go on.
std::vector<Chain*> Sequence(Chain& base, const Chains& chains) {
  std::vector<Chain*> sequence = {&base};
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    for (const Rule& rule : sequence[i]->rules) {
      const auto next = chains.find(Leads(rule));
      if (next == chains.end() || next->second->role != ChainRole::kRest) continue;
      sequence.push_back(next->second);
      break;
    }
  }
  return sequence;
}

std::string IptablesTable(std::string_view chain) {
  return std::string(chain.substr(0, chain.find('/')));
}

bool IsMarker(const Chain& chain) { return chain.name.ends_with("/..table"); }
bool IsAsk(const Chain& chain) { return chain.name.ends_with("/..asks"); }

// What the rules of a table name.
struct Named {
  std::set<std::string, std::less<>> chains;
  std::set<std::string, std::less<>> sets;
  std::set<std::string, std::less<>> objects;

  void Add(const Rule& rule) {
    for (const Statement& statement : rule.statements) {
      if (const auto* lookup = std::get_if<nftables::Lookup>(&statement)) {
        sets.insert(lookup->set);
      } else if (const auto* dynamic = std::get_if<nftables::DynamicSet>(&statement)) {
        sets.insert(dynamic->set);
      } else if (const auto* object = std::get_if<nftables::ObjectReference>(&statement)) {
        objects.insert(object->name);
      } else if (const auto* verdict = std::get_if<nftables::Verdict>(&statement)) {
        if (!verdict->chain.empty()) chains.insert(verdict->chain);
      }
    }
  }
};

bool SameRules(const Chain& a, const Chain& b) { return std::ranges::equal(a.rules, b.rules); }

// How many rules of iptables stand in the chains.
std::size_t CountRules(const std::vector<Chain*>& sequence) {
  std::size_t count = 0;
  for (const Chain* chain : sequence) {
    count += static_cast<std::size_t>(std::ranges::count(chain->rules, Role::kRule, &Rule::role));
  }
  return count;
}

// The texts of the last `count` rules of iptables.
std::vector<std::string_view> LastSources(const std::vector<Chain*>& sequence, std::size_t count) {
  std::vector<std::string_view> sources;
  for (const Chain* chain : sequence) {
    for (const Rule& rule : chain->rules) {
      if (rule.role == Role::kRule) sources.push_back(rule.source);
    }
  }
  sources.erase(sources.begin(), sources.end() - static_cast<std::ptrdiff_t>(count));
  return sources;
}

// Cuts off the last `count` rules of iptables, with what stands in front for their sake.
void Cut(const std::vector<Chain*>& sequence, std::size_t count, std::set<std::string>& gone) {
  std::size_t keep = CountRules(sequence) - count;
  bool cut = false;
  for (Chain* chain : sequence) {
    if (cut) {
      gone.insert(chain->name);
      continue;
    }
    for (std::size_t i = 0; i < chain->rules.size(); ++i) {
      if (chain->rules[i].role != Role::kRule) continue;
      if (keep != 0) {
        --keep;
        continue;
      }
      while (i > 0 && chain->rules[i - 1].role == Role::kGuard) --i;
      chain->rules.resize(i);
      cut = true;
      break;
    }
  }
}

}  // namespace

std::expected<void, std::string> AddNative(const Table& absorbed, Table& table) {
  for (const nftables::Object& object : absorbed.objects) {
    if (std::ranges::find(table.objects, object) == table.objects.end()) {
      table.objects.push_back(object);
    }
  }
  for (const Set& set : absorbed.sets) {
    const auto found = std::ranges::find(table.sets, set.name, &Set::name);
    if (found == table.sets.end()) {
      table.sets.push_back(set);
    } else if (set.dynamic || !found->SameDefinition(set) || found->elements != set.elements) {
      return std::unexpected(fmt::format("set {} of cnft has the name of another", set.name));
    }
  }
  std::set<std::string> tables;
  for (const Chain& chain : absorbed.chains) tables.insert(IptablesTable(chain.name));
  std::erase_if(table.chains, [&tables](const Chain& chain) {
    return IsMarker(chain) && tables.contains(IptablesTable(chain.name));
  });
  table.chains.reserve(table.chains.size() + absorbed.chains.size());
  const Chains standing = ByName(table);
  for (const Chain& chain : absorbed.chains) {
    const auto found = standing.find(chain.name);
    if (found == standing.end()) {
      table.chains.push_back(chain);
    } else if (chain.base) {
      Chain& last = *Sequence(*found->second, standing).back();
      last.rules.insert(last.rules.end(), chain.rules.begin(), chain.rules.end());
    } else if (!IsAsk(chain) && !SameRules(chain, *found->second)) {
      return std::unexpected(fmt::format("chain {} of cnft has the name of another", chain.name));
    }
  }
  return {};
}

std::expected<void, std::string> TakeNative(const Table& absorbed_table, Table& table) {
  Table absorbed = absorbed_table;
  const Chains theirs = ByName(absorbed);
  const Chains standing = ByName(table);
  std::set<std::string> gone;
  for (Chain& chain : absorbed.chains) {
    const auto found = standing.find(chain.name);
    if (chain.base) {
      const auto wanted = Sequence(chain, theirs);
      const std::size_t count = CountRules(wanted);
      const auto sequence =
          found == standing.end() ? std::vector<Chain*>() : Sequence(*found->second, standing);
      if (CountRules(sequence) < count ||
          LastSources(sequence, count) != LastSources(wanted, count)) {
        return std::unexpected(
            fmt::format("chain {} of cnft does not end with the absorbed rules", chain.name));
      }
      Cut(sequence, count, gone);
      Chain& base = *sequence[0];
      if (base.rules.empty() && base.base->policy == nftables::Policy::kAccept) {
        gone.insert(base.name);
      }
    } else if (chain.role == ChainRole::kChain) {
      gone.insert(chain.name);
      // Its helpers are called after it.
      for (const Chain& other : table.chains) {
        if (other.name.starts_with(chain.name + "..")) gone.insert(other.name);
      }
    }
  }
  const auto erase_gone = [&] {
    std::erase_if(table.chains, [&gone](const Chain& chain) { return gone.contains(chain.name); });
  };
  erase_gone();
  // Helpers of the rules that went, and what they named.
  for (bool again = true; again;) {
    Named named;
    for (const Chain& chain : table.chains) {
      for (const Rule& rule : chain.rules) named.Add(rule);
    }
    gone.clear();
    for (const Chain& chain : table.chains) {
      if (chain.role == ChainRole::kChain || named.chains.contains(chain.name)) continue;
      if (!IsMarker(chain) && !IsAsk(chain)) gone.insert(chain.name);
    }
    again = !gone.empty();
    erase_gone();
    if (again) continue;
    const auto used = [](const auto& list, std::string_view name) { return list.contains(name); };
    std::erase_if(table.sets, [&](const Set& set) {
      return !used(named.sets, set.name) &&
             std::ranges::find(absorbed.sets, set.name, &Set::name) != absorbed.sets.end();
    });
    std::erase_if(table.objects, [&](const nftables::Object& object) {
      return !used(named.objects, object.name) &&
             std::ranges::find(absorbed.objects, object) != absorbed.objects.end();
    });
  }
  // What only asks for conntrack is not worth a table.
  if (std::ranges::all_of(table.chains, IsAsk)) table.chains.clear();
  return {};
}

}  // namespace cnft::compat
