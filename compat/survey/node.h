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

#include "compat/absorb/record.h"
#include "compat/backend_rules.h"
#include "compat/ipset/decode.h"
#include "compat/survey/kernel_features.h"
#include "compat/survey/listeners.h"
#include "compat/survey/native_tables.h"
#include "nft/kernel.h"
#include "ruleset/iptables/model.h"
#include "ruleset/routing.h"
#include "ruleset/source.h"

namespace cnft::compat {

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
  Records absorbed;                   // what of it was taken from iptables
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
