// SPDX-License-Identifier: GPL-2.0-or-later
// Who a chain or a table belongs to, by its name: programs have prefixes of their own.
#pragma once

#include <string_view>

namespace cnft::compat {

// Of a chain of iptables that is not built in; empty when nobody is known by that name.
std::string_view ChainOwner(std::string_view chain);
// Of a table of nf_tables.
std::string_view TableOwner(std::string_view table);

}  // namespace cnft::compat
