// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the same came of packets on both nodes, but for what the kernel is free to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/packets/exchange.h"
#include "tests/packets/port_choice.h"

namespace cnft::test {

class Likeness {
 public:
  // Reads from the rules, an iptables-save text, what may differ.
  explicit Likeness(std::string_view rules);

  // Compares what is said of an exchange, a line an event. What the kernel chose freely is hidden
  // in the lines.
  bool Alike(const Exchange& exchange, std::vector<std::string>& legacy,
             std::vector<std::string>& native) const;

 private:
  PortChoice choice_;
  bool rejects_;
  bool untracks_;
};

// The lines that are in one list only, and where they come from.
std::string Contrast(const std::vector<std::string>& legacy,
                     const std::vector<std::string>& native);

}  // namespace cnft::test
