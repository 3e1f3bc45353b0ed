// SPDX-License-Identifier: GPL-2.0-or-later
// Source and destination ports, which the matches of all protocols that have them share.
#pragma once

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {

// The first four options of every such match; LowerPorts finds them by their place.
#define CNFT_PORT_OPTIONS                                                              \
  {.name = "sport", .argument = &iptables::kPortRangeArgument, .negatable = true},     \
      {.name = "dport", .argument = &iptables::kPortRangeArgument, .negatable = true}, \
      {.name = "source-port",                                                          \
       .argument = &iptables::kPortRangeArgument,                                      \
       .negatable = true,                                                              \
       .alias_of = "sport"},                                                           \
      {.name = "destination-port",                                                     \
       .argument = &iptables::kPortRangeArgument,                                      \
       .negatable = true,                                                              \
       .alias_of = "dport"}

inline constexpr OptionSpec kPortOptions[] = {CNFT_PORT_OPTIONS};

// A packet without ports matches neither a port nor its negation: DropShortHeader stands before
// this, OfHeader around it.
inline Formula LowerPorts(const Use& use) {
  std::vector<Formula> parts;
  const auto add = [&](std::size_t index, Field field) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    Formula formula = InRange(field, option->range());
    parts.push_back(NegateIf(option->negated, std::move(formula)));
  };
  add(0, SourcePort());
  add(1, DestinationPort());
  return Formula::All(std::move(parts));
}

// A range of the kernel's structures; all ports test nothing.
inline void SayPorts(const std::uint16_t (&ports)[2], bool negated, std::string_view option,
                     XtWords& words) {
  if (negated || ports[0] != 0 || ports[1] != 0xffff) {
    words.Range(negated, option, ports[0], ports[1]);
  }
}

// Into the kernel's structure: the ports of the option at `index`, or all, and whether they are
// negated.
inline void WritePorts(const Use& use, std::size_t index, unsigned inverse,
                       std::uint16_t (&ports)[2], std::uint8_t& flags) {
  const Option* option = use.Find(index);
  ports[0] = option == nullptr ? std::uint16_t{0} : static_cast<std::uint16_t>(option->range().low);
  ports[1] =
      option == nullptr ? std::uint16_t{0xffff} : static_cast<std::uint16_t>(option->range().high);
  if (option != nullptr && option->negated) flags = static_cast<std::uint8_t>(flags | inverse);
}

}  // namespace cnft::translator
