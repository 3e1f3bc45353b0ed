// SPDX-License-Identifier: GPL-2.0-or-later
// Configurations of Cilium's with what is known of a node.
#include "tests/support/cilium_case.h"

#include <fstream>
#include <sstream>

#include "api/cilium_input.h"

namespace cnft::test {
namespace {

const std::string kFolder = CNFT_SOURCE_DIR "/tests/api/cilium/";

std::string ReadFile(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(kFolder + name).rdbuf();
  return text.str();
}

std::string Renamed(std::string text, std::span<const Renaming> renamings) {
  for (const auto& [from, to] : renamings) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

}  // namespace

std::vector<CiliumCase> ReadCiliumCases() {
  std::vector<CiliumCase> cases;
  std::istringstream in(ReadFile("cases.t"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    if (line.starts_with("case ")) cases.push_back({.name = line.substr(5)});
    if (cases.empty()) continue;
    CiliumCase& now = cases.back();
    if (line.starts_with("    ")) {
      now.shown.push_back(line.substr(4));
      continue;
    }
    now.head.push_back(line);
    if (line.starts_with("release ")) {
      now.release = cilium::FindRelease(line.substr(8)).value();
    } else if (line.starts_with("set ")) {
      const std::size_t equals = line.find('=');
      now.settings.push_back({line.substr(4, equals - 4), line.substr(equals + 1), "set"});
    } else if (line.starts_with("node ")) {
      now.node = line.substr(5);
    }
  }
  return cases;
}

void WriteCiliumCases(const std::vector<CiliumCase>& cases) {
  std::ofstream out(kFolder + "cases.t");
  out << "# SPDX-License-Identifier: GPL-2.0-or-later\n"
         "# What each option changes: '+' and '-' lines are rules against the first case of the\n"
         "# release, 4 and 6 the family.\n";
  for (const CiliumCase& now : cases) {
    out << '\n';
    for (const std::string& line : now.head) out << line << '\n';
    for (const std::string& line : now.shown) out << "    " << line << '\n';
  }
}

cilium::Plan PlanOf(const CiliumCase& now, std::span<const Renaming> renamings) {
  std::vector<cilium::Problem> problems;
  cilium::NodeState node;
  ReadNode("node.yaml", Renamed(ReadFile("node.yaml"), renamings), node, problems);
  if (!now.node.empty()) ReadNode("case", Renamed(now.node, renamings), node, problems);
  std::vector<cilium::Setting> settings = now.settings;
  for (cilium::Setting& setting : settings) setting.value = Renamed(setting.value, renamings);
  const cilium::Config config = cilium::Config::Read(settings, problems);
  cilium::Plan plan = cilium::MakePlan(config, node, now.release);
  plan.problems.insert(plan.problems.begin(), problems.begin(), problems.end());
  for (const cilium::Setting& setting : config.unknown()) {
    plan.problems.push_back({Severity::kWarning, setting.name, "nobody knows this option", ""});
  }
  return plan;
}

}  // namespace cnft::test
