// SPDX-License-Identifier: GPL-2.0-or-later
// A network namespace of one's own, for tests that need the kernel (network_namespaces(7)).
#pragma once

#include <string>
#include <string_view>

namespace cnft::test {

// Whether this process may make namespaces and change rulesets in them.
bool HaveRoot();

// Moves the calling thread into a new, empty network namespace. Loopback is down.
void EnterNewNetns();

struct Output {
  int status = -1;  // exit status, or -1
  std::string out;
  std::string err;
  bool ok() const { return status == 0; }
};

// Runs a shell command in the current namespace with `input` on its standard input.
Output Run(const std::string& command, std::string_view input = {});

}  // namespace cnft::test
