// SPDX-License-Identifier: GPL-2.0-or-later
// -m cpu: the processor that handles the packet (net/netfilter/xt_cpu.c).
#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kCpu };

constexpr OptionSpec kOptions[] = {
    {.name = "cpu", .argument = &iptables::kU32Argument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& cpu = *use.Find(kCpu);
  return {NegateIf(cpu.negated, Equals(MetaField(nftables::MetaKey::kCpu), cpu.number()))};
}

}  // namespace

extern const MatchModule match_cpu = {
    .extension = {.name = "cpu", .options = kOptions},
    .summary = "the processor that handles the packet",
    .lower = Lower,
};

}  // namespace cnft::translator
