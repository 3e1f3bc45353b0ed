// SPDX-License-Identifier: GPL-2.0-or-later
// What filters and translates packets on this node, by whomever: read only, nothing is made or
// loaded.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compat/ipset/decode.h"
#include "compat/live_rules.h"
#include "compat/survey/kernel_features.h"
#include "compat/survey/listeners.h"
#include "compat/survey/native_tables.h"
#include "nft/kernel.h"
#include "ruleset/iptables/model.h"
#include "ruleset/routing.h"
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

// A line of a configuration file that removes the tables of everybody.
struct Flush {
  std::string file;
  std::size_t line = 0;
};

// What nftables loads on this system.
struct NftablesFiles {
  std::vector<Flush> flushes;
  std::vector<std::string> unreadable;
};
NftablesFiles SearchNftablesFiles(const std::filesystem::path& root);

// Policy rules that go by marks, and where they may lead to.
struct MarkRouting {
  std::vector<routing::Rule> own;
  std::vector<routing::Rule> others;
  // Routes that deliver here what they catch, outside of the table that the kernel keeps.
  std::vector<routing::Route> local;

  // Whether the rule leads to a table that delivers packets here.
  bool Delivers(const routing::Rule& rule) const;
};

struct Node {
  std::string table = "cnft";         // ours
  std::deque<BackendRules> own;       // what it holds
  std::deque<BackendRules> backends;  // what others have
  LiveSets sets;
  NativeTables native;
  NftablesFiles files;
  MarkRouting routing;
  std::vector<std::string> devices;
  std::optional<std::vector<Listener>> listeners;  // none: the kernel cannot say
  KernelFeatures kernel;
  // The value of a kernel setting (sysctl(8)); none: there is no such setting.
  std::function<std::optional<std::string>(const std::string& name)> setting =
      [](const std::string&) { return std::nullopt; };
};

Result<Node> ReadNode(std::string_view table);

}  // namespace cnft::compat
