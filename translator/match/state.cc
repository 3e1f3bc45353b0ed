// SPDX-License-Identifier: GPL-2.0-or-later
// -m state: the connection tracking state, by its old name (libxt_conntrack.c,
// net/netfilter/xt_state.c).
#include <linux/netfilter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/xt_conntrack.h>
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

// Bits of a state in the match of this name, and in conntrack.
struct StateBit {
  std::uint32_t bits;
  unsigned own;
  unsigned asked;
};
constexpr auto kStateBits = std::to_array<StateBit>(
    {{kStateInvalid, XT_STATE_INVALID, XT_CONNTRACK_STATE_INVALID},
     {kStateNew, XT_STATE_BIT(IP_CT_NEW), XT_CONNTRACK_STATE_BIT(IP_CT_NEW)},
     {kStateRelated, XT_STATE_BIT(IP_CT_RELATED), XT_CONNTRACK_STATE_BIT(IP_CT_RELATED)},
     {kStateEstablished, XT_STATE_BIT(IP_CT_ESTABLISHED),
      XT_CONNTRACK_STATE_BIT(IP_CT_ESTABLISHED)},
     {kStateUntracked, XT_STATE_UNTRACKED, XT_CONNTRACK_STATE_UNTRACKED}});

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& state = *use.Find(kState);
  return {NegateIf(state.negated, CtStateIn(static_cast<std::uint32_t>(state.number())))};
}

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  const Option& state = *use.Find(kState);
  xt_conntrack_mtinfo3 info{};
  info.match_flags = XT_CONNTRACK_STATE | XT_CONNTRACK_STATE_ALIAS;
  if (state.negated) info.invert_flags = XT_CONNTRACK_STATE;
  for (const StateBit& bit : kStateBits) {
    if ((state.number() & bit.bits) == 0) continue;
    info.state_mask = static_cast<std::uint16_t>(info.state_mask | bit.asked);
  }
  return MakeXtInfo("conntrack", 3, info);
}

// Kernels have a match of this name too; iptables has asked conntrack for long.
bool Read(const xt_state_info& info, XtWords& words) {
  std::uint64_t states = 0;
  for (const StateBit& bit : kStateBits) {
    if ((info.statemask & bit.own) != 0) states |= bit.bits;
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
    .write = Write,
};

}  // namespace cnft::translator
