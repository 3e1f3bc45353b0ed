// SPDX-License-Identifier: GPL-2.0-or-later
// What is measured: a ruleset in the form of every tool, in files.
#pragma once

#include <filesystem>
#include <string>

namespace cnft::bench {

struct Workload {
  std::string name;
  std::size_t rules = 0;
  std::string save;   // iptables-save text
  std::string ipset;  // what ipset must hold for iptables; empty: nothing
  std::string nft;    // the same ruleset for nft -f
  std::string batch;  // the bytes cnft sends
};

// A generated node of about so many rules.
Workload GeneratedWorkload(const std::filesystem::path& directory, std::size_t rules);
// The example node of data/.
Workload ExampleWorkload(const std::filesystem::path& directory);
// The same with a proxy of Cilium's and a set of addresses (bench/delta.h).
Workload WithProxyAndSet(const std::filesystem::path& directory, const Workload& workload);
// The same workload with one rule changed in the middle.
Workload WithOneChange(const std::filesystem::path& directory, const Workload& workload);

}  // namespace cnft::bench
