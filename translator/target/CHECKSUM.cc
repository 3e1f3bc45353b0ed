// SPDX-License-Identifier: GPL-2.0-or-later
// -j CHECKSUM: fills in checksums that a network card was to compute (net/netfilter/xt_CHECKSUM.c).
#include <linux/netfilter/xt_CHECKSUM.h>

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

bool Read(const xt_CHECKSUM_info& info, XtWords& words) {
  if (info.operation != XT_CHECKSUM_OP_FILL) return false;
  words.Flag("checksum-fill");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_CHECKSUM = {
    .extension = {.name = "CHECKSUM",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle)},
    .summary = "fills in checksums left to the network card",
    .limitations = kLimitations,
    .lower = Lower,
    .xt_tables = iptables::TableBit(iptables::TableId::kMangle),
    .readers = kReaders,
};

}  // namespace cnft::translator
