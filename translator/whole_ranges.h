// SPDX-License-Identifier: GPL-2.0-or-later
// Options that iptables-save leaves out when they hold for every value and so test nothing
// (libxtables: skip_spis_match and its kin).
#pragma once

#include "ruleset/iptables/grammar.h"

namespace cnft::translator {

// For Extension::print, of extensions whose ranges go up to `max`: leaves out whole ranges and
// empty masks. What is negated is printed: it excludes everything.
template <std::uint64_t max>
void PrintWhatTests(const iptables::Use& use, Family, std::string& out) {
  for (const iptables::OptionSpec& spec : use.extension->options) {
    for (const iptables::Option& option : use.options) {
      if (option.spec != &spec) continue;
      const bool whole = option.value == iptables::Value(iptables::Range{0, max}) ||
                         option.value == iptables::Value(iptables::Masked{0, 0});
      if (!whole || option.negated) PrintOption(option, out);
    }
  }
}

}  // namespace cnft::translator
