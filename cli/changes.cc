// SPDX-License-Identifier: GPL-2.0-or-later
// Differences between rulesets, for people.
#include "cli/changes.h"

#include <fmt/format.h>

namespace cnft::cli {
namespace {

char Sign(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return '+';
    case ChangeKind::kRemoved:
      return '-';
    case ChangeKind::kChanged:
      return '~';
  }
  return '?';
}

std::string_view Noun(Subject subject) {
  switch (subject) {
    case Subject::kTable:
      return "table";
    case Subject::kObject:
      return "object";
    case Subject::kSet:
      return "set";
    case Subject::kElements:
      return "element of set";
    case Subject::kChain:
      return "chain";
    case Subject::kRule:
      return "rule of chain";
  }
  return "";
}

}  // namespace

std::string Describe(const Change& change) {
  std::string text =
      fmt::format("{} {} {} {}", Sign(change.kind), change.family == Family::kIpv4 ? "ip" : "ip6",
                  Noun(change.subject), change.name);
  if (change.rule != nullptr) {
    text += change.rule->role == nftables::Role::kRule ? fmt::format(": {}", change.rule->source)
                                                       : ": (a further part of the rule before)";
  }
  return text;
}

}  // namespace cnft::cli
