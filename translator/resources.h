// SPDX-License-Identifier: GPL-2.0-or-later
// What rules share: sets and objects of the table being translated. Sets with the same contents are
// one set, since many sets in one transaction are slow (docs/performance.md).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/ipset/model.h"
#include "ruleset/iptables/grammar.h"
#include "ruleset/nftables/model.h"

namespace cnft::translator {

// What the kernel does to the packets of a network namespace before rules see them, from when a
// rule asks for it on, whether or not the rule ever matches.
enum Preparation : std::uint8_t {
  kDefragmentation = 1,
  kTracking = 2 | kDefragmentation,
};

class Resources {
 public:
  Resources(const ipset::Ruleset* ipsets, nftables::Sink& sink) : ipsets_(ipsets), sink_(sink) {}

  // The name of a constant set with these elements, declared when first asked for. `purpose` begins
  // its name ("ports").
  std::string SharedSet(std::string_view purpose, nftables::Set set);
  // The name of a set of ports or port ranges.
  std::string PortSet(std::span<const iptables::Range> ports);
  // Declares a set that rules add to, under this name, unless it stands already with the same
  // definition. False: it stands with another.
  bool DynamicSet(const nftables::Set& set);
  // Declares a set that the rules with this text alone add to; returns its name. Each call makes
  // another: rules that say the same count for themselves.
  std::string OwnSet(std::string_view purpose, std::string_view rule, nftables::Set set);
  // The name of a conntrack helper object.
  std::string CtHelper(std::string_view helper, std::uint8_t l4proto, Span span);

  // An iptables rule asks the kernel for this.
  void Ask(std::uint8_t preparation) { asked_ |= preparation; }
  // So does a native rule with these statements.
  void NoteAsked(std::span<const nftables::Statement> statements);
  // Adds what the iptables rules asked for and no native rule does, in a chain of this name that
  // nobody calls: the kernel goes by what stands in rules.
  void AskForRest(const std::string& chain);

  // The ipset of that name, or null.
  const ipset::Set* FindIpset(std::string_view name) const;
  // The rules being translated, for matches whose rules share state by name.
  void SetRules(const iptables::Ruleset& ruleset, const Sources& sources) {
    ruleset_ = &ruleset;
    sources_ = &sources;
  }
  // Calls `visit` with every use of the match or target in them, in their order, also in rules that
  // turn out to be wrong.
  void ForEachUse(std::string_view extension,
                  const std::function<void(const iptables::Use&)>& visit) const;
  // Where a module keeps what it found out about all rules, by the module's name.
  std::shared_ptr<const void>& Note(std::string_view module) { return notes_[module]; }

  // Declares a set once; its name must be free.
  void Declare(nftables::Set set);
  bool Declared(std::string_view name) const { return declared_.contains(name); }

 private:
  const ipset::Ruleset* ipsets_;
  nftables::Sink& sink_;
  std::map<std::string, nftables::Set, std::less<>> declared_;  // without elements
  std::map<std::string, std::string> shared_;                   // contents → name
  std::map<std::pair<std::string, std::uint8_t>, std::string> helpers_;
  std::uint8_t asked_ = 0;  // Preparation
  std::uint8_t asked_natively_ = 0;
  const iptables::Ruleset* ruleset_ = nullptr;
  const Sources* sources_ = nullptr;
  std::map<std::string_view, std::shared_ptr<const void>> notes_;
};

// A name nft can read back: what its grammar does not allow in identifiers is written ".hh".
std::string NftName(std::string_view name);
void AppendNftName(std::string_view name, std::string& out);

// FNV-1a, for names that must not change from one run to the next.
std::uint32_t StableHash(std::string_view text);

}  // namespace cnft::translator
