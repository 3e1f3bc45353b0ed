// SPDX-License-Identifier: GPL-2.0-or-later
// Statements and fields as nft(8) text.
#pragma once

#include <string>

#include "nft/text/print.h"
#include "nft/text/values.h"
#include "nft/text/words.h"
#include "ruleset/nftables/model.h"

namespace cnft::text {

// Where a statement stands: what the rule has tested so far, and what could not be said.
struct Place {
  words::Context& context;
  const PrintOptions& options;
  Raw& raw;
};

std::string Print(const nftables::Field& field, const Place& place);
std::string Print(const nftables::Statement& statement, const Place& place);
std::string Print(const nftables::Stateful& stateful, const Place& place);

}  // namespace cnft::text
