// SPDX-License-Identifier: GPL-2.0-or-later
// For each option of a rule, packets that it is about and packets that it only just is not about:
// the boundary values of what it names.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/packets/packet.h"
#include "tests/packets/rule_text.h"
#include "tests/packets/world.h"

namespace cnft::test {

// A packet in the making.
struct Sketch {
  PacketSpec spec;
  Packet packet;  // all but its bytes
  bool chosen_source_port = false;
};

using Change = std::function<void(Sketch&)>;

// What to change for the option to hold, or to only just not hold.
struct OptionValues {
  std::vector<Change> inside;
  std::vector<Change> outside;
  // Routing must come before the destination, and protocols before what they have.
  int order = 0;
};

// Sets of the ruleset, as `ipset save` text.
OptionValues ValuesOf(const OptionText& option, Family family, std::string_view ipset);

}  // namespace cnft::test
