// SPDX-License-Identifier: GPL-2.0-or-later
// The chains of Cilium, and the hooks that lead to them.
#include "ruleset/cilium/chains.h"

#include <algorithm>

namespace cnft::cilium {

bool SameHook(std::string_view name, iptables::Hook hook) {
  return std::ranges::equal(name, iptables::HookName(hook), [](char a, char b) {
    return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b;
  });
}

}  // namespace cnft::cilium
