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

// How often in a second the kernel's clock ticks at the least (HZ; kernels that are built for 100
// are not looked at). Buckets of xtables gain tokens at ticks, those of nf_tables any time: a
// bucket that is full within a tick lets less through.
inline constexpr std::uint64_t kTicks = 250;

// What "N/unit" means: the time from one packet to the next, in parts of a second of which there
// are `scale`, rounded down as iptables does. Nothing when it is no rate; zero when it is too fast.
std::optional<std::uint64_t> ParseRate(std::string_view text, std::uint64_t scale);

// The seconds of the unit in "N/unit", which must be a rate.
std::uint64_t RateUnitSeconds(std::string_view text);

// As iptables-save prints such a time: "5/sec". Returns the seconds of the unit.
std::uint64_t PrintRate(std::uint64_t period, std::uint64_t scale, std::string& out);

// A limit that lets a packet through every cost/credits seconds, and `burst` at once.
nftables::Limit LimitOf(std::uint64_t cost, std::uint64_t credits, std::uint32_t burst);

}  // namespace cnft::translator
