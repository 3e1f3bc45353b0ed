// SPDX-License-Identifier: GPL-2.0-or-later
// What Cilium installs, case by case: a case names options, a release and what is known of the
// node, and shows what it changes against the first case of its release. CNFT_UPDATE_GOLDENS=1
// rewrites what is shown.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "api/cilium.h"
#include "api/ruleset_input.h"
#include "nft/text/print.h"
#include "ruleset/cilium/rules.h"
#include "tests/support/cilium_case.h"

namespace cnft::test {
namespace {

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
  for (const cilium::Problem& advice : plan.advice) {
    lines.push_back(fmt::format("advice {}: {} ({})", advice.subject, advice.message, advice.hint));
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
  std::vector<CiliumCase> cases = ReadCiliumCases();
  std::map<cilium::Release, std::vector<std::string>> bases;
  for (CiliumCase& now : cases) {
    const cilium::Plan plan = PlanOf(now);
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
  if (update) WriteCiliumCases(cases);
}

// Every option must change something in some case, be refused somewhere, or be documented as having
// no effect.
TEST(CiliumRules, EveryOptionHasACase) {
  const std::vector<CiliumCase> cases = ReadCiliumCases();
  for (const cilium::OptionInfo& option : cilium::AllOptions()) {
    const bool used = std::ranges::any_of(cases, [&](const CiliumCase& now) {
      return std::ranges::find(now.settings, option.name, &cilium::Setting::name) !=
             now.settings.end();
    });
    EXPECT_TRUE(used) << option.name;
  }
}

std::string Translated(RulesetInput input, const std::string& name) {
  nftables::Collector collector;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    TranslateFamily(input, family, {}, collector);
  }
  EXPECT_EQ(input.diagnostics.errors(), 0U) << name << "\n"
                                            << Render(input.diagnostics, input.sources, false);
  std::string text;
  for (const nftables::Table& table : collector.Take().tables) text += text::Print(table);
  return text;
}

// The sentences that a source file can say: every piece of text between two holes for values, of
// the messages and hints of Say and Advise.
std::vector<std::string> Sentences(const std::string& source) {
  std::vector<std::string> sentences;
  for (const std::string_view call : {"Say({", "Advise("}) {
    for (std::size_t at = source.find(call); at != std::string::npos;
         at = source.find(call, at + 1)) {
      const std::string statement = source.substr(at, source.find(");\n", at) - at);
      std::size_t open = statement.find('"');
      while (open != std::string::npos) {
        const std::size_t close = statement.find('"', open + 1);
        std::string text = statement.substr(open + 1, close - open - 1);
        for (std::size_t hole = 0; (hole = text.find('{')) != std::string::npos;) {
          sentences.push_back(text.substr(0, hole));
          text.erase(0, text.find('}', hole) + 1);
        }
        sentences.push_back(text);
        open = statement.find('"', close + 1);
      }
    }
  }
  std::erase_if(sentences, [](const std::string& text) { return text.size() < 4; });
  return sentences;
}

// Each warning, error and advice stands in some case.
TEST(CiliumRules, EverySentenceHasACase) {
  std::string shown;
  for (const CiliumCase& now : ReadCiliumCases()) {
    shown += fmt::format("{}\n", fmt::join(now.shown, "\n"));
  }
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(CNFT_SOURCE_DIR "/ruleset/cilium")) {
    std::ostringstream source;
    source << std::ifstream(entry.path()).rdbuf();
    for (const std::string& sentence : Sentences(source.str())) {
      ++count;
      EXPECT_NE(shown.find(sentence), std::string::npos)
          << entry.path().filename() << ": " << sentence;
    }
  }
  EXPECT_GT(count, 50U);
}

// What is planned can be read and translated, natively; and what is printed for iptables-restore
// comes to the same as what is applied.
TEST(CiliumRules, TranslateNatively) {
  for (const CiliumCase& now : ReadCiliumCases()) {
    const cilium::Plan plan = PlanOf(now);
    if (!plan.ok()) continue;
    std::vector<InputText> printed = {{InputKind::kIpset, "sets", PrintSets(plan)}};
    for (const auto& [family, kind] :
         {std::pair(Family::kIpv4, InputKind::kIpv4), std::pair(Family::kIpv6, InputKind::kIpv6)}) {
      if (std::string text = PrintRules(plan, family); !text.empty()) {
        printed.push_back({kind, "rules", std::move(text)});
      }
    }
    EXPECT_EQ(Translated(ReadInput(TextsOf(plan)), now.name),
              Translated(ReadInput(std::move(printed)), now.name))
        << now.name;
  }
}

TEST(CiliumRules, EveryRuleAndEveryOmissionHasAReason) {
  for (const CiliumCase& now : ReadCiliumCases()) {
    const cilium::Plan plan = PlanOf(now);
    for (const cilium::Rule& rule : plan.rules) EXPECT_FALSE(rule.because.empty()) << rule.text;
    for (const cilium::Omission& omission : plan.omissions) {
      EXPECT_FALSE(omission.because.empty()) << omission.what;
    }
  }
}

}  // namespace
}  // namespace cnft::test
