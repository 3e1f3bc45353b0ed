// SPDX-License-Identifier: GPL-2.0-or-later
// Differences between rulesets, and in what goes with them, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/sysctl.h"
#include "nft/diff.h"
#include "ruleset/routing.h"

namespace cnft {

struct ChangeText {
  ChangeKind kind = ChangeKind::kAdded;
  Family family = Family::kIpv4;
  // table, set, element, chain, rule, helper; policy-rule, route; sysctl
  std::string_view subject;
  std::string name;    // of the object, or of the chain or set it belongs to
  std::string before;  // what it was; empty when added
  std::string after;   // what it becomes; empty when removed
};

ChangeText Describe(const Change& change);
ChangeText Describe(const SysctlDifference& difference);
std::vector<ChangeText> Describe(const routing::Routing& before, const routing::Routing& after);

// "+ ip rule nat/KUBE-SERVICES: -d 10.0.0.1/32 -j ACCEPT"; of a change two further lines, the old
// and the new.
std::string Print(const ChangeText& change);

// "added", "removed" or "changed".
std::string_view Name(ChangeKind kind);

}  // namespace cnft
