// SPDX-License-Identifier: GPL-2.0-or-later
// Networks that nest, cut into ranges that do not: where several hold an address, the most specific
// one decides, and when it times out the next one (mtype_test_cidrs in
// net/netfilter/ipset/ip_set_hash_gen.h).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/ipset/model.h"

namespace cnft::translator {

struct Network {
  Address address;
  std::uint8_t prefix = 0;
  std::uint32_t timeout = 0;  // seconds; 0: for ever
  const ipset::Element* element = nullptr;
};

// A range of addresses that are in the set, and until when.
struct Piece {
  AddressRange range;
  std::uint32_t timeout = 0;
  const Network* network = nullptr;  // the one that decides
};

// Calls `each` with the pieces that are in the set, or with `exceptions` those that an element
// marked nomatch keeps out, in order. Networks inside others that decide the same are left out,
// unless `exact` asks for each of them, or comment and counters would be lost. Returns why that is
// impossible, or nothing.
std::string Flatten(std::vector<Network> networks, bool exceptions, bool exact,
                    const std::function<void(const Piece&)>& each);

}  // namespace cnft::translator
