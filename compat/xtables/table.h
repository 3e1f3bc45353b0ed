// SPDX-License-Identifier: GPL-2.0-or-later
// A table of iptables-legacy as the kernel hands it out and takes it: rules in one block, each with
// its matches and its target behind it (<linux/netfilter_ipv4/ip_tables.h>,
// <linux/netfilter_ipv6/ip6_tables.h>, <linux/netfilter/x_tables.h>).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "compat/live_rules.h"

namespace cnft::compat {

struct XtTable {
  Family family = Family::kIpv4;
  std::string name;
  std::uint32_t hooks = 0;  // bit n: hook n has a built-in chain
  // Of the first rule of a built-in chain, and of its policy; by hook.
  std::array<std::uint32_t, iptables::kHookCount> entries{};
  std::array<std::uint32_t, iptables::kHookCount> policies{};
  std::uint32_t count = 0;  // of all entries
  std::vector<std::byte> blob;
};

// Appends what the table says to `rules`. What is wrong with the blob is returned, and nothing is
// appended: the kernel checks its tables, so this is one that nobody understands.
std::expected<void, std::string> DecodeTable(const XtTable& table,
                                             const translator::XtContext& context,
                                             LiveRules& rules);

}  // namespace cnft::compat
