// SPDX-License-Identifier: GPL-2.0-or-later
// Packets that belong together, and whether they are answered.
#pragma once

#include <string>
#include <vector>

#include "tests/packets/world.h"

namespace cnft::test {

struct Exchange {
  std::string description;
  std::vector<Packet> packets;
  bool answer = true;
  // All connections are forgotten first: their ports could be taken.
  bool alone = false;
};

}  // namespace cnft::test
