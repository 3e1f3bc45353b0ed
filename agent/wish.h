// SPDX-License-Identifier: GPL-2.0-or-later
// What the node should have, as inputs say it.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "agent/overlay.h"
#include "api/ruleset_input.h"
#include "ruleset/cilium/rules.h"

namespace cnft::agent {

struct Wish {
  RulesetInput input;  // of files, and behind them of Cilium
  std::optional<cilium::Plan> plan;
};

// Reads all inputs, and what the node is, from now. The error is a message for people.
using ReadWish = std::function<std::expected<Wish, std::string>(const Overlay& overlay)>;

}  // namespace cnft::agent
