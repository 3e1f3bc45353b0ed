// SPDX-License-Identifier: GPL-2.0-or-later
// Protocol and service names, so that reading a rule needs no file of the system: the assignments
// of IANA as Debian's /etc/protocols and /etc/services spell them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cnft::iptables {

std::optional<std::uint8_t> FindProtocol(std::string_view name);
// Empty when the number has no name.
std::string_view FindProtocolName(std::uint8_t protocol);
std::optional<std::uint16_t> FindService(std::string_view name);

}  // namespace cnft::iptables
