// SPDX-License-Identifier: GPL-2.0-or-later
// -m state: the connection tracking state, by its old name (libxt_conntrack.c,
// net/netfilter/xt_state.c).
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/xt_state.h>

#include <array>

#include "translator/bit_names.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr auto kStates = std::to_array<BitName>({{"INVALID", kStateInvalid},
                                                 {"NEW", kStateNew},
                                                 {"RELATED", kStateRelated},
                                                 {"ESTABLISHED", kStateEstablished},
                                                 {"UNTRACKED", kStateUntracked}});

enum { kState };

constexpr OptionSpec kOptions[] = {
    {.name = "state", .argument = &kBitNamesArgument<kStates>, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& state = *use.Find(kState);
  return {NegateIf(state.negated, CtStateIn(static_cast<std::uint32_t>(state.number())))};
}

// Kernels have a match of this name too; iptables has asked conntrack for long.
bool Read(const xt_state_info& info, XtWords& words) {
  struct StateBit {
    unsigned kernel;
    std::uint32_t bits;
  };
  std::uint64_t states = 0;
  for (const auto& [kernel, bits] :
       {StateBit{XT_STATE_INVALID, kStateInvalid}, StateBit{XT_STATE_BIT(IP_CT_NEW), kStateNew},
        StateBit{XT_STATE_BIT(IP_CT_RELATED), kStateRelated},
        StateBit{XT_STATE_BIT(IP_CT_ESTABLISHED), kStateEstablished},
        StateBit{XT_STATE_UNTRACKED, kStateUntracked}}) {
    if ((info.statemask & kernel) != 0) states |= bits;
  }
  words.Add(false, kOptions[kState], states);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_state = {
    .extension = {.name = "state", .options = kOptions},
    .summary = "connection tracking state",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
