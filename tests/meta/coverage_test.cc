// SPDX-License-Identifier: GPL-2.0-or-later
// Tests of the tests: every option of every match and target has a case that is accepted, one that
// is negated where it can be, and one that is refused; every diagnostic is given by some test.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "ruleset/iptables/syntax.h"
#include "tests/support/case_file.h"
#include "tests/support/translate_case.h"
#include "translator/module.h"

namespace cnft::test {
namespace {

using iptables::OptionSpec;

// What the cases show of one option of an extension.
struct Shown {
  bool accepted = false;
  bool negated = false;
  bool refused = false;
};
using Coverage = std::map<std::pair<const iptables::Extension*, std::string_view>, Shown>;

bool HoldsWord(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || text[at - 1] == ' ';
    if (begins && (end == text.size() || text[end] == ' ' || text[end] == '=')) return true;
  }
  return false;
}

// Of a case that translates: which options it has, by the parser's own account.
void NoteAccepted(const Case& test_case, const RulesetInput& input, Coverage& coverage) {
  const auto& table =
      input.ruleset(test_case.family)->tables[static_cast<std::size_t>(test_case.table)];
  for (const iptables::Rule& rule : table->Find(test_case.chain)->rules) {
    Diagnostics diagnostics;
    iptables::RuleSyntax syntax;
    iptables::ParseRule(rule, {test_case.family, test_case.table}, input.sources,
                        translator::Extensions(), diagnostics, syntax);
    const auto note = [&](const iptables::Use& use) {
      for (const iptables::Option& option : use.options) {
        Shown& shown = coverage[{use.extension, option.spec->name}];
        (option.negated ? shown.negated : shown.accepted) = true;
      }
    };
    for (const iptables::Use& match : syntax.matches) note(match);
    if (syntax.target) note(*syntax.target);
  }
}

// Of a case that is refused: which options it is about, as far as the text says.
template <typename Modules>
void NoteRefused(const Case& test_case, Modules modules, std::string_view prefix,
                 Coverage& coverage) {
  for (const auto* module : modules) {
    const iptables::Extension& extension = module->extension;
    if (!HoldsWord(test_case.rule, fmt::format("{} {}", prefix, extension.name))) continue;
    for (const OptionSpec& spec : extension.options) {
      if (!HoldsWord(test_case.rule, fmt::format("--{}", spec.name))) continue;
      coverage[{&extension, spec.alias_of.empty() ? spec.name : spec.alias_of}].refused = true;
    }
  }
}

// What nothing can show here, and why.
struct Exception {
  std::string_view option;
  std::string_view reason;
};
constexpr Exception kNeverAccepted[] = {
    {"-m bpf --object-pinned", "the file would have to be opened when the rule is loaded"},
};

// Whether no rule can hold the option: it, or all the module does, has no form.
template <typename Module>
bool NeverAccepted(const Module& module, std::string_view prefix, const OptionSpec& spec) {
  const std::string option = fmt::format("{} {} --{}", prefix, module.extension.name, spec.name);
  if (std::ranges::find(kNeverAccepted, option, &Exception::option) != std::end(kNeverAccepted)) {
    return true;
  }
  return module.xt == nullptr &&
         std::ranges::any_of(module.limitations, [&](const translator::Limitation& limitation) {
           return limitation.approximation.empty() &&
                  (limitation.option.empty() ||
                   HoldsWord(limitation.option, fmt::format("--{}", spec.name)));
         });
}

template <typename Modules>
void Missing(Modules modules, std::string_view prefix, const Coverage& coverage,
             std::vector<std::string>& missing) {
  for (const auto* module : modules) {
    const iptables::Extension& extension = module->extension;
    for (const OptionSpec& spec : extension.options) {
      if (!spec.alias_of.empty()) continue;
      const auto found = coverage.find({&extension, spec.name});
      const Shown shown = found == coverage.end() ? Shown{} : found->second;
      const auto want = [&](bool there, std::string_view what) {
        if (there) return;
        missing.push_back(fmt::format("{} {} --{}: {}", prefix, extension.name, spec.name, what));
      };
      // A negated case shows that the option is read, too. What is refused by its nature has none.
      if (!NeverAccepted(*module, prefix, spec)) {
        want(shown.accepted || (spec.negatable && shown.negated), "no accepted case");
        if (spec.negatable) want(shown.negated, "no negated case");
      }
      want(shown.refused, "no refused case");
    }
  }
}

TEST(Cases, ShowEveryOptionAcceptedNegatedAndRefused) {
  Coverage coverage;
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      const TranslatedCase translated = Translate(test_case);
      if (translated.ok()) {
        NoteAccepted(test_case, *translated.input, coverage);
      } else {
        NoteRefused(test_case, translator::AllMatches(), "-m", coverage);
        NoteRefused(test_case, translator::AllTargets(), "-j", coverage);
      }
    }
  }
  std::vector<std::string> missing;
  Missing(translator::AllMatches(), "-m", coverage, missing);
  Missing(translator::AllTargets(), "-j", coverage, missing);
  EXPECT_TRUE(missing.empty()) << missing.size() << " missing:\n  "
                               << fmt::format("{}", fmt::join(missing, "\n  "));
}

// Tests name the diagnostics they expect: in the derived lines of cases, or by enumerator.
TEST(Diagnostics, AreAllGivenBySomeTest) {
  static constexpr std::string_view kEnumerators[] = {
#define CNFT_ENUMERATOR_NAME(enumerator, name, severity, fault) #enumerator,
      CNFT_DIAGNOSTICS(CNFT_ENUMERATOR_NAME)
#undef CNFT_ENUMERATOR_NAME
  };
  std::string tests;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(CNFT_SOURCE_DIR "/tests")) {
    const auto extension = entry.path().extension();
    if ((extension != ".t" && extension != ".cc") ||
        entry.path().parent_path().filename() == "meta") {
      continue;
    }
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    tests += std::move(text).str();
  }
  const auto infos = AllDiagnostics();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    const std::string_view name = infos[i].name;
    const bool given =
        tests.find(fmt::format(" {}: ", name)) != std::string::npos ||
        tests.find(fmt::format("\"{}\"", name)) != std::string::npos ||
        tests.find(fmt::format("[{}]", name)) != std::string::npos ||
        tests.find(fmt::format("DiagnosticKind::{}", kEnumerators[i])) != std::string::npos;
    EXPECT_TRUE(given) << "no test expects the diagnostic " << name;
  }
}

}  // namespace
}  // namespace cnft::test
