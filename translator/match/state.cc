// SPDX-License-Identifier: GPL-2.0-or-later
// -m state: the connection tracking state, by its old name (libxt_conntrack.c,
// net/netfilter/xt_state.c).
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

}  // namespace

extern const MatchModule match_state = {
    .extension = {.name = "state", .options = kOptions},
    .summary = "connection tracking state",
    .lower = Lower,
    .preparation = kTracking,
};

}  // namespace cnft::translator
