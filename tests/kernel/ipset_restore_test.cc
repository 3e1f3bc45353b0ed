// SPDX-License-Identifier: GPL-2.0-or-later
// What `ipset restore` makes of a text and what cnft makes of it are the same: taken or refused,
// and then saved alike.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <vector>

#include "ruleset/ipset/parser.h"
#include "ruleset/ipset/printer.h"
#include "tests/support/ipset_texts.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  // What the kernel counts down or makes up.
  const std::regex made_up(" (initval 0x[0-9a-f]+|bucketsize [0-9]+)");
  // What this kernel does not tell of sets made with it.
  const std::regex untold(" forceadd");
  const std::regex left("(timeout [0-9]*)[0-9]{2}( |$)");
  for (std::string line; std::getline(in, line);) {
    line = std::regex_replace(line, made_up, "");
    line = std::regex_replace(line, untold, "");
    if (line.starts_with("add")) line = std::regex_replace(line, left, "timeout …$2");
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

TEST(IpsetRestore, TakesAndRefusesWhatCnftDoes) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t taken = 0;
  for (std::string text : kIpsetTexts) {
    SCOPED_TRACE(text);
    std::ranges::replace(text, '|', '\n');
    text += '\n';
    test::Run("ipset flush; ipset destroy");
    const Output restored = test::Run("ipset restore", text);
    Sources sources;
    Diagnostics diagnostics;
    ipset::Ruleset ruleset;
    ipset::Parse(sources.Add("sets", text), sources, diagnostics, ruleset);
    EXPECT_EQ(diagnostics.errors() == 0, restored.ok())
        << restored.err << Render(diagnostics, sources, false);
    if (!restored.ok() || diagnostics.errors() > 0) continue;
    EXPECT_EQ(Lines(ipset::Print(ruleset)), Lines(test::Run("ipset save").out));
    ++taken;
  }
  EXPECT_GT(taken, std::size(kIpsetTexts) / 3);
}

}  // namespace
}  // namespace cnft::test
