// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as nftables sets, and how rules ask them (net/netfilter/ipset/ip_set_core.c, ip_set_test;
// *_kadt in net/netfilter/ipset/ip_set_*.c).
//
// Each ipset becomes one nftables set of the table, whatever the number of rules that use it.
// Addresses, interface names and ports are a concatenated key; networks are intervals, without
// overlaps: where networks nest, the most specific one decides.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/ipset/model.h"
#include "translator/module.h"
#include "translator/native_set.h"

namespace cnft::translator {

// How a rule looks at a set: one flag a dimension, whether it takes the source of the packet.
struct SetReference {
  std::string_view name;
  std::vector<bool> sources;
  // Matches what an exception (nomatch) holds, and nothing else.
  bool exceptions = false;
  Span span;
};

// Whether the packet is in the set. Declares the native set; says what is wrong or cannot be
// expressed through `context`.
Formula InSet(const SetReference& reference, LowerContext& context);

// The set of that name, for a rule at `span`; null when there is none, which is reported.
const ipset::Set* FindSet(std::string_view name, Span span, LowerContext& context);

// Whether packets of this family can be in the set, seen with that many flags.
bool CanHold(const ipset::Set& set, std::size_t flags, Family family);

// The fields that make up the key of that part of the set.
std::vector<nftables::Selector> SetKey(const ipset::Set& set, const std::vector<bool>& sources,
                                       PortKind ports, Family family);

}  // namespace cnft::translator
