// SPDX-License-Identifier: GPL-2.0-or-later
// What on a node will clash with the rules that cnft installs, and what to do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compat/survey/node.h"

namespace cnft::compat {

// One thing that needs attention.
struct Finding {
  std::string_view code;  // for programs; does not change
  std::string what;
  std::vector<std::string> where;  // rules, chains or places in files
  std::string_view why;
  std::string fix;  // a command, as far as one is known
};

std::vector<Finding> Examine(const Node& node);

}  // namespace cnft::compat
