// SPDX-License-Identifier: GPL-2.0-or-later
// Mistakes that a translator could make, made on purpose: a native ruleset with one thing wrong.
// What compares rulesets must notice each.
#pragma once

#include <functional>
#include <string>

#include "ruleset/nftables/model.h"

namespace cnft::test {

struct Mutant {
  std::string description;
  nftables::Ruleset ruleset;
};

// Hands every mutant of the ruleset to `use`, one after the other: of what packets can get to.
// Where fragments are put together before they meet a rule, nothing is done to tests that are about
// them.
void ForEachMutant(const nftables::Ruleset& ruleset, bool fragments,
                   const std::function<void(const Mutant&)>& use);

}  // namespace cnft::test
