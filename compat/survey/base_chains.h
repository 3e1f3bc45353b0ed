// SPDX-License-Identifier: GPL-2.0-or-later
// The base chains that programs have in tables of nf_tables of their own, of any family that IP
// packets meet, and what in their tables can drop a packet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nft/kernel.h"

namespace cnft::compat {

struct BaseChain {
  std::string family;  // ip, ip6, inet
  std::string table;
  std::string name;
  std::string type;  // filter, nat, route
  std::string hook;
  int priority = 0;
  bool drops = false;  // its policy
};

// A rule that drops or rejects; its chain need not be a base chain.
struct DroppingRule {
  std::string family;
  std::string table;
  std::string chain;
  std::uint64_t handle = 0;
};

struct NativeTables {
  std::vector<BaseChain> chains;
  std::vector<DroppingRule> drops;
};

// All tables but those of iptables-nft. Nothing when the kernel has no nf_tables.
Result<NativeTables> ReadNativeTables();

}  // namespace cnft::compat
