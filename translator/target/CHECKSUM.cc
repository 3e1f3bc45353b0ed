// SPDX-License-Identifier: GPL-2.0-or-later
// -j CHECKSUM: fills in checksums that a network card was to compute (net/netfilter/xt_CHECKSUM.c).
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr OptionSpec kOptions[] = {
    {.name = "checksum-fill", .required = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables computes no checksums",
     .way_out = "turn off transmit checksums on the sending device (ethtool -K DEVICE tx off)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

}  // namespace

extern const TargetModule target_CHECKSUM = {
    .extension = {.name = "CHECKSUM",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle)},
    .summary = "fills in checksums left to the network card",
    .limitations = kLimitations,
    .lower = Lower,
    .xt_tables = iptables::TableBit(iptables::TableId::kMangle),
};

}  // namespace cnft::translator
