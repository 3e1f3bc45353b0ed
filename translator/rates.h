// SPDX-License-Identifier: GPL-2.0-or-later
// Rates as iptables writes them, and the limits of nf_tables that let packets through as often
// (libxt_limit.c, libxt_hashlimit.c, net/netfilter/nft_limit.c).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "ruleset/nftables/model.h"

namespace cnft::translator {

// What "N/unit" means: the time from one packet to the next, in parts of a second of which there
// are `scale`, rounded down as iptables does. Nothing when it is no rate; zero when it is too fast.
std::optional<std::uint64_t> ParseRate(std::string_view text, std::uint64_t scale);

// As iptables-save prints such a time: "5/sec".
void PrintRate(std::uint64_t period, std::uint64_t scale, std::string& out);

// A limit that lets a packet through every cost/credits seconds, and `burst` at once.
nftables::Limit LimitOf(std::uint64_t cost, std::uint64_t credits, std::uint32_t burst);

}  // namespace cnft::translator
