// SPDX-License-Identifier: GPL-2.0-or-later
// How options are described: the tables that matches and targets declare.
#include "ruleset/iptables/grammar.h"

#include <fmt/core.h>

namespace cnft::iptables {

bool ArgumentInput::Fail(std::string reason, std::string hint) const {
  Span span = words.empty() ? Span{} : words.front().span;
  for (const Word& word : words) span = Cover(span, word.span);
  diagnostics.Report(DiagnosticKind::kBadArgument, span,
                     fmt::format("--{}: {}", option, std::move(reason)), std::move(hint));
  return false;
}

const Option* Use::Find(std::size_t index) const {
  const OptionSpec* spec = &extension->options[index];
  for (const Option& option : options) {
    if (option.spec == spec) return &option;
  }
  return nullptr;
}

void PrintOption(const Option& option, std::string& out) {
  out += option.negated ? " ! --" : " --";
  out += option.spec->name;
  if (option.spec->argument != nullptr) {
    out += ' ';
    option.spec->argument->print(option.value, out);
  }
}

void PrintOptions(const Use& use, std::string& out) {
  for (const OptionSpec& spec : use.extension->options) {
    for (const Option& option : use.options) {
      if (option.spec == &spec) PrintOption(option, out);
    }
  }
}

}  // namespace cnft::iptables
