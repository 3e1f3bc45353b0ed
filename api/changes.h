// SPDX-License-Identifier: GPL-2.0-or-later
// Differences between rulesets, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nft/diff.h"

namespace cnft {

struct ChangeText {
  ChangeKind kind = ChangeKind::kAdded;
  Family family = Family::kIpv4;
  std::string_view subject;  // table, set, element, chain, rule, helper
  std::string name;          // of the object, or of the chain or set it belongs to
  std::string before;        // what it was; empty when added
  std::string after;         // what it becomes; empty when removed
};

ChangeText Describe(const Change& change);

// "+ ip rule nat/KUBE-SERVICES: -d 10.0.0.1/32 -j ACCEPT"; of a change two further lines, the old
// and the new.
std::string Print(const ChangeText& change);

// "added", "removed" or "changed".
std::string_view Name(ChangeKind kind);

}  // namespace cnft
