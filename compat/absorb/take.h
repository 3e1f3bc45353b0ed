// SPDX-License-Identifier: GPL-2.0-or-later
// What of a table of iptables is taken, and what is in the way.
#pragma once

#include <string>
#include <vector>

#include "compat/absorb/read_table.h"
#include "compat/absorb/record.h"
#include "compat/absorb/refusal.h"
#include "ruleset/ipset/model.h"

namespace cnft::compat {

// The chains to take: those that are named, but for what does nothing and is called by nobody, such
// as canaries, which their owners watch.
Names ChainsToTake(const ReadTable& table, const Selection& selection);

// Those chains, and the rules of built-in chains that lead to them.
AbsorbedTable Take(ReadTable& table, const Names& names, Refusals& refusals);

// What takes them out of the table. `read`: see ReadTable.
HeldEdit TakeOut(const HeldTable& live, const BackendRules& read, const Names& names);

// Rules of another backend at the same hook may come before or behind.
void CheckOtherBackend(const AbsorbedTable& taken, std::vector<HeldTable>& others,
                       Refusals& refusals);

// The ipsets among `known` that the rules of a record name, with the members of lists.
struct UsedSets {
  std::string text;
  SetNumbers numbers;
};
UsedSets FindSets(const Record& record, const std::string& program, const ipset::Ruleset& known,
                  Refusals& refusals);

}  // namespace cnft::compat
