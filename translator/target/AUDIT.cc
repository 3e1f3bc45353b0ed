// SPDX-License-Identifier: GPL-2.0-or-later
// -j AUDIT: writes the packet to the audit log (net/netfilter/xt_AUDIT.c). Kernels since 4.13 write
// the same record for every type.
#include <linux/netfilter/xt_AUDIT.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr auto kTypes = std::to_array<std::string_view>({"accept", "drop", "reject"});
constexpr std::uint8_t kAuditLevel = 8;  // NFT_LOGLEVEL_AUDIT

constexpr OptionSpec kOptions[] = {
    {.name = "type", .argument = &iptables::kChoiceArgument<kTypes>, .required = true},
};

Action Lower(const Use&, LowerContext&) {
  nftables::Log log;
  log.level = kAuditLevel;
  return Action::Do({std::move(log)});
}

bool Read(const xt_audit_info& info, XtWords& words) {
  if (info.type >= kTypes.size()) return false;
  words.Say(false, "type", "{}", kTypes[info.type]);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_AUDIT = {
    .extension = {.name = "AUDIT", .options = kOptions},
    .summary = "writes the packet to the audit log",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
