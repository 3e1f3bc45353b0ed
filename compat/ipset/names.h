// SPDX-License-Identifier: GPL-2.0-or-later
// The names of ipsets by the numbers under which rules of the kernel hold them (SO_IP_SET).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cnft::compat {

// Asks the kernel once for each number, and only when one is asked for.
std::function<std::optional<std::string>(std::uint16_t)> SetNames();

// The number of the set of that name; none: there is no such set.
std::optional<std::uint16_t> SetNumber(std::string_view name);

}  // namespace cnft::compat
