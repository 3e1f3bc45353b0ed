// SPDX-License-Identifier: GPL-2.0-or-later
// -m cpu: the processor that handles the packet (net/netfilter/xt_cpu.c).
#include <linux/netfilter/xt_cpu.h>

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

bool Read(const xt_cpu_info& info, XtWords& words) {
  words.Say(info.invert != 0, "cpu", "{}", info.cpu);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_cpu = {
    .extension = {.name = "cpu", .options = kOptions},
    .summary = "the processor that handles the packet",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
