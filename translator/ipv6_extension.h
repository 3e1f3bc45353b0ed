// SPDX-License-Identifier: GPL-2.0-or-later
// What the matches of IPv6 extension headers share (net/ipv6/netfilter/ip6t_*.c).
//
// nf_tables looks for a header with the same function as xtables (ipv6_find_hdr). A header that is
// not there, or cut short, makes a match false, negated or not; DropBrokenExtension sees to the
// broken ones.
#pragma once

#include <optional>

#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {

// Whether there is a header of the type.
Formula HasExtension(std::uint8_t type);

// The length of a header in bytes, of those that count in units of `unit` bytes less `less` of
// them.
struct ExtensionLength {
  std::uint8_t unit = 8;
  std::uint8_t less = 1;
};
// True when the header is exactly that long; negated: when it is of another length.
Formula ExtensionLengthIs(std::uint8_t type, const Option& length, ExtensionLength scale = {});

// low <= field <= high, where the field is one byte and the bounds may be more than that.
Formula ByteInRange(Field field, const iptables::Range& range);

// All of it, or the mere presence of the header when it asks nothing.
Formula OfExtension(std::uint8_t type, std::vector<Formula> parts);

}  // namespace cnft::translator
