// SPDX-License-Identifier: GPL-2.0-or-later
// Rules that hold every kind of statement and field there is.
#pragma once

#include <string>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft::test {

struct Sample {
  std::vector<nftables::Statement> statements;
  std::string text;  // as nft(8) reads it; with brackets where it does not
  bool json = true;  // the JSON of libnftables can say it
};

// Of IPv4 rules. Between them they hold every alternative of Statement, Field and Stateful.
std::vector<Sample> StatementSamples();

}  // namespace cnft::test
