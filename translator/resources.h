// SPDX-License-Identifier: GPL-2.0-or-later
// What rules share: sets and objects of the table being translated. Sets with the same contents are
// one set, since many sets in one transaction are slow (docs/performance.md).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/ipset/model.h"
#include "ruleset/iptables/grammar.h"
#include "ruleset/nftables/model.h"

namespace cnft::translator {

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
  // The name of a conntrack helper object.
  std::string CtHelper(std::string_view helper, std::uint8_t l4proto, Span span);

  // The ipset of that name, or null.
  const ipset::Set* FindIpset(std::string_view name) const;
  // Declares a set once; its name must be free.
  void Declare(nftables::Set set);
  bool Declared(std::string_view name) const { return declared_.contains(name); }

 private:
  const ipset::Ruleset* ipsets_;
  nftables::Sink& sink_;
  std::map<std::string, nftables::Set, std::less<>> declared_;  // without elements
  std::map<std::string, std::string> shared_;                   // contents → name
  std::map<std::pair<std::string, std::uint8_t>, std::string> helpers_;
};

// A name nft can read back: what its grammar does not allow in identifiers is written ".hh".
std::string NftName(std::string_view name);

// FNV-1a, for names that must not change from one run to the next.
std::uint32_t StableHash(std::string_view text);

}  // namespace cnft::translator
