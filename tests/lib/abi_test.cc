// SPDX-License-Identifier: GPL-2.0-or-later
// The interface of libcnft.so is the one that was recorded, and covers what the header declares.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/netns.h"

namespace cnft::test {
namespace {

std::string FileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(CNFT_SOURCE_DIR "/" + path).rdbuf();
  return std::move(text).str();
}

constexpr const char* kRecord = CNFT_SOURCE_DIR "/lib/libcnft.abi";

Output Compare(const std::string& library, const std::string& record) {
  return test::Run(
      fmt::format("{}/scripts/record-abi --check {} {}", CNFT_SOURCE_DIR, library, record));
}

TEST(Abi, IsTheRecordedOne) {
  const Output compared = Compare(CNFT_LIBRARY, kRecord);
  EXPECT_TRUE(compared.ok()) << compared.out << compared.err;
}

TEST(Abi, DifferencesAreFound) {
  const struct {
    const char* what;
    const char* from;
    const char* to;
  } cases[] = {
      {"a value", "name='CNFT_CONFLICT' value='6'", "name='CNFT_CONFLICT' value='66'"},
      {"a field", "layout-offset-in-bits='96'", "layout-offset-in-bits='128'"},
  };
  const std::string recorded = FileText("lib/libcnft.abi");
  const std::string path = testing::TempDir() + "cnft-abi-" + std::to_string(getpid()) + ".abi";
  for (const auto& c : cases) {
    std::string changed = recorded;
    const std::size_t at = changed.find(c.from);
    ASSERT_NE(at, std::string::npos) << c.what;
    changed.replace(at, std::strlen(c.from), c.to);
    std::ofstream(path) << changed;
    EXPECT_FALSE(Compare(kRecord, path).ok()) << c.what;
  }
  std::filesystem::remove(path);
}

std::set<std::string> Found(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    found.insert((*it)[1]);
  }
  return found;
}

TEST(Abi, HoldsWhatTheHeaderDeclares) {
  const auto declared = Found(FileText("include/cnft/cnft.h"), R"(CNFT_API[^;(]*?(cnft_\w+)\()");
  const auto versioned = Found(FileText("lib/cnft.map"), R"((cnft_\w+);)");
  EXPECT_GT(declared.size(), 30U);
  EXPECT_EQ(declared, versioned);
}

}  // namespace
}  // namespace cnft::test
