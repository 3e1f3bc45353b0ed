// SPDX-License-Identifier: GPL-2.0-or-later
// Sets as `ipset save` prints them.
#pragma once

#include <string>

#include "ruleset/ipset/model.h"

namespace cnft::ipset {

// "10.0.0.1,tcp:80": the element as it stands after "add SET".
std::string PrintKey(const Element& element, const Set& set);
// The line that makes the set. `internals`: with what says how the kernel keeps the set and not
// what it holds: hashsize, bucketsize, initval.
std::string PrintCreate(const Set& set, bool internals = true);
// The line that adds the element.
std::string PrintAdd(const Element& element, const Set& set);
// All sets, each with its elements; lists come last, since they name others.
std::string Print(const Ruleset& ruleset);

}  // namespace cnft::ipset
