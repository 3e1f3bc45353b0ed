// SPDX-License-Identifier: GPL-2.0-or-later
// -j SYNPROXY: answers the handshakes of TCP in place of the server
// (net/ipv4/netfilter/ipt_SYNPROXY.c).
#include <linux/netfilter/nf_synproxy.h>
#include <linux/netfilter/xt_SYNPROXY.h>

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

bool Read(const xt_synproxy_info& info, XtWords& words) {
  const auto has = [&info](unsigned option) { return (info.options & option) != 0; };
  if (has(XT_SYNPROXY_OPT_SACK_PERM)) words.Flag("sack-perm");
  if (has(XT_SYNPROXY_OPT_TIMESTAMP)) words.Flag("timestamp");
  if (has(XT_SYNPROXY_OPT_WSCALE)) words.Say(false, "wscale", "{}", info.wscale);
  if (has(XT_SYNPROXY_OPT_MSS)) words.Say(false, "mss", "{}", info.mss);
  if (has(XT_SYNPROXY_OPT_ECN)) words.Flag("ecn");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

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
    .readers = kReaders,
};

}  // namespace cnft::translator
