// SPDX-License-Identifier: GPL-2.0-or-later
// Policy routing in the words of ip(8).
#include "ruleset/routing.h"

#include <fmt/core.h>

namespace cnft::routing {

std::string Print(const Rule& rule) {
  return fmt::format("pref {} fwmark {:#x}/{:#x} lookup {}", rule.priority, rule.mark, rule.mask,
                     rule.table);
}

std::string Print(const Route& route) {
  const unsigned length = PrefixLength(route.destination.mask).value_or(0);
  std::string text = route.local ? "local " : "";
  text += length == 0 ? std::string("default")
                      : fmt::format("{}/{}", cnft::Print(route.destination.address), length);
  if (route.gateway) text += " via " + cnft::Print(*route.gateway);
  text += fmt::format(" dev {} table {}", route.device, route.table);
  if (route.mtu != 0) text += fmt::format(" mtu {}", route.mtu);
  return text;
}

}  // namespace cnft::routing
