// SPDX-License-Identifier: GPL-2.0-or-later
// What Cilium installs, case by case: a case names options, a release and what is known of the
// node, and shows what it changes against the first case of its release. CNFT_UPDATE_GOLDENS=1
// rewrites what is shown.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "api/cilium_input.h"
#include "api/ruleset_input.h"
#include "ruleset/cilium/rules.h"

namespace cnft::test {
namespace {

const std::string kFolder = CNFT_SOURCE_DIR "/tests/api/cilium/";

std::string ReadFile(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Case {
  std::string name;
  std::vector<std::string> head;  // the lines that say what the case is
  cilium::Release release = cilium::kNewestRelease;
  std::vector<cilium::Setting> settings;
  std::string node;                // YAML, written over the common node
  std::vector<std::string> shown;  // derived
};

std::vector<Case> ReadCases() {
  std::vector<Case> cases;
  std::istringstream in(ReadFile(kFolder + "cases.t"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    if (line.starts_with("case ")) {
      cases.push_back({.name = line.substr(5)});
      cases.back().settings.reserve(4);
    }
    if (cases.empty()) continue;
    Case& now = cases.back();
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

void WriteCases(const std::vector<Case>& cases) {
  std::ofstream out(kFolder + "cases.t");
  out << "# SPDX-License-Identifier: GPL-2.0-or-later\n"
         "# What each option changes: '+' and '-' lines are rules against the first case of the\n"
         "# release, 4 and 6 the family.\n";
  for (const Case& now : cases) {
    out << '\n';
    for (const std::string& line : now.head) out << line << '\n';
    for (const std::string& line : now.shown) out << "    " << line << '\n';
  }
}

cilium::Plan MakePlan(const Case& now) {
  std::vector<cilium::Problem> problems;
  cilium::NodeState node;
  ReadNode("node.yaml", ReadFile(kFolder + "node.yaml"), node, problems);
  if (!now.node.empty()) ReadNode("case", now.node, node, problems);
  const cilium::Config config = cilium::Config::Read(now.settings, problems);
  cilium::Plan plan = cilium::MakePlan(config, node, now.release);
  plan.problems.insert(plan.problems.begin(), problems.begin(), problems.end());
  for (const cilium::Setting& setting : config.unknown()) {
    plan.problems.push_back({Severity::kWarning, setting.name, "nobody knows this option", ""});
  }
  return plan;
}

// One line a rule, set, route and policy rule; in the order in which they take effect.
std::vector<std::string> Lines(const cilium::Plan& plan) {
  std::vector<std::string> lines;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const char digit = family == Family::kIpv4 ? '4' : '6';
    std::istringstream text(PrintRules(plan, family));
    std::string table;
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with('*')) table = line.substr(1);
      if (line.starts_with("-A ")) lines.push_back(fmt::format("{} {} {}", digit, table, line));
    }
  }
  std::istringstream sets(PrintSets(plan));
  for (std::string line; std::getline(sets, line);) lines.push_back("ipset " + line);
  for (const auto& rule : plan.routing.rules) {
    lines.push_back(fmt::format("{} rule pref {} fwmark {:#x}/{:#x} lookup {}",
                                rule.family == Family::kIpv4 ? '4' : '6', rule.priority, rule.mark,
                                rule.mask, rule.table));
  }
  for (const auto& route : plan.routing.routes) {
    lines.push_back(fmt::format(
        "{} route {}{}/{}{} dev {} table {}{}", route.family == Family::kIpv4 ? '4' : '6',
        route.local ? "local " : "", Print(route.destination.address),
        PrefixLength(route.destination.mask).value_or(0),
        route.gateway ? " via " + Print(*route.gateway) : "", route.device, route.table,
        route.mtu != 0 ? fmt::format(" mtu {}", route.mtu) : ""));
  }
  return lines;
}

// The longest common subsequence decides what stays.
std::vector<std::string> Differences(const std::vector<std::string>& before,
                                     const std::vector<std::string>& after) {
  const std::size_t n = before.size();
  const std::size_t m = after.size();
  std::vector<std::vector<std::size_t>> length(n + 1, std::vector<std::size_t>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      length[i][j] = before[i] == after[j] ? length[i + 1][j + 1] + 1
                                           : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  std::vector<std::string> differences;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && before[i] == after[j]) {
      ++i, ++j;
    } else if (j == m || (i < n && length[i + 1][j] >= length[i][j + 1])) {
      differences.push_back("-" + before[i++]);
    } else {
      differences.push_back("+" + after[j++]);
    }
  }
  return differences;
}

std::vector<std::string> Shown(const cilium::Plan& plan, const std::vector<std::string>* base) {
  std::vector<std::string> shown = base == nullptr ? Lines(plan) : Differences(*base, Lines(plan));
  for (const cilium::Problem& problem : plan.problems) {
    shown.push_back(fmt::format(
        "{} {}: {}{}", problem.severity == Severity::kError ? "error" : "warning", problem.subject,
        problem.message, problem.hint.empty() ? "" : " (" + problem.hint + ")"));
  }
  return shown;
}

TEST(CiliumRules, EveryCaseComesOutAsItsFileSays) {
  const bool update = std::getenv("CNFT_UPDATE_GOLDENS") != nullptr;
  std::vector<Case> cases = ReadCases();
  std::map<cilium::Release, std::vector<std::string>> bases;
  for (Case& now : cases) {
    const cilium::Plan plan = MakePlan(now);
    const auto base = bases.find(now.release);
    const auto shown = Shown(plan, base == bases.end() ? nullptr : &base->second);
    if (base == bases.end()) bases.emplace(now.release, Lines(plan));
    if (!update) {
      EXPECT_EQ(fmt::format("{}", fmt::join(shown, "\n")),
                fmt::format("{}", fmt::join(now.shown, "\n")))
          << now.name;
    }
    now.shown = shown;
  }
  EXPECT_GE(cases.size(), 60U);
  EXPECT_EQ(bases.size(), cilium::ReleaseNames().size());
  if (update) WriteCases(cases);
}

// Every option must change something in some case, be refused somewhere, or be documented as having
// no effect.
TEST(CiliumRules, EveryOptionHasACase) {
  const std::vector<Case> cases = ReadCases();
  for (const cilium::OptionInfo& option : cilium::AllOptions()) {
    const bool used = std::ranges::any_of(cases, [&](const Case& now) {
      return std::ranges::find(now.settings, option.name, &cilium::Setting::name) !=
             now.settings.end();
    });
    EXPECT_TRUE(used) << option.name;
  }
}

// What is planned can be read and translated, natively.
TEST(CiliumRules, TranslateNatively) {
  for (const Case& now : ReadCases()) {
    const cilium::Plan plan = MakePlan(now);
    if (!plan.ok()) continue;
    RulesetInput input = ReadInput({{InputKind::kIpset, "sets", PrintSets(plan)},
                                    {InputKind::kIpv4, "v4", PrintRules(plan, Family::kIpv4)},
                                    {InputKind::kIpv6, "v6", PrintRules(plan, Family::kIpv6)}});
    CheckTranslation(input, {});
    EXPECT_EQ(input.diagnostics.errors(), 0U) << now.name << "\n"
                                              << Render(input.diagnostics, input.sources, false);
  }
}

TEST(CiliumRules, EveryRuleAndEveryOmissionHasAReason) {
  for (const Case& now : ReadCases()) {
    const cilium::Plan plan = MakePlan(now);
    for (const cilium::Rule& rule : plan.rules) EXPECT_FALSE(rule.because.empty()) << rule.text;
    for (const cilium::Omission& omission : plan.omissions) {
      EXPECT_FALSE(omission.because.empty()) << omission.what;
    }
  }
}

}  // namespace
}  // namespace cnft::test
