// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the rule of a case through parser and translator.
#pragma once

#include <memory>
#include <string>

#include "api/ruleset_input.h"
#include "ruleset/nftables/model.h"
#include "tests/support/case_file.h"

namespace cnft::test {

struct TranslatedCase {
  std::unique_ptr<RulesetInput> input;
  nftables::Ruleset ruleset;  // one table; empty when there are errors

  bool ok() const { return input->diagnostics.errors() == 0; }
  // The rule as iptables-save would print it, after "-A CHAIN ".
  std::string saved;
};

TranslatedCase Translate(const Case& test_case);

}  // namespace cnft::test
