// SPDX-License-Identifier: GPL-2.0-or-later
// -j SYNPROXY: answers the handshakes of TCP in place of the server
// (net/ipv4/netfilter/ipt_SYNPROXY.c).
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr auto kProtocols = std::to_array<std::uint8_t>({6});

constexpr OptionSpec kOptions[] = {
    {.name = "sack-perm"},
    {.name = "timestamp"},
    {.name = "wscale", .argument = &iptables::kU8Argument},
    {.name = "mss", .argument = &iptables::kU16Argument},
    {.name = "ecn"},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables answers some segments the kernel's target leaves alone",
     .way_out = "write the rule in a native table (synproxy)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const TargetModule target_SYNPROXY = {
    .extension = {.name = "SYNPROXY",
                  .options = kOptions,
                  .hooks = iptables::HookBit(iptables::Hook::kInput) |
                           iptables::HookBit(iptables::Hook::kForward),
                  .protocols = kProtocols},
    .summary = "answers TCP handshakes in place of the server",
    .limitations = kLimitations,
    .lower = Lower,
};

}  // namespace cnft::translator
