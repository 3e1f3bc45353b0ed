// SPDX-License-Identifier: GPL-2.0-or-later
// Netlink messages for people to read: names of messages and attributes, values, and the bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace cnft::netlink {

// A run of nf_tables messages, one paragraph each.
std::string DumpMessages(std::span<const std::uint8_t> messages);

}  // namespace cnft::netlink
