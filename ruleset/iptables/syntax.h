// SPDX-License-Identifier: GPL-2.0-or-later
// What one rule says: its options read by the grammar of the matches and targets they belong to,
// checked as iptables checks them (iptables/xshared.c, do_parse), and printed as iptables-save
// does.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/iptables/grammar.h"
#include "ruleset/iptables/model.h"

namespace cnft::iptables {

// The options of the built-in extension, by their index in its table.
enum BuiltInOption : std::uint8_t {
  kSource,
  kDestination,
  kInInterface,
  kOutInterface,
  kProtocol,
  kFragment,
};

struct RuleSyntax {
  Counters counters;  // from -c; zero otherwise
  bool has_counters = false;
  Use builtin;  // -s -d -i -o -p -f
  std::vector<Use>
      matches;  // in the order in which they were loaded, which is the order of the tests
  std::optional<Use> target;  // an extension
  std::string_view verdict;   // a chain, ACCEPT, DROP, RETURN or QUEUE; empty with a target or none
  Span verdict_span;
  bool is_goto = false;
  Span span;
  // -4 or -6 named the other family: iptables-restore skips such a line.
  bool other_family = false;

  // Words that held escapes; values point into them.
  std::deque<std::string> storage;

  // A use without options so far.
  Use MakeUse(const Extension* extension, Span use_span);
  // The protocol -p names without negation; 0: any.
  std::uint8_t Protocol() const;
  // Makes it as good as new, but for the memory it holds.
  void Clear();

 private:
  // Memory of options that were cleared away, for the next rule: most of a ruleset is many rules
  // with few options.
  std::vector<std::vector<Option>> spare_;
};

// Where a rule stands, for checks and messages.
struct RulePlace {
  Family family = Family::kIpv4;
  TableId table = TableId::kFilter;
};

// Reads one rule. False when anything is wrong: all of it is then in `diagnostics`. The result
// points into `sources`. The rule's `alternative` picks one of the addresses of lists in -s and -d.
// Whether chains exist and whether hooks suit is not known here: the translator checks that.
bool ParseRule(const Rule& rule, RulePlace place, const Sources& sources, const Grammar& grammar,
               Diagnostics& diagnostics, RuleSyntax& syntax);

// How many rules the line stands for: the product of the lengths of its lists of addresses.
// `body` is what follows "-A CHAIN".
std::size_t CountAlternatives(std::string_view body, Span span);

// Appends the rule as iptables-save prints it after "-A CHAIN", with a blank in front of every
// option and none at the end.
void PrintRule(const RuleSyntax& syntax, Family family, std::string& out);

// The text of the first comment of a rule, empty when it has none.
std::string_view Comment(const RuleSyntax& syntax);

}  // namespace cnft::iptables
