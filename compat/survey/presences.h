// SPDX-License-Identifier: GPL-2.0-or-later
// What is there: the tables of each backend of iptables, and native ones, with whom they belong to.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compat/survey/node.h"

namespace cnft::compat {

struct Presence {
  std::string backend;  // iptables-legacy, ip6tables-nft, nftables
  std::string table;
  std::size_t chains = 0;
  std::size_t rules = 0;  // of backends of iptables
  // How many chains each owner has, but for those that every table of iptables has.
  std::map<std::string, std::size_t, std::less<>> owners;
};
// Of one whom no name tells.
inline constexpr std::string_view kUnknownOwner = "unknown";

std::vector<Presence> ListPresences(const Node& node);

}  // namespace cnft::compat
