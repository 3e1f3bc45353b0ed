// SPDX-License-Identifier: GPL-2.0-or-later
// A table of iptables-legacy as chains of rules, to be looked at or changed: in the kernel's block
// each jump says where it leads, and everything behind a change moves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compat/xtables/table.h"
#include "ruleset/iptables/model.h"

namespace cnft::compat {

// An entry of the block.
struct XtRule {
  std::vector<std::byte> bytes;  // ipt_entry or ip6t_entry, its matches and its target
  // Where it leads to when it matches, which the bytes say only in their place in the block: the
  // chain it jumps or goes to; or the next rule, as one without target does.
  std::string chain;
  bool falls_through = false;
  // Which entry of the table it was, whose counters it keeps. None: it is new, and begins with what
  // `counted` says.
  std::optional<std::size_t> origin;
  iptables::Counters counted;
};

struct XtChain {
  std::string name;
  std::optional<iptables::Hook> hook;  // of a built-in chain
  XtRule head;                         // of a user chain: has its name
  std::vector<XtRule> rules;
  XtRule end;  // the policy; of a user chain a RETURN
};

// A match or target of a rule; points into it.
struct XtExtension {
  std::string_view name;
  std::uint8_t revision = 0;
  std::span<const std::byte> info;
};
struct XtParts {
  std::vector<XtExtension> matches;
  XtExtension target;  // the name is empty: a verdict
};

// The chains in the order in which they stand. Or what is wrong with the block.
std::expected<std::vector<XtChain>, std::string> SplitTable(const XtTable& table);

// The same table with other chains; built-in ones must be those of `table`. `origins` says of each
// entry which one of `table` it was, `counted` what a new one begins with.
struct XtReplacement {
  XtTable table;
  std::vector<std::optional<std::size_t>> origins;
  std::vector<iptables::Counters> counted;
};
// An error: a chain is too many, too few, or not there.
std::expected<XtReplacement, std::string> JoinTable(const XtTable& table,
                                                    const std::vector<XtChain>& chains);

// Of a rule that SplitTable made.
XtParts PartsOf(Family family, const XtRule& rule);
iptables::Counters CountersOf(Family family, const XtRule& rule);
// The verdict of a rule whose target has no name and that leads to no other rule, as in the kernel.
int VerdictOf(Family family, const XtRule& rule);

// The entry wherever it stands: without what it counted, and without what the kernel notes in it of
// its place. Bytes of a rule to put in.
std::vector<std::byte> PlacelessBytes(Family family, const XtRule& rule);

// Rules to put in.
XtRule MakeJump(Family family, std::string_view chain);
XtChain MakeChain(Family family, std::string_view name);
// Among the user chains, where iptables-legacy keeps them: in the order of their names.
XtChain& AddChain(std::vector<XtChain>& chains, XtChain chain);
void AddChains(std::vector<XtChain>& chains, std::vector<XtChain> more);
XtChain* FindChain(std::vector<XtChain>& chains, std::string_view name);

}  // namespace cnft::compat
