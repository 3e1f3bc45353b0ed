// SPDX-License-Identifier: GPL-2.0-or-later
// Compares what was read from the kernel with what iptables-save prints of it.
#include "tests/support/saved_rules.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "compat/save.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// The lines of iptables-save text by table, without comments.
std::map<std::string, std::vector<std::string>> ByTable(const std::string& text) {
  std::map<std::string, std::vector<std::string>> tables;
  std::vector<std::string>* table = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    if (line.starts_with('*')) table = &tables[line];
    if (table != nullptr) table->push_back(line);
  }
  return tables;
}

}  // namespace

std::string IptablesProgram(Family family) {
  return family == Family::kIpv4 ? "iptables" : "ip6tables";
}

bool IsSaved(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool rule = line.starts_with('[') && line.find("] -A ") != std::string::npos;
    if (!rule && !line.starts_with('*') && !line.starts_with(':') && line != "COMMIT") return false;
  }
  return true;
}

std::string SavedTable(Family family, std::string_view backend, iptables::TableId table) {
  return Run(fmt::format("{}-{}-save -c -t {}", IptablesProgram(family), backend,
                         iptables::Info(table).name))
      .out;
}

std::string Difference(Family family, const compat::LiveRules& read, const std::string& saved) {
  const auto ours = ByTable(compat::SaveText(family, read.text));
  const auto theirs = ByTable(saved);
  for (const auto& [table, lines] : theirs) {
    const auto found = ours.find(table);
    if (found == ours.end()) return fmt::format("table {} is missing", table);
    for (std::size_t i = 0; i < std::max(lines.size(), found->second.size()); ++i) {
      const std::string wanted = i < lines.size() ? lines[i] : "(nothing)";
      const std::string got = i < found->second.size() ? found->second[i] : "(nothing)";
      if (wanted != got) return fmt::format("wanted {}\n     got {}", wanted, got);
    }
  }
  return {};
}

}  // namespace cnft::test
