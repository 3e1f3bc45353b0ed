// SPDX-License-Identifier: GPL-2.0-or-later
// What filters and translates packets on this node, by whomever: read only, nothing is made or
// loaded.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "compat/ipset/decode.h"
#include "compat/live_rules.h"
#include "compat/survey/base_chains.h"
#include "nft/kernel.h"
#include "ruleset/iptables/model.h"
#include "ruleset/source.h"

namespace cnft::compat {

enum class Backend : std::uint8_t { kLegacy, kNft };
std::string_view Name(Backend backend);  // legacy, nft

// The rules of one family in one backend of iptables.
struct BackendRules {
  Backend backend = Backend::kLegacy;
  std::vector<Opaque> opaque;
  Sources sources;  // of `ruleset`
  iptables::Ruleset ruleset;

  // "iptables-legacy", "ip6tables-nft"
  std::string Program() const;
};
BackendRules ParseLive(Backend backend, Family family, LiveRules rules);

// A line of a configuration file that removes the tables of everybody.
struct Flush {
  std::string file;
  std::size_t line = 0;
};

struct Node {
  std::deque<BackendRules> backends;
  LiveSets sets;
  NativeTables native;
  std::vector<Flush> flushes;
  std::string table = "cnft";  // ours
};

Result<Node> ReadNode(std::string_view table);

// "flush ruleset" in the files that nftables loads on this system, below `root`.
std::vector<Flush> FindFlushes(const std::filesystem::path& root);

}  // namespace cnft::compat
