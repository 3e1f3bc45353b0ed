// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of iptables as their backend holds them: what each rule says, and the bytes that put it
// back as it was; and changes to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compat/backend_rules.h"
#include "nft/kernel.h"
#include "ruleset/iptables/model.h"

namespace cnft::compat {

struct HeldRule {
  std::string text;   // as iptables-save prints it behind "-A CHAIN "
  std::string bytes;  // as its backend gives and takes it, but for what it counted
  iptables::Counters counters;
  std::uint64_t handle = 0;  // of iptables-nft
  bool opaque = false;       // nobody here can read it

  // The same rule, whatever it counted and where it stands.
  bool Same(const HeldRule& other) const { return text == other.text && bytes == other.bytes; }
};

// The numbers under which rules hold ipsets.
using SetNumbers = std::map<std::string, std::uint16_t>;
// Puts other numbers into the bytes of a rule: by the old ones.
using Renumbering = std::map<std::uint16_t, std::uint16_t>;
void Renumber(Backend backend, Family family, const Renumbering& numbers, HeldRule& rule);
void RenumberLegacy(Family family, const Renumbering& numbers, HeldRule& rule);
void RenumberNft(const Renumbering& numbers, HeldRule& rule);

struct HeldChain {
  std::string name;
  std::string policy = "-";     // of a built-in chain
  iptables::Counters counters;  // of the policy
  std::vector<HeldRule> rules;

  bool built_in() const { return policy != "-"; }
};

struct HeldTable {
  Backend backend = Backend::kLegacy;
  Family family = Family::kIpv4;
  iptables::TableId id = iptables::TableId::kFilter;
  std::uint32_t generation = 0;   // of nf_tables when it was read
  std::vector<HeldChain> chains;  // built-in ones first

  // "iptables-legacy filter"
  std::string Name() const;
  const HeldChain* Find(std::string_view name) const;
  HeldChain* Find(std::string_view name);
};

// The tables of one family in one backend.
Result<std::vector<HeldTable>> ReadHeld(Backend backend, Family family);
Result<std::vector<HeldTable>> ReadHeldLegacy(Family family);
Result<std::vector<HeldTable>> ReadHeldNft(Family family);

// The table as iptables-save prints it, with counters or without.
std::string SaveText(const HeldTable& table, bool counters);
// The tables of one family and backend, read. They must not be of several.
BackendRules ReadAgain(const std::vector<HeldTable>& tables);

// What to change in a table, which must still be as `before`.
struct HeldEdit {
  const HeldTable* before = nullptr;
  std::vector<std::string> gone;  // user chains
  std::vector<HeldChain> come;    // user chains
  struct OldRule {
    std::string chain;
    std::size_t index = 0;
  };
  struct NewRule {
    std::string chain;
    std::size_t index = 0;  // in front of the rule that stood there in `before`
    HeldRule rule;
  };
  std::vector<OldRule> gone_rules;  // of chains that stay, in their order
  std::vector<NewRule> come_rules;  // of chains that stay, in their order

  bool empty() const {
    return gone.empty() && come.empty() && gone_rules.empty() && come_rules.empty();
  }
};

// Carries it out, all at once. kConflict: the table is not as `before` any more.
Result<void> Carry(const HeldEdit& edit);
Result<void> CarryLegacy(const HeldEdit& edit);
Result<void> CarryNft(const HeldEdit& edit);

// The rules of a chain after the edit; `keep(i)` gives the rule that stood at `i`, `make(rule)` one
// that comes.
template <typename Rule, typename Keep, typename Make>
std::vector<Rule> EditedRules(const HeldEdit& edit, const HeldChain& chain, Keep keep, Make make) {
  std::vector<Rule> rules;
  for (std::size_t i = 0; i <= chain.rules.size(); ++i) {
    for (const HeldEdit::NewRule& come : edit.come_rules) {
      if (come.chain == chain.name && come.index == i) rules.push_back(make(come.rule));
    }
    bool goes = i == chain.rules.size();
    for (const HeldEdit::OldRule& gone : edit.gone_rules) {
      goes |= gone.chain == chain.name && gone.index == i;
    }
    if (!goes) rules.push_back(keep(i));
  }
  return rules;
}

// The table as it is after the edit, on paper.
HeldTable Edited(const HeldEdit& edit);

}  // namespace cnft::compat
