// SPDX-License-Identifier: GPL-2.0-or-later
// The input of one run: texts, and what they say.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/model.h"
#include "ruleset/iptables/model.h"
#include "ruleset/nftables/model.h"
#include "ruleset/source.h"
#include "translator/module.h"

namespace cnft {

enum class InputKind : std::uint8_t { kIpv4, kIpv6, kIpset };

struct InputText {
  InputKind kind = InputKind::kIpv4;
  std::string name;  // for messages
  std::string text;
};

// The set in which a table of cnft keeps what was absorbed from iptables (compat/absorb): rules
// that are in force and that no input of users holds.
inline constexpr std::string_view kAbsorbedSet = "absorbed..rules";

// What the texts say, in the order given. `diagnostics` holds what is wrong with them; what could
// be read is there all the same.
struct RulesetInput {
  Sources sources;
  std::array<std::optional<iptables::Ruleset>, 2> rulesets;  // by family
  ipset::Ruleset ipsets;
  Diagnostics diagnostics;
  // By family, the set of absorbed rules as it stood when these became part of the input.
  std::array<std::optional<nftables::Set>, 2> absorbed;

  const std::optional<iptables::Ruleset>& ruleset(Family family) const {
    return rulesets[static_cast<std::size_t>(family)];
  }
};

RulesetInput ReadInput(std::vector<InputText> texts);
// One more, behind the others.
void AddInput(InputText text, RulesetInput& input);

// Hands the native form of one family to `sink`; adds to the input's diagnostics.
void TranslateFamily(RulesetInput& input, Family family,
                     const translator::TranslateOptions& options, nftables::Sink& sink);

// Translates everything for the sake of its diagnostics.
void CheckTranslation(RulesetInput& input, const translator::TranslateOptions& options);

}  // namespace cnft
