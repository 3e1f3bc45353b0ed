// SPDX-License-Identifier: GPL-2.0-or-later
// Names of ICMP and ICMPv6 messages as ipset knows them, each type << 8 | code.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cnft::ipset {

// Names may be shortened and in any case: the first that begins with `text` counts.
std::optional<std::uint16_t> FindIcmp(std::string_view text);
std::optional<std::uint16_t> FindIcmpv6(std::string_view text);
// The name that `ipset save` prints, empty when there is none.
std::string_view IcmpName(std::uint16_t code);
std::string_view Icmpv6Name(std::uint16_t code);

}  // namespace cnft::ipset
