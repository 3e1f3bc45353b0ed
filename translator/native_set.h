// SPDX-License-Identifier: GPL-2.0-or-later
// The contents of an IP set as those of an nftables set.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "ruleset/ipset/model.h"
#include "ruleset/nftables/model.h"

namespace cnft::translator {

// What stands for the port of an element.
enum class PortKind : std::uint8_t {
  kPort,  // a port of TCP, UDP, SCTP or UDP-Lite, or nothing: the set has no ports
  kIcmp,  // type and code of ICMP or ICMPv6, which stand in the header where others have a port
  kNone,  // nothing: the protocol has no ports
};
// By its protocol; ip_set_getport.c, get_port.
PortKind KindOf(const ipset::Set& set, const ipset::Element& element);

// Which elements of a set a native one is to hold. Elements whose keys lie in different places of
// the packet are in different native sets.
struct SetPart {
  PortKind ports = PortKind::kPort;
  // What elements marked nomatch keep from matching, instead of what matches.
  bool exceptions = false;
};

// The set under its native name, with its elements. The error says why there is no such set.
std::expected<nftables::Set, std::string> NativeSet(const ipset::Set& set, SetPart part);
// The name of that set.
std::string NativeSetName(std::string_view ipset, SetPart part);

}  // namespace cnft::translator
