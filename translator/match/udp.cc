// SPDX-License-Identifier: GPL-2.0-or-later
// -m udp: UDP ports (net/netfilter/xt_tcpudp.c, udp_mt).
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/ports.h"

namespace cnft::translator {
namespace {

constexpr auto kProtocols = std::to_array<std::uint8_t>({17});

std::vector<Step> Lower(const Use& use, LowerContext&) { return {LowerPorts(use)}; }

}  // namespace

extern const MatchModule match_udp = {
    .extension = {.name = "udp", .options = kPortOptions, .protocols = kProtocols},
    .summary = "UDP ports",
    .lower = Lower,
};

}  // namespace cnft::translator
