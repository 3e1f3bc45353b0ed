// SPDX-License-Identifier: GPL-2.0-or-later
// The Cilium part of the example node comes out rule for rule, as iptables prints it; and
// docs/cilium.md lists what other lines of releases cannot produce.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "ruleset/cilium/release.h"
#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

const std::string kCases = CNFT_SOURCE_DIR "/tests/api/cilium/";

std::string ReadFile(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(CNFT_SOURCE_DIR "/") + name).rdbuf();
  return text.str();
}

// The lines about Cilium's chains, by table, in their order.
using Tables = std::map<std::string, std::vector<std::string>>;
Tables CiliumLines(const std::string& saved) {
  Tables tables;
  std::istringstream in(saved);
  std::string table;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('*')) table = line.substr(1);
    if (line.find("CILIUM_") != std::string::npos) tables[table].push_back(line);
  }
  return tables;
}

// What iptables says it has when it has loaded what `cnft cilium rules` prints.
std::string Loaded(std::string_view release) {
  const Output rules =
      Cnft(fmt::format("cilium rules --cilium {0}example.yaml --node {0}example-node.yaml "
                       "--cilium-release {1}",
                       kCases, release));
  EXPECT_EQ(rules.status, 0) << rules.err;
  const Output loaded = Run("iptables-legacy-restore && iptables-legacy-save", rules.out);
  EXPECT_TRUE(loaded.ok()) << loaded.err;
  return loaded.out;
}

TEST(CiliumExample, ComesOutRuleForRule) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Tables wanted = CiliumLines(ReadFile("data/cilium-node.v4.rules"));
  const Tables made = CiliumLines(Loaded("1.14"));
  EXPECT_EQ(wanted.size(), 4U);
  for (const auto& [table, lines] : wanted) {
    ASSERT_TRUE(made.contains(table)) << table;
    EXPECT_EQ(fmt::format("{}", fmt::join(made.at(table), "\n")),
              fmt::format("{}", fmt::join(lines, "\n")));
  }
  EXPECT_EQ(made.size(), wanted.size());
}

// By release: the rules that docs/cilium.md lists below its heading.
std::map<std::string, std::vector<std::string>> Documented() {
  std::map<std::string, std::vector<std::string>> documented;
  std::istringstream in(ReadFile("docs/cilium.md"));
  std::string release;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#")) release = line.starts_with("### ") ? line.substr(4) : "";
    if (!release.empty()) documented[release];
    if (line.starts_with("-A ")) documented[release].push_back(line);
  }
  return documented;
}

TEST(CiliumExample, OfOtherReleasesIsDocumented) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const std::string example = ReadFile("data/cilium-node.v4.rules");
  const auto documented = Documented();
  EXPECT_EQ(documented.size(), cilium::ReleaseNames().size());
  for (const std::string_view release : cilium::ReleaseNames()) {
    Tables made = CiliumLines(Loaded(release));
    std::vector<std::string> missing;
    for (const auto& [table, lines] : CiliumLines(example)) {
      for (const std::string& line : lines) {
        if (std::ranges::find(made[table], line) == made[table].end()) missing.push_back(line);
      }
    }
    ASSERT_TRUE(documented.contains(std::string(release))) << release;
    std::vector<std::string> listed = documented.at(std::string(release));
    std::ranges::sort(missing);
    std::ranges::sort(listed);
    EXPECT_EQ(fmt::format("{}", fmt::join(listed, "\n")),
              fmt::format("{}", fmt::join(missing, "\n")))
        << release;
    EXPECT_EQ(missing.empty(), release == "1.14");
  }
}

}  // namespace
}  // namespace cnft::test
