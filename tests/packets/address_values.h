// SPDX-License-Identifier: GPL-2.0-or-later
// Boundary values of addresses, interfaces and sets of them.
#pragma once

#include <string_view>

#include "tests/packets/boundary_values.h"
#include "tests/packets/rule_text.h"

namespace cnft::test {

using SetAddress = void (*)(Sketch&, const Address&);
void SetSource(Sketch& sketch, const Address& address);
void SetDestination(Sketch& sketch, const Address& address);

// "10.0.0.0/8", "10.0.0.1-10.0.0.9"
void AddAddresses(OptionValues& values, std::string_view text, Family family, SetAddress set);
// "eth+"; `out`: that the packet leaves through.
bool NameMatches(std::string_view name, std::string_view pattern);
void AddInterfaces(OptionValues& values, std::string_view pattern, Family family, bool out);
// "LOCAL,BROADCAST", as -m addrtype names them
void AddAddressTypes(OptionValues& values, std::string_view list, Family family, SetAddress set);
// The elements of the set that the option names, from `ipset save` text.
void AddSet(OptionValues& values, const OptionText& option, Family family, std::string_view ipset,
            int depth = 0);

}  // namespace cnft::test
