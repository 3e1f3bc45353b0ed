// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft has taken over from iptables, as it was there: kept in a set of cnft's own table, since
// the kernel is the only state.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compat/absorb/held.h"
#include "ruleset/ipset/model.h"
#include "ruleset/iptables/grammar.h"
#include "ruleset/nftables/model.h"

namespace cnft::compat {

// Which chains to take over.
struct Selection {
  std::vector<std::string> chains = {"KUBE-*"};  // patterns of the shell
  std::uint8_t tables = iptables::kAllTables;    // iptables::TableBit
  friend bool operator==(const Selection&, const Selection&) = default;

  bool Takes(iptables::TableId table) const { return (tables & iptables::TableBit(table)) != 0; }
  bool Takes(std::string_view chain) const;
};

struct AbsorbedTable {
  iptables::TableId id = iptables::TableId::kFilter;
  std::vector<HeldChain> chains;  // user chains, whole
  // Of a built-in chain that has lost rules, all that stood there: their order says where those
  // that were taken stood. Of the others only the text counts.
  struct Line {
    bool taken = false;
    HeldRule rule;
  };
  struct Place {
    std::string chain;
    std::vector<Line> lines;
  };
  std::vector<Place> places;
};

// Of one family.
struct Record {
  Backend backend = Backend::kLegacy;
  Selection selection;
  std::vector<AbsorbedTable> tables;
  std::string ipsets;  // those that the rules name, as `ipset save` prints them
  SetNumbers numbers;  // under which the rules hold them

  ipset::Ruleset Sets() const;
  // The rules that were taken, for iptables-restore --noflush: behind those that stand there.
  std::string RulesText() const;
};
using Records = std::array<std::optional<Record>, 2>;  // by family

// The set that keeps a record, and what it says; damaged: nothing.
nftables::Set SetOf(const Record& record);
std::optional<Record> RecordIn(const std::vector<nftables::Element>& elements);

// Puts the numbers that ipsets have now into the rules: one that was made anew has another. Returns
// the sets that are gone.
std::vector<std::string> FollowSets(Family family, Record& record);

// What the tables of that name hold.
struct KeptRecords {
  Records records;
  std::array<std::optional<nftables::Set>, 2> sets;
  bool any() const { return sets[0] || sets[1]; }
};
Result<KeptRecords> ReadRecords(std::string_view table);

}  // namespace cnft::compat
