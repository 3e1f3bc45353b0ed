// SPDX-License-Identifier: GPL-2.0-or-later
// The node that cnft demo builds: its rules and sets, compiled in from data/.
#pragma once

#include <string_view>

namespace cnft::cli::demo {

extern const std::string_view kExampleRules;  // iptables-save
extern const std::string_view kExampleSets;   // ipset save

}  // namespace cnft::cli::demo
