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
  std::string fix;
};

std::vector<Finding> Examine(const Node& node);

// What is there, for the survey: the tables of each backend, and native ones.
struct Presence {
  std::string backend;  // iptables-legacy, ip6tables-nft, nftables
  std::string table;
  std::size_t chains = 0;
  std::size_t rules = 0;            // of backends of iptables
  std::vector<std::string> owners;  // of the chains, as far as names tell
};
std::vector<Presence> ListPresences(const Node& node);

}  // namespace cnft::compat
