// SPDX-License-Identifier: GPL-2.0-or-later
// What stands behind cnft_ruleset: texts, and a node with its Cilium.
#pragma once

#include <optional>
#include <vector>

#include "api/ruleset_input.h"
#include "cnft/cnft.h"
#include "lib/session.h"
#include "ruleset/cilium/node.h"
#include "ruleset/cilium/options.h"
#include "ruleset/cilium/rules.h"

struct cnft_ruleset {
  std::vector<cnft::InputText> texts;
  // Of Cilium; empty without any text of its.
  bool cilium = false;
  std::vector<cnft::cilium::Setting> settings;
  cnft::cilium::NodeState node;
  std::vector<cnft::cilium::Problem> problems;
};

namespace cnft::lib {

// A ruleset as it is understood.
struct Understood {
  RulesetInput input;
  std::optional<cilium::Plan> plan;  // with any text of Cilium's
};

// Reads everything; what is wrong with Cilium's part is reported and becomes `status`.
Understood Understand(const cnft_ruleset& ruleset, cnft_session& session, cnft_status& status);

}  // namespace cnft::lib
