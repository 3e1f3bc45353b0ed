// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as the kernel lists them (<linux/netfilter/ipset/ip_set.h>,
// net/netfilter/ipset/ip_set_core.c, ip_set_dump_do).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/ipset/model.h"

namespace cnft::compat {

// A set that the model does not hold: of a type that cnft does not know.
struct UnknownSet {
  std::string name;
  std::string type;
  std::uint8_t revision = 0;
  friend bool operator==(const UnknownSet&, const UnknownSet&) = default;
};

struct LiveSets {
  ipset::Ruleset sets;
  std::vector<UnknownSet> unknown;
};

// Takes the messages of a listing in their order; a large set comes in several. `payload` is what
// follows the nfgenmsg header. Damaged messages lose what is damaged.
class SetDecoder {
 public:
  explicit SetDecoder(LiveSets& sets) : sets_(sets) {}
  void Add(std::string_view payload);

 private:
  LiveSets& sets_;
};

}  // namespace cnft::compat
