// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of one backend of iptables, read.
#include "compat/backend_rules.h"

#include <fmt/format.h>

#include "ruleset/iptables/parser.h"
#include "translator/module.h"

namespace cnft::compat {

std::string_view Name(Backend backend) {
  switch (backend) {
    case Backend::kLegacy:
      return "legacy";
    case Backend::kNft:
      return "nft";
    case Backend::kCnft:
      break;
  }
  return "cnft";
}

std::string BackendRules::Program() const {
  if (backend == Backend::kCnft) return ruleset.family == Family::kIpv4 ? "cnft" : "cnft ipv6";
  return fmt::format("{}-{}", ruleset.family == Family::kIpv4 ? "iptables" : "ip6tables",
                     Name(backend));
}

BackendRules ParseLive(Backend backend, Family family, LiveRules rules) {
  BackendRules parsed;
  parsed.backend = backend;
  parsed.opaque = std::move(rules.opaque);
  parsed.ruleset.family = family;
  const std::uint16_t source = parsed.sources.Add(parsed.Program(), std::move(rules.text));
  // What a rule says is looked at when it is needed: one that cannot be read is opaque.
  Diagnostics diagnostics;
  iptables::Parse(source, parsed.sources, translator::Extensions(), diagnostics, parsed.ruleset);
  return parsed;
}

}  // namespace cnft::compat
