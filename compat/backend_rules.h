// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of one backend of iptables, read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compat/live_rules.h"
#include "ruleset/iptables/model.h"
#include "ruleset/source.h"

namespace cnft::compat {

enum class Backend : std::uint8_t { kLegacy, kNft, kCnft };
std::string_view Name(Backend backend);  // legacy, nft, cnft

// The rules of one family in one backend of iptables, or those that cnft has installed.
struct BackendRules {
  Backend backend = Backend::kLegacy;
  std::vector<Opaque> opaque;
  Sources sources;  // of `ruleset`
  iptables::Ruleset ruleset;

  // "iptables-legacy", "ip6tables-nft"; "cnft", "cnft ipv6"
  std::string Program() const;
};
BackendRules ParseLive(Backend backend, Family family, LiveRules rules);

}  // namespace cnft::compat
