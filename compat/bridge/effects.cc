// SPDX-License-Identifier: GPL-2.0-or-later
// What rules do to a packet that later tests of it would see.
#include "compat/bridge/effects.h"

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"

namespace cnft::compat {
namespace {

// What a target changes, as the names of the matches that may see it.
struct Change {
  std::string_view target;
  std::string_view matches;  // separated by blanks
};
constexpr std::string_view kConntrack =
    "conntrack state connmark connbytes connlabel connlimit helper";
constexpr auto kChanges = std::to_array<Change>({{"AUDIT", ""},
                                                 {"CHECKSUM", ""},
                                                 {"CLASSIFY", ""},
                                                 {"CONNMARK", "connmark mark"},
                                                 {"CONNSECMARK", ""},
                                                 {"CT", kConntrack},
                                                 {"DROP", ""},
                                                 {"DSCP", "dscp tos ecn"},
                                                 {"ECN", "dscp tos ecn"},
                                                 {"HL", "hl"},
                                                 {"IDLETIMER", ""},
                                                 {"LED", ""},
                                                 {"LOG", ""},
                                                 {"MARK", ""},  // by its bits
                                                 {"NFLOG", ""},
                                                 {"NOTRACK", kConntrack},
                                                 {"REJECT", ""},
                                                 {"SECMARK", ""},
                                                 {"TCPMSS", "tcpmss length"},
                                                 {"TEE", ""},
                                                 {"TOS", "dscp tos ecn"},
                                                 {"TPROXY", "mark socket"},
                                                 {"TRACE", ""},
                                                 {"TTL", "ttl"}});

}  // namespace

void Effects::Add(const iptables::RuleSyntax& rule) {
  if (!rule.target) return;
  const std::string_view name = rule.target->extension->name;
  const auto* change = std::ranges::find(kChanges, name, &Change::target);
  if (change == kChanges.end()) {
    anything_ = true;
  } else if (name == "MARK") {
    const iptables::Masked& mark = rule.target->options.at(0).masked();
    marks_.push_back({mark.value, mark.mask});
  } else {
    const auto names = iptables::SplitList(change->matches, ' ');
    matches_.insert(matches_.end(), names.begin(), names.end());
  }
}

bool Effects::MayChangeMark(const iptables::Use& match, bool only_false) const {
  const iptables::Option& test = match.options.at(0);
  const auto& [value, mask] = test.masked();
  return std::ranges::any_of(marks_, [&](const Mark& mark_set) {
    // (mark & ~mask) ^ value: bits of the mask are then those of the value, others may be flipped.
    if ((mask & (mark_set.mask | mark_set.value)) == 0) return false;
    const bool differs = ((value ^ mark_set.value) & mask & mark_set.mask) != 0;
    // It cannot be what the test asks for.
    return !(only_false && differs && !test.negated);
  });
}

bool Effects::MayChange(const iptables::RuleSyntax& rule, bool only_false) const {
  return std::ranges::any_of(rule.matches, [&](const iptables::Use& match) {
    const std::string_view name = match.extension->name;
    if (name == "comment") return false;
    return anything_ || std::ranges::find(matches_, name) != matches_.end() ||
           (name == "mark" && MayChangeMark(match, only_false));
  });
}

}  // namespace cnft::compat
