// SPDX-License-Identifier: GPL-2.0-or-later
// Packets whose headers are cut short: xtables matches drop them as soon as they look
// (struct xt_action_param, hotdrop), nf_tables expressions merely leave the rule.
#pragma once

#include <cstdint>
#include <vector>

#include "translator/module.h"

namespace cnft::translator {

// What stands in front of the tests of a match that reads the first `length` bytes of the transport
// header: the packet is dropped when it is no later fragment and does not hold them. With
// `first_offset` also when it is a fragment at offset 8, which could overwrite a TCP header.
//
// None in the nat table for `protocol`s whose headers conntrack examines: packets without an entry
// do not get there (net/netfilter/nf_nat_core.c, nf_nat_inet_fn).
void DropShortHeader(LowerContext& context, std::uint8_t length, std::vector<Step>& steps,
                     bool first_offset = false);

// The packet is dropped when its TCP header says that it is shorter than a TCP header is, or longer
// than the packet. For matches that look at options, behind DropShortHeader.
void DropShortTcpOptions(LowerContext& context, std::vector<Step>& steps);

// What a match asks of the header of which it reads the first `length` bytes, behind
// DropShortHeader: false for later fragments, which have none, even when it asks nothing.
Formula OfHeader(const LowerContext& context, std::uint8_t length, Formula formula);

// For targets that drop packets whose transport header is shorter than `length`, once the rule has
// counted them: later fragments have none and pass.
Part DropWithoutHeader(Family family, std::uint8_t length);
// The same of packets whose TCP header says that it is longer than the packet, or shorter than can
// be, behind DropWithoutHeader.
Part DropWithoutTcpOptions();

// What stands in front of the tests of a match that looks for an IPv6 extension header and reads
// its first `length` bytes: the packet is dropped when the headers before it, or those bytes, run
// past its end (net/ipv6/exthdrs_core.c, ipv6_find_hdr).
void DropBrokenExtension(std::uint8_t type, std::uint8_t length, std::vector<Step>& steps);

// What stands in front of a test of the protocol: IPv6 packets whose chain of extension headers is
// broken are dropped (net/ipv6/netfilter/ip6_tables.c, ip6_packet_match).
void DropBrokenHeaderChain(LowerContext& context, std::vector<Step>& steps);

}  // namespace cnft::translator
