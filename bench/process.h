// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a program in a network namespace of its own and says what it cost (getrusage(2)).
#pragma once

#include <string>
#include <vector>

namespace cnft::bench {

using Command = std::vector<std::string>;

struct Cost {
  double wall_ms = 0;  // from the exec to the exit
  double cpu_ms = 0;   // user and system
  double peak_mib = 0;
  int status = -1;  // exit status
};

struct RunOptions {
  std::vector<Command> before;  // run first in the same namespace, not measured; must succeed
  std::string input;            // path of the standard input; empty: none
  std::string output;           // path for what it prints; empty: thrown away
};

// Throws std::runtime_error when the command cannot be run or fails, saying which.
Cost RunInNamespace(const Command& command, const RunOptions& options = {});

}  // namespace cnft::bench
