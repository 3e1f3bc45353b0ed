// SPDX-License-Identifier: GPL-2.0-or-later
// The model as nft(8) text, which `nft -f` loads to the same rules, sets and chains.
//
// What nft's language cannot say stands in brackets ("[socket cgroupv2 level 1]"), on which nft
// fails. Not said at all, because it lives in userdata or changes with every packet: the iptables
// rules behind the rules, the counters of chain policies. Comments that nft does not take (longer
// than 128 bytes, or with a quote) stand behind '#'.
#pragma once

#include <cstddef>
#include <string>

#include "ruleset/nftables/model.h"

namespace cnft::text {

struct PrintOptions {
  bool zero_counters = false;  // "counter packets 0 bytes 0" instead of "counter"
};

// Each adds to `*unsayable`, unless null, how many pieces stand in brackets.
std::string Print(const nftables::Rule& rule, Family family, const PrintOptions& options = {},
                  std::size_t* unsayable = nullptr);
// With its elements, as it stands inside a table.
std::string Print(const nftables::Set& set, Family family, const PrintOptions& options = {},
                  std::size_t* unsayable = nullptr);
std::string Print(const nftables::Table& table, const PrintOptions& options = {},
                  std::size_t* unsayable = nullptr);

}  // namespace cnft::text
